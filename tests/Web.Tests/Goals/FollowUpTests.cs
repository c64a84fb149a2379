using Activation.Domain.Goals;
using Activation.Domain.Nudges;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Nudges;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Goals;

/// <summary>The yearly follow-up: Elin opens it, Greta signs for Höganäs, and goal owners are reminded until all is signed.</summary>
public sealed class FollowUpTests
{
    const string Goals = $"{Sown.Here}/goals";

    TestHub hub;
    ProgrammeView here;
    string[] hers;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        Assert.That((await hub.FollowUp()).One(".toast").TextContent, Does.Contain("sparade"));
        here = await hub.Programme();
        hers = [.. await hub.Views.Column<string>("select number from metric where 'hoganas' = any(responsible) and kind in ('increase', 'decrease', 'target') order by area, place")];
        Assert.That(hers, Has.Length.GreaterThan(2));
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task The_goal_owner_signs_and_everyone_sees_what_and_members_by_whom()
    {
        using var greta = await hub.As(Cast.Greta);
        var refused = await greta.Send($"{Goals}/{hers[0]}", ".sign-off-form", ("Sign.Comment", "x"));
        Assert.That(refused.One("#Sign_Comment-error").TextContent, Does.Contain($"inget värde för {FollowedUp.Year}"));
        Assert.That(refused.One("[name='Sign.Comment']").TextContent.Trim(), Is.EqualTo("x"));
        var page = await greta.Send(refused, ".sign-off-form", ("Sign.Comment", "Mäts först i höst"));
        using var visitor = hub.Visitor();
        var seen = await visitor.Get($"{Goals}/{hers[0]}");
        Assert.Multiple(() =>
        {
            Assert.That(page.One(".toast").TextContent, Does.Contain("signerat"));
            Assert.That(page.One("#sign-off").TextContent, Does.Contain("Höganäs").And.Contain("Mäts först i höst").And.Contain(Cast.Greta));
            Assert.That(page.One("[name='Sign.Comment']").TextContent.Trim(), Is.EqualTo("Mäts först i höst"), "signing anew begins with what was signed");
            Assert.That(seen.One("#sign-off").TextContent, Does.Contain("Mäts först i höst").And.Contain("inget värde").And.Not.Contain(Cast.Greta));
            Assert.That(seen.All(".sign-off-form"), Is.Empty);
        });
        var before = await greta.Get($"{Goals}/{hers[0]}?asOf={Sown.Day(-1)}");
        Assert.That(before.Text, Does.Contain("Så här såg det ut").And.Not.Contain("Mäts först i höst"));
        Assert.That(before.All(".sign-off-form"), Is.Empty);
    }

    [Test]
    public async Task What_is_signed_is_the_value_of_the_year()
    {
        using var greta = await hub.As(Cast.Greta);
        await greta.Send($"{Goals}/{hers[1]}", ".value-form", ("Input.Year", $"{FollowedUp.Year}"), ("Input.Value", "12,5"), ("Input.Source", "Årsrapporten"));
        var page = await greta.Send($"{Goals}/{hers[1]}", ".sign-off-form");
        Assert.That(page.One("#sign-off").TextContent, Does.Contain($"{FollowedUp.Year} · Höganäs · 12,5"));
        var all = await greta.Get(FollowedUp.Page);
        Assert.That(all.All("#mine ~ ul a").Select(link => link.TextContent), Does.Not.Contain(hers[1]).And.Contain(hers[2]));
        Assert.That(all.All("#signed ~ .fold-box tbody tr").Single(row => row.Children[0].TextContent == hers[1]).TextContent, Does.Contain("12,5").And.Contain("Höganäs"));
    }

    [Test]
    public async Task Who_signs_signs_what_they_saw()
    {
        using var greta = await hub.As(Cast.Greta);
        await greta.Send($"{Goals}/{hers[3]}", ".value-form", ("Input.Year", $"{FollowedUp.Year}"), ("Input.Value", "12,5"), ("Input.Source", "Årsrapporten"));
        var open = await greta.Get($"{Goals}/{hers[3]}");
        Assert.That(open.One(".sign-off-form").TextContent, Does.Contain($"Värdet för {FollowedUp.Year} är 12,5"));
        await greta.Send($"{Goals}/{hers[3]}", ".value-form", ("Input.Year", $"{FollowedUp.Year}"), ("Input.Value", "14,5"), ("Input.Source", "Årsrapporten"), ("Input.Reason", "Rättat efter granskningen"));
        var refused = await greta.Send(open, ".sign-off-form", ("Sign.Comment", "Det gick bra"));
        Assert.That(refused.One("#Sign_Comment-error").TextContent, Does.Contain("har ändrats"));
        Assert.That(refused.One(".sign-off-form").TextContent, Does.Contain("14,5").And.Contain("Det gick bra"), "what stands now is shown, and what was typed is kept");
        Assert.That(await Signed(), Is.Zero);
        await greta.Send(refused, ".sign-off-form");
        Assert.That(await Signed(), Is.EqualTo(1), "having seen it, she signs");

        Task<long> Signed() => hub.Views.Value<long>("select count(*) from sign_off where number = @number and value = 14.5", new { number = hers[3] });
    }

    [Test]
    public async Task Only_those_who_answer_sign_and_only_those_who_lead_set_the_days()
    {
        foreach (var name in new[] { Cast.Elin, Cast.Bo, Cast.Astrid })
        {
            using var other = await hub.As(name);
            Assert.That((await other.Get($"{Goals}/{hers[0]}")).All(".sign-off-form"), Is.Empty, name);
            Assert.That((await other.Get(FollowedUp.Page)).All("form.stack-form"), Has.Count.EqualTo(name == Cast.Elin ? 1 : 0), name);
        }

        var refused = await hub.FollowUp(opens: 30, closes: 20);
        Assert.That(refused.One(".errors").TextContent, Does.Contain("inom 6 månader"));
        Assert.That(refused.One("[name='Input.ClosesOn']").GetAttribute("value"), Is.Not.Empty);
    }

    [Test]
    public async Task Who_signs_after_the_last_day_reads_why_it_is_not_taken_and_loses_no_word()
    {
        using var greta = await hub.As(Cast.Greta);
        var open = await greta.Get($"{Goals}/{hers[2]}");
        await hub.FollowUp(opens: 10);
        var refused = await greta.Send(open, ".sign-off-form", ("Sign.Comment", "Mäts först i höst"));
        await hub.FollowUp();
        Assert.That(refused.One("#sign-off .errors").TextContent, Does.Contain("inte öppen"));
        Assert.That(refused.One("#sign-off").TextContent, Does.Contain("Mäts först i höst"));
    }

    [Test]
    public async Task Goal_owners_are_told_of_what_is_unsigned_until_nothing_is()
    {
        var (owner, place) = await AnotherOwner();
        var opened = Sown.Day(-20);
        var theirs = await hub.Views.Column<string>("select number from metric where @place = any(responsible) order by area, place", new { place });
        Assert.That((await Told(owner)).Select(due => (due.Period, due.Args[0], due.Args[1])), Is.EqualTo(new[] { ($"{opened}/2", $"{theirs.Count}", $"{FollowedUp.Year}") }));
        await Sign(owner, theirs[0]);
        Assert.That((await Told(owner)).Single().Args[0], Is.EqualTo($"{theirs.Count - 1}"));
        foreach (var number in theirs) await Sign(owner, number);
        Assert.That(await Told(owner), Is.Empty);
    }

    [Test]
    public async Task A_lonely_metric_that_was_signed_with_a_word_is_left_alone()
    {
        var greta = await hub.PersonCalled(Cast.Greta);
        var lonely = await Lonely();
        Assert.That(lonely, Is.Not.Empty);
        await Sign(greta, lonely[^1]);
        Assert.That(await Lonely(), Is.EqualTo(lonely[..^1]));

        async Task<string[]> Lonely() => [.. (await Ask(greta, NudgeKind.MetricOrphan)).Select(due => due.Args[0])];
    }

    [Test]
    public async Task Who_signs_has_two_days_of_peace_and_has_done_what_was_asked()
    {
        var greta = await hub.PersonCalled(Cast.Greta);
        var nudge = await hub.Rings(greta, NudgeKind.FollowUpOpen, ["4", $"{FollowedUp.Year}", "2099-01-01"]);
        await hub.Views.Execute(
            "update hub.nudge set object = @about, municipality = 'hoganas' where nudge = @nudge", new { nudge, about = NudgeObject.FollowUp(here.Id, FollowedUp.Year) });
        Assert.That(await hub.Services.GetRequiredService<NudgeTargets>().PathOf(await hub.Nudge(nudge), here), Is.EqualTo(FollowedUp.Page));
        await Sign(greta, hers[^1]);
        var row = await hub.Nudge(nudge);
        await hub.Services.GetRequiredService<NudgeActs>().Notice(here.Id, CancellationToken.None);
        Assert.That((await hub.Nudge(nudge)).ActedAt, Is.Null, "others wait for her still");
        foreach (var number in await hub.Views.Column<string>("select number from metric where 'hoganas' = any(responsible)")) await Sign(greta, number);
        var known = await hub.Services.GetRequiredService<Knowledge>().Of(here, DateTimeOffset.UtcNow, [row]);
        Assert.That(known[nudge].Situation.ActedAt, Is.GreaterThan(row.PassedAt!.Value));
        await hub.Services.GetRequiredService<NudgeActs>().Notice(here.Id, CancellationToken.None);
        Assert.That((await hub.Nudge(nudge)).ActedAt, Is.Not.Null);
    }

    async Task<(Guid Owner, string Place)> AnotherOwner()
    {
        var one = (await hub.Views.One<Found>(
            """
            select m.member, m.municipality from member m where m.programme = @Id and 'goal_owner' = any(m.roles) and not m."left" and m.municipality <> 'hoganas'
               and exists (select from metric k where k.programme = m.programme and m.municipality = any(k.responsible)) order by m.municipality, m.member limit 1
            """,
            new { here.Id }))!;
        return (one.Member, one.Municipality);
    }

    async Task Sign(Guid owner, string number)
    {
        var actor = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, owner))!;
        var (plan, programme, now) = (await hub.Streams.Read(StreamNames.Plan(here.Id)), await hub.Streams.Read(StreamNames.Programme(here.Id)), here.Local(DateTimeOffset.UtcNow));
        var outcome = await hub.Streams.Decide(
            StreamNames.Values(here.Id, number), new Writer(here.Id, owner, now, Guid.NewGuid()),
            values => SigningOff.SignOff(
                values, plan, programme,
                new SignOffMetric(number, FollowedUp.Year, "Se rapporten", SigningOff.Measured(values, plan.Metrics[number].Kind, FollowedUp.Year, actor.Municipality)), actor, now));
        Assert.That(outcome, Is.TypeOf<Done>());
        await hub.Settled();
    }

    Task<IEnumerable<DueNudge>> Told(Guid owner) => Ask(owner, NudgeKind.FollowUpOpen);

    async Task<IEnumerable<DueNudge>> Ask(Guid owner, NudgeKind kind)
    {
        var scope = new Features.Nudges.Families.Scope(hub.Views.In(here.Id), NudgeFinder.Time(here, DateTimeOffset.UtcNow), here.Rules.On(here.Today(DateTimeOffset.UtcNow)), null, [owner]);
        return (await new Features.Nudges.Families.MunicipalityFacts().Find(scope)).Where(due => due.Kind == kind);
    }

    sealed record Found(Guid Member, string Municipality);
}
