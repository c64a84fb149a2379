using System.Net;
using Activation.Domain;
using Activation.Domain.Challenges;
using Activation.Domain.Members;
using Activation.Domain.Walks;
using Activation.Store;
using Activation.Web.Features.Admin.Audit;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Privacy;

/// <summary>Words that stand around no initiative are taken out from the line of the list that tells of them.</summary>
public sealed class TakeOutElsewhereTests
{
    const string Audit = $"{Sown.Here}/admin/audit";

    TestHub hub;
    ProgrammeView here;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        here = await hub.Programme();
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task What_was_written_of_a_walk_goes_from_every_page_line_and_file()
    {
        var walk = Guid.NewGuid();
        var plan = new PlanWalk(walk, WalkKind.Place, "Hem till Tallberta", "Vi går till hennes stuga i Tallskogen", "Tallgatan 3", "astorp", DateTimeOffset.UtcNow.AddDays(9), null);
        var programme = await hub.Streams.Read(StreamNames.Programme(here.Id));
        await Write(StreamNames.Walk(walk), state => Walking.Plan(state, programme, plan, Actor.House with { Municipality = "astorp" }, DateTimeOffset.UtcNow));
        var number = await hub.Views.Value<int>("select number from walk where walk = @walk", new { walk });
        await TakenOut("walk-planned", 3);
        var dump = await Dump.Of(hub);
        foreach (var word in new[] { "Tallberta", "Tallskogen", "Tallgatan" }) Assert.That(dump.Contains(word, StringComparison.Ordinal), Is.False, word);
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get($"{Sown.Here}/walks/{number}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await visitor.Get($"{Sown.Here}/walks")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_a_challenge_said_goes_and_its_page_still_stands()
    {
        var (challenge, stage) = (Guid.NewGuid(), here.OpenStage!);
        var programme = await hub.Streams.Read(StreamNames.Programme(here.Id));
        var set = new SetChallenge(challenge, stage.Stage, "Fika med Tallarvid", "Tallarvid på Tallstigen bjuder", new ChallengeAim(ChallengeMeasure.ParticipantsTogether, null, null, 5000), stage.ToOn);
        await Write(StreamNames.Challenge(challenge), state => Challenging.Set(state, programme, set, Actor.House, here.Local(DateTimeOffset.UtcNow)));
        await TakenOut("challenge-set", 2);
        Assert.That((await Dump.Of(hub)).Contains("Tallarvid", StringComparison.Ordinal), Is.False);
        using var elin = await hub.As(Cast.Elin);
        foreach (var page in new[] { "", "/admin/challenges", "/board" }) Assert.That((await elin.Get(Sown.Here + page)).Status, Is.EqualTo(HttpStatusCode.OK), page);
    }

    [Test]
    public async Task An_older_reason_goes_from_the_list_and_its_file_while_newer_ones_stand()
    {
        var david = await hub.PersonCalled(Cast.David);
        using var elin = await hub.As(Cast.Elin);
        foreach (var (role, reason) in new[] { ("PoolMember", "Sjukskriven av Tallmark"), ("CoreTeam", "Tillbaka igen") })
            await elin.Send($"{Sown.Here}/admin/people/{david}", "form[action*=Roles]", ("Roles", "Communicator"), ("Roles", role), ("Reason", reason));
        using var farid = await hub.As(Cast.Farid);
        var older = (await farid.Get($"{Audit}?kind=roles-changed&who=solhage")).All("tbody tr").Single(row => row.TextContent.Contains("Tallmark", StringComparison.Ordinal));
        var page = await farid.Get(older.QuerySelector("a[href$=take-out]")!.GetAttribute("href")!);
        var key = page.All("label.pick").Single(label => label.TextContent.Contains("Tallmark", StringComparison.Ordinal)).QuerySelector("input")!.GetAttribute("value")!;
        Assert.That((await farid.Send(page, "main form", ("Chosen", key))).Text, Does.Contain("Skriv varför"));
        await farid.Send(page, "main form", ("Chosen", key), ("Reason", "Uppgift om hälsa"));
        await hub.Settled();
        var list = await farid.Get($"{Audit}?who=solhage");
        Assert.That(list.Text, Does.Not.Contain("Tallmark").And.Contain("Tillbaka igen").And.Contain("[…]"), "a gap is seen where words were");
        Assert.That((await farid.Get($"{Audit}?kind=words-removed")).Text, Does.Contain("Uppgift om hälsa"));
        var csv = await farid.Client.GetStringAsync(new Uri(hub.Address, $"{Audit}?handler=Csv"));
        Assert.That(csv, Does.Not.Contain("Tallmark").And.Contain("Tillbaka igen").And.Contain("Uppgift om hälsa"));
        Assert.That((await Dump.Of(hub)).Contains("Tallmark", StringComparison.Ordinal), Is.False);
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task Every_line_with_words_leads_to_where_they_are_taken_out()
    {
        var kinds = await hub.Views.Many<Line>("select kind, max(position) as position from audit where programme = @Id and initiative is null group by kind", new { here.Id });
        using var farid = await hub.As(Cast.Farid);
        var seen = 0;
        foreach (var line in kinds)
        {
            var page = await farid.Get($"{Audit}/{line.Position}/take-out");
            Assert.That(page.Status, Is.EqualTo(FreeTexts.ByEvent.ContainsKey(line.Kind) ? HttpStatusCode.OK : HttpStatusCode.NotFound), line.Kind);
            if (page.All("label.pick").Count > 0) seen++;
            Assert.That(page.Text, Does.Not.Contain("[take-out."), line.Kind);
        }

        Assert.That(seen, Is.GreaterThan(5));
    }

    [Test]
    public void Every_field_of_words_has_a_name_of_its_own_there() => Assert.That(
        FreeTexts.ByEvent.Values.SelectMany(fields => fields).Where(field => !hub.Services.GetRequiredService<Texts>().Has($"take-out.field-{field.Split('.')[^1]}")), Is.Empty);

    [Test]
    public async Task What_is_in_no_list_or_next_door_is_not_there()
    {
        var next = await Settlement.NextDoor(hub, "ordlandet");
        using var farid = await hub.As(Cast.Farid);
        var hidden = (await hub.Log.ReadLog(0, 100_000)).First(recorded => recorded.Tenant == here.Id && recorded.Type == "pledge-made" && !AuditProjection.IsListed(recorded.Data));
        foreach (var position in new[] { next.Position, hidden.Position, 0, -1, long.MaxValue })
            Assert.That((await farid.Get($"{Audit}/{position}/take-out")).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{position}");
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get($"{Audit}/1/take-out")).Address.AbsolutePath, Is.EqualTo("/no-access"));
    }

    /// <summary>Takes out everything that the newest line of a kind leads to.</summary>
    async Task TakenOut(string kind, int texts)
    {
        using var farid = await hub.As(Cast.Farid);
        var page = await farid.Get((await farid.Get($"{Audit}?kind={kind}")).One("tbody tr a[href$=take-out]").GetAttribute("href")!);
        var chosen = page.All("input[name=Chosen]").Select(input => ("Chosen", input.GetAttribute("value")!)).ToList();
        Assert.That(chosen, Has.Count.EqualTo(texts));
        Assert.That((await farid.Send(page, "main form", [.. chosen, ("Reason", "Handlar om en annan människa")])).Text, Does.Contain("borttagna"));
        await hub.Settled();
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    async Task Write<TState>(Stream<TState> stream, Func<TState, Decision> decide)
    {
        var outcome = await hub.Streams.Decide(stream, new Writer(here.Id, null, DateTimeOffset.UtcNow, Guid.NewGuid()), decide);
        Assert.That(outcome, Is.InstanceOf<Done>(), (outcome as No)?.Key);
        await hub.Settled();
    }

    sealed record Line(string Kind, long Position);
}
