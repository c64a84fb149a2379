using System.Globalization;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Points;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Points;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Points;

/// <summary>What earns points, and on whose word.</summary>
public sealed partial class PointsTests
{
    [Test]
    public async Task A_total_is_the_sum_of_the_lines_that_one_reads()
    {
        var name = await hub.Views.Value<string>(
            "select p.name from deed d join points_choice c using (programme, member) join hub.person p on p.person = d.member where d.kind = 'completed' group by p.name order by count(*) desc, p.name limit 1");
        using var doer = await hub.As(name!, "en");
        var page = await doer.Get(Mine);
        var lines = page.All(".ledger tbody tr td:last-child").Select(cell => decimal.Parse(cell.TextContent.Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.That(lines, Is.Not.Empty);
        Assert.That(page.One("[data-figure=points]").TextContent, Does.Contain($"of {lines.Sum():0.##} earned"));
        Assert.That(page.One("[data-defines=points]").TextContent, Does.Contain("2^(−d ÷ h)"), "what it is worth today opens its definition");
        using var csv = new StreamReader(await doer.Client.GetStreamAsync(new Uri($"{Mine}&handler=Csv", UriKind.Relative)));
        var written = (await csv.ReadToEndAsync()).Trim().Split('\n');
        Assert.That(written, Has.Length.EqualTo(lines.Count + 1));
        Assert.That(written[0], Does.Contain("Rule").And.Not.Contain("{"), "a head is a word");
    }

    // By Monday to Friday alone these are nine, ten and twenty-four days.
    [TestCase("2026-12-22", "2027-01-04", 3)]
    [TestCase("2026-12-22", "2027-01-05", 0)]
    [TestCase("2027-07-08", "2027-08-11", 3)]
    public async Task An_answer_is_in_time_by_the_working_days_after_which_its_coordinator_is_reminded(DateTime sent, DateTime answered, int points)
    {
        var (here, coordinator) = (await Here(), Guid.NewGuid());
        var row = new DeedRow(
            here.Id, coordinator, 1, DeedKind.Decided, At(answered), 2, Guid.NewGuid(), Guid.NewGuid(), null, At(sent), null, Across: false, 0);
        Assert.That(PointsLedger.Of(coordinator, [row.ToDeed(here)], RulesBook.AtStart).Total, Is.EqualTo(points));

        static DateTimeOffset At(DateTime day) => new(day.AddHours(9), TimeSpan.Zero);
    }

    [Test]
    public async Task What_nothing_can_earn_yet_is_not_told_as_a_rule()
    {
        using var astrid = await hub.As(Cast.Astrid);
        foreach (var page in new[] { $"{Sown.Here}/points", Mine })
        {
            var rules = (await astrid.Get(page)).All("section").Single(section => section.QuerySelector("#rules-title, #how") is not null).TextContent;
            Assert.That(rules, Does.Contain("Du betygsatte ett utfall").And.Contain("Betyg ger poäng 6 gånger i månaden."), page);
            Assert.That(rules, Does.Not.Contain("Bekräftad hjälp").And.Not.Contain("temperatur").And.Not.Contain("Hjälp ger"), page);
        }

        Assert.That(await hub.Views.Value<long>("select count(*) from deed where kind = any(@kinds)", new { kinds = DeedKinds.ToCome.Select(kind => PointsWords.Key(kind).Replace('-', '_')).ToArray() }), Is.Zero);
    }

    [Test]
    public async Task An_idea_that_gets_its_yes_earns_ten_and_its_badge_is_told_on_the_next_page()
    {
        using var jonna = await hub.As("Jonna Askelund");
        await jonna.Send(Mine, "#choice form", ("Audience", "Myself"));
        await Proposal.Send(jonna, "Språkcafé i väntsalen", Proposal.ConcretePlan);
        var activity = await hub.Views.Value<Guid>("select a.activity from activity a join initiative i using (initiative) where i.title = 'Språkcafé i väntsalen'");
        var coordinator = await hub.Views.Value<string>(
            "select p.name from activity a join member m on m.municipality = a.municipality and 'coordinator' = any(m.roles) join hub.person p on p.person = m.member where a.activity = @activity order by p.name limit 1", new { activity });
        using var answers = await hub.As(coordinator!);
        await answers.Send($"{Sown.Here}/queue?activity={activity}", "button[formaction*=Approve]", ("Reason", "Det här behövs"));
        await Until(async () => await hub.Views.Value<long>("select count(*) from badge where badge = 'first_step' and member = @jonna", new { jonna = await hub.PersonCalled("Jonna Askelund") }) == 1);
        Sheet page = null!;
        await Until(async () => (page = await jonna.Get(Sown.Here)).All(".note.pass").Any(note => note.TextContent.Contains("Första steget", StringComparison.Ordinal)));
        Assert.That(page.One(".note.pass").TextContent, Does.Contain("Nytt märke"));
        Assert.That((await jonna.Get(Sown.Here)).Text, Does.Not.Contain("Nytt märke"), "once");
        Assert.That((await jonna.Get(Mine)).One(".ledger tbody tr").TextContent, Does.Contain("Din idé fick ja").And.Contain("+10"));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty, "live and rebuilt are the same");
    }

    [Test]
    public async Task One_s_own_word_that_it_was_done_earns_nothing_until_another_has_seen_it()
    {
        var (henrik, astrid) = (await hub.PersonCalled(Cast.Henrik), await hub.PersonCalled(Cast.Astrid));
        var activity = await CarriedOut(by: henrik, owner: henrik, (20, -3));
        Assert.That(await Completed(activity), Is.Empty, "the owner says so");
        await Rate(activity, henrik, RaterPart.Owner);
        Assert.That(await Completed(activity), Is.Empty, "and says it again");
        await Rate(activity, astrid, RaterPart.Participant);
        Assert.That(await Completed(activity), Is.EqualTo(new[] { astrid }));
    }

    [Test]
    public async Task A_day_that_was_moved_after_it_had_passed_is_not_kept()
    {
        var (henrik, astrid) = (await hub.PersonCalled(Cast.Henrik), await hub.PersonCalled(Cast.Astrid));
        Assert.That(await Completed(await CarriedOut(by: astrid, owner: henrik, (20, 10), (5, -3))), Is.Empty, "moved five days too late");
        Assert.That(await Completed(await CarriedOut(by: astrid, owner: henrik, (20, 10), (15, -3))), Is.EqualTo(new[] { astrid }), "moved five days before");
        Assert.That(await Completed(await CarriedOut(by: astrid, owner: henrik, (20, 10), (5, -3), (4, -9))), Is.Empty, "and moved again");
    }

    [Test]
    public async Task Votes_of_fresh_accounts_earn_nobody_anything_but_their_own_being_there()
    {
        var (here, now) = (await Here(), DateTimeOffset.UtcNow);
        Web.Platform.Reach.Into(here.Id);
        var scores = hub.Services.GetRequiredService<Features.Scores.ScoresQuery>();
        var initiative = await hub.Views.Value<Guid>("select initiative from initiative where programme = @Id and state = 'active' order by last_at desc limit 1", new { here.Id });
        var place = await hub.Views.Value<string>("select municipality from initiative where initiative = @initiative", new { initiative });
        var (deeds, before) = (await Deeds(), (await scores.Of(here, now)).Rows.Single(row => row.Key == place));
        foreach (var member in Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()))
        {
            await Append(Web.Platform.StreamNames.Member(here.Id, member).Name, 0, null, now, new MemberEnrolled(member, place, [Role.CoreTeam]));
            await Append(Web.Platform.StreamNames.Ballot(initiative, member).Name, 0, member, now, new VoteCast(initiative, member, place, Stance.Support, null));
        }

        await hub.Settled();
        var after = (await scores.Of(here, now)).Rows.Single(row => row.Key == place);
        Assert.Multiple(async () =>
        {
            Assert.That(await Deeds(), Is.EqualTo(deeds), "no line in anybody's ledger");
            Assert.That(after.Facts with { Active = 0, Enrolled = 0, Outcome = before.Facts.Outcome }, Is.EqualTo(before.Facts with { Active = 0, Enrolled = 0 }), "nothing but breadth");
            Assert.That(after.Facts.Active - before.Facts.Active, Is.EqualTo(after.Facts.Enrolled - before.Facts.Enrolled).And.EqualTo(20));
        });

        Task<long> Deeds() => hub.Views.Value<long>("select count(*) from deed");
    }

    /// <summary>An activity that was scheduled, each time so many days ago for so many days ago, and carried out today.</summary>
    async Task<Guid> CarriedOut(Guid by, Guid owner, params (int Ago, int DueAgo)[] days)
    {
        var here = await Here();
        var (initiative, activity, now, version) = (Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UtcNow, 0);
        await Tell(days[0].Ago, new InitiativeProposed(initiative, owner, "klippan", [], 2, "Idé", "Mer", [], [], [], now, null));
        await Tell(days[0].Ago, new ActivityPlanned(initiative, activity, owner, "klippan", new("Gör", "", "", "", null, "", "", null, "", "", ""), owner));
        await Tell(days[0].Ago, new ActivitySubmitted(initiative, activity, 70));
        await Tell(days[0].Ago, new ActivityApproved(initiative, activity, by, null));
        foreach (var (ago, due) in days) await Tell(ago, new ActivityScheduled(initiative, activity, "vi", here.Today(now).AddDays(-due), "torget"));
        await Tell(0, new ActivityCarriedOut(initiative, activity, by, here.Today(now), 9, ""));
        await hub.Settled();
        return activity;

        Task Tell(int ago, object @event) => Append(Web.Platform.StreamNames.Initiative(initiative).Name, version++, owner, now.AddDays(-ago), @event);
    }

    async Task Rate(Guid activity, Guid member, RaterPart part)
    {
        var initiative = await hub.Views.Value<Guid>("select initiative from activity where activity = @activity", new { activity });
        await Append(
            Web.Platform.StreamNames.Rating(activity, member).Name, 0, member, DateTimeOffset.UtcNow, new OutcomeRated(initiative, activity, member, part, 5, null, null));
        await hub.Settled();
    }

    /// <summary>On whose word the activity was completed.</summary>
    Task<IReadOnlyList<Guid>> Completed(Guid activity) =>
        hub.Views.Column<Guid>("select by from deed where activity = @activity and kind = 'completed'", new { activity });
}
