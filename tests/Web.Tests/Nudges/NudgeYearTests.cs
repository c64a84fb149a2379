using System.Globalization;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>
/// A year of three hundred people in steps of some hours: nights, holidays, both changes of clocks; and, where there is no time for a year, a spring
/// of sixty. Two nodes share the work; now and then one dies in the middle of it, in a mail or wherever the database hears the last of it, and the mail server fails in every way. People are asked what is late (it is planted that this helps) and what came of things (it
/// is planted that this does not). What anybody does follows from hashes: the year is the same each time.
/// </summary>
[TestFixture(300, "2027-01-04", 361, Category = "Long")]
[TestFixture(60, "2027-03-01", 70)]
public sealed partial class NudgeYearTests(int people, string from, int days)
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
    static readonly SendWindow Window = SendWindow.Usual(Zone);
    static readonly ActivityPlan Plan = new("Cykla", "", "", "", null, "", "", null, "", "", "");

    readonly List<string> taken = [];
    readonly MailServers servers = new();
    readonly Dictionary<string, int> tries = [];
    readonly List<Fault> met = [];
    IReadOnlyList<NudgeRow> rows = [];
    readonly DateTimeOffset start = new(DateOnly.Parse(from, CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(1));
    readonly bool isLong = days > 300;
    NudgeTown town;
    int deaths, killed, inDoubt;

    [OneTimeSetUp]
    public async Task LiveThroughIt()
    {
        town = await NudgeTown.Settle(start, people);
        await Choose();
        var nodes = new[] { Node(), Node() };
        DateTimeOffset last = start;
        for (var now = start; now < start.AddDays(days); now = now.AddHours(11))
        {
            await town.TimeIs(now);
            if (now == start || Quarter(now) != Quarter(last)) await PlanQuarter(now);
            await Speak(now);
            await React(last);
            last = now;
            await Task.WhenAll(Enumerable.Range(0, 2).Select(async n => nodes[n] = await Work(nodes[n], now, n)));
        }

        await town.TimeIs(last.AddHours(1));
        var end = Node();
        await end.Node.Run(default, CancellationToken.None);
        foreach (var node in nodes.Append(end)) await town.Kill(node.Lines);
        rows = await town.Views.Many<NudgeRow>("select * from hub.nudge");
        taken.AddRange(servers.Taken);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await town.DisposeAsync();
        await servers.DisposeAsync();
    }

    [Test]
    public void There_was_a_year_to_look_at()
    {
        var told = rows.Count(row => row.SentAt is not null);
        TestContext.Out.WriteLine($"{rows.Count} fell due, {told} were told, {taken.Count} mails were taken, {inDoubt} were in doubt, {deaths} nodes died in a mail and {killed} elsewhere");
        TestContext.Out.WriteLine(string.Join(", ", rows.Where(IsTold).CountBy(row => row.Kind).OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}")));
        Assert.That(told, Is.GreaterThan(isLong ? 1500 : 60));
        Assert.That(taken, Has.Count.GreaterThan(isLong ? 500 : 30));
        Assert.That(deaths, Is.GreaterThan(isLong ? 5 : 0));
        Assert.That(killed, Is.GreaterThan(isLong ? 5 : 0));
        if (isLong) Assert.That(inDoubt, Is.GreaterThan(5));
        TestContext.Out.WriteLine(string.Join(", ", met.CountBy(one => one).OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}")));
        Assert.That(met.Distinct(), Is.EquivalentTo(Enum.GetValues<Fault>()), "each way of failing");
    }

    [Test]
    public void No_nudge_is_mailed_twice() => Assert.That(taken, Is.Unique);

    [Test]
    public void None_is_outside_its_window()
    {
        var at = rows.SelectMany(row => new[] { row.PassedAt, row.SentAt, row.MailedAt }).OfType<DateTimeOffset>();
        Assert.That(at.Where(instant => !Window.IsOpen(instant)), Is.Empty);
    }

    [Test]
    public void Nobody_hears_more_than_they_chose()
    {
        // By name, and not by what the product says of itself: what rings beside the dose, and what is mailed beside it.
        var over = Told().Where(row => row.Kind is not (NudgeKind.DecisionMade or NudgeKind.SpokenTo or NudgeKind.StoryHeld or NudgeKind.WeeklyDigest)).GroupBy(row => row.Recipient)
            .Where(own => own.Any(first => own.Count(row => Day(row) >= Day(first) && Day(row) < Day(first).AddDays(7)) > DoseOf(own.Key)));
        Assert.That(over.Select(own => own.Key), Is.Empty);
        var mailed = rows.Where(row => row.MailedAt is not null && row.Kind is not (NudgeKind.DecisionMade or NudgeKind.WeeklyDigest)).Select(row => (row.Recipient, Day: Day(row.MailedAt!.Value)))
            .GroupBy(row => row.Recipient).Where(own => own.Any(first => own.Count(row => row.Day >= first.Day && row.Day < first.Day.AddDays(7)) > DoseOf(own.Key)));
        Assert.That(mailed.Select(own => own.Key), Is.Empty, "mails count too");
        var digests = Told().Where(row => row.Kind == NudgeKind.WeeklyDigest).Select(row => (row.Recipient, row.Period));
        Assert.That(digests, Is.Unique);
        Assert.That(rows.Count(row => row is { Kind: NudgeKind.SpokenTo, MailedAt: not null }), Is.GreaterThan(isLong ? 30 : 0), "there were letters that wait for room though their bell does not");
    }

    [Test]
    public void Nothing_is_said_more_often_than_its_kind_says()
    {
        var said = Told().CountBy(row => (row.Kind, row.Object, row.Recipient)).ToList();
        Assert.That(said.Where(one => one.Value > one.Key.Kind.Rules().Times), Is.Empty);
        Assert.That(said.Where(one => one.Key.Kind is NudgeKind.Overdue or NudgeKind.RateOutcome).Max(one => one.Value), Is.EqualTo(2), "two reminders, and not three");
    }

    [Test]
    public async Task Nobody_is_asked_what_they_have_done_already()
    {
        const string Late = """
            select count(*) from hub.nudge n join rating r on r.activity = n.subject and r.member = n.recipient
             where n.kind = 'rate_outcome' and n.state <> 'held_out' and (n.sent_at >= r.at or n.mailed_at >= r.at)
            """;
        Assert.That(await town.Views.Value<long>(Late), Is.Zero);
        const string Gone = """
            select count(*) from hub.nudge n join happening h on h.activity = n.subject and h.kind = 'activity-cancelled'
             where n.kind = 'overdue' and n.state <> 'held_out' and (n.sent_at >= h.at or n.mailed_at >= h.at)
            """;
        Assert.That(await town.Views.Value<long>(Gone), Is.Zero);
    }

    [Test]
    public async Task Nobody_is_asked_about_what_they_were_at_within_two_days()
    {
        const string Lately = """
            select count(*) from hub.nudge n
              cross join lateral (
                select h.at from happening h where h.activity = n.subject and h.actor = n.recipient
                union all select r.at from rating r where r.activity = n.subject and r.member = n.recipient
                union all select p.at from activity a join pledge p on p.initiative = a.initiative and p.member = n.recipient where a.activity = n.subject) x
             where n.state not in ('held_out', 'skipped') and n.kind <> 'decision_made'
               and (x.at <= n.sent_at and x.at > n.sent_at - interval '48 hours' or x.at <= n.mailed_at and x.at > n.mailed_at - interval '48 hours')
            """;
        Assert.That(await town.Views.Value<long>(Lately), Is.Zero);
    }

    [Test]
    public void Three_asks_are_open_at_most()
    {
        var asks = rows.Where(row => row.Kind.Rules().IsAsk && IsTold(row)).ToLookup(row => row.Recipient);
        var over = asks.SelectMany(own => own).Where(one => asks[one.Recipient].Count(row =>
            row.PassedAt <= one.PassedAt && row.PassedAt > one.PassedAt!.Value.AddDays(-30) && !(row.ActedAt <= one.PassedAt) && !(row.Until <= one.PassedAt)) > NudgePolicy.MostOpenAsks);
        Assert.That(over.Select(row => row.Nudge), Is.Empty);
    }

    [Test]
    public void Bell_and_mail_never_come_on_one_day_about_one_thing()
    {
        var heard = Told().Where(row => row.Kind != NudgeKind.WeeklyDigest).Select(row => (row.Recipient, row.Object, Day: Day(row)))
            .Concat(Told().Where(row => row.MailedAt is not null).Select(row => (row.Recipient, row.Object, Day: Day(row.MailedAt!.Value))));
        Assert.That(heard, Is.Unique);
    }

    /// <summary>
    /// Whoever wants to hear of it does, by bell or letter, unless chance keeps them out or they have acted; also of what was due in the summer. Who wants one a week
    /// has not room for all.
    /// </summary>
    [Test]
    public async Task What_was_late_and_nobody_acted_on_was_told()
    {
        var end = start.AddDays(days);
        var late = await town.Views.Many<Planted>("select activity, owner, due_on from activity where state = 'scheduled' and owner <> @Coordinator", new { town.Coordinator });
        var over = late.Where(one => new NudgeTime(NudgeTown.Programme, end, Window).DaysSince(one.DueOn, one.Owner) > 14 && DoseOf(one.Owner) > 1 && Chance("mute", one.Owner) >= 5).ToList();
        Assert.That(over, Has.Count.GreaterThan(people / 10));
        var about = rows.Where(row => row.Kind == NudgeKind.Overdue && (IsTold(row) || row.State is "held_out" or "claimed")).Select(row => row.Subject!.Value).ToHashSet();
        var untold = over.Where(one => !about.Contains(one.Activity)).ToList();
        Assert.That(untold, Is.Empty, string.Join('\n', rows.Where(row => untold.Any(one => one.Owner == row.Recipient)).Select(row => $"{row.Kind} {row.Object} {row.Period} {row.State} {row.Reason} {row.DueAt:O} {row.PassedAt:O}")));
    }

    sealed record Planted(Guid Activity, Guid Owner, DateOnly DueOn);

    [Test]
    public void Every_skip_and_every_wait_has_its_reason()
    {
        Assert.That(rows.Where(row => row is { State: "skipped", Reason: null } or { State: "waiting", Reason: null, PassedAt: null }), Is.Empty);
        var reasons = rows.Where(row => row.State == "skipped").Select(row => row.Reason).ToHashSet();
        Assert.That(reasons, Does.Contain(NudgeReason.NoLongerTrue).And.Contain(NudgeReason.Muted));
        if (town.Members.Any(member => DoseOf(member) == 0)) Assert.That(reasons, Does.Contain(NudgeReason.WantsNone));
    }

    [Test]
    public void What_is_in_doubt_is_seen_and_was_not_sent_again()
    {
        var doubtful = rows.Where(row => row.State == "unknown").ToList();
        Assert.That(doubtful, Has.Count.GreaterThanOrEqualTo(inDoubt), "those that died with a node as well");
        Assert.That(doubtful.Where(row => taken.Count(mail => mail == row.MessageId) > 1), Is.Empty);
    }

    [Test]
    public async Task The_log_knows_every_step_once()
    {
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge_step"), Is.Zero);
        var told = new Dictionary<string, int>();
        for (var position = 0L; await town.Hub.Log.ReadLog(position, 5000) is { Count: > 0 } page; position = page[^1].Position)
            foreach (var recorded in page.Where(recorded => recorded.Data is NudgeFellDue or NudgeSent or NudgeHeldOut or NudgeSkipped or NudgeInDoubt or NudgeActedOn or NudgeFailed or NudgeSeen))
                told[recorded.Stream] = told.GetValueOrDefault(recorded.Stream) + 1;
        Assert.That(rows.Where(row => told.GetValueOrDefault($"nudge-{row.Nudge:N}") != row.Steps).Select(row => row.Nudge), Is.Empty);
    }

    [Test]
    public async Task The_report_finds_the_effect_that_is_there_and_none_where_there_is_none()
    {
        var figures = await town.Hub.Services.GetRequiredService<NudgeReport>().Of(town.Here);
        var (late, rated) = (figures[NudgeKind.Overdue].Effect, figures[NudgeKind.RateOutcome].Effect);
        TestContext.Out.WriteLine($"overdue {late.Difference} of {late.Told.N} told and {late.NotTold.N} held out; rate {rated.Difference} of {rated.Told.N} told and {rated.NotTold.N} held out");
        Assert.That(figures[NudgeKind.Overdue].Verdict(NudgeKind.Overdue), Is.Null);
        Assert.That(late.Told.N, Is.GreaterThan(late.NotTold.N).And.GreaterThan(people / 3));
        // A spring is too short to judge by, and nothing is judged.
        if (!isLong)
        {
            Assert.That(figures[NudgeKind.RateOutcome].Verdict(NudgeKind.RateOutcome), Is.Null);
            return;
        }

        // Of those who are told six in ten act on each of two reminders, of those who are not one in ten: .5 by the first, .65 by both.
        Assert.That(late.Shows, Is.True);
        Assert.That(late.Difference.Low, Is.InRange(.35, .65));
        Assert.That(late.Difference.High, Is.InRange(.5, .8));
        Assert.That(rated.Shows, Is.False);
        Assert.That(rated.Difference.Low, Is.InRange(-.2, 0));
        Assert.That(rated.Difference.High, Is.InRange(0, .2));
        foreach (var effect in new[] { late, rated })
            Assert.That((double)effect.NotTold.N / (effect.Told.N + effect.NotTold.N), Is.InRange(.08, .12), "one in ten is held out");
        if (rated.Told.N >= KindFigures.ForEffect) Assert.That(figures[NudgeKind.RateOutcome].Verdict(NudgeKind.RateOutcome), Is.EqualTo(PauseReason.NoEffect));
    }

    static bool IsTold(NudgeRow row) => row.PassedAt is not null && (row.State is not ("held_out" or "skipped") || row.IsInDigest);

    IEnumerable<NudgeRow> Told() => rows.Where(row => row.PassedAt is not null && row.State is not ("held_out" or "skipped"));

    static DateOnly Day(NudgeRow row) => Day(row.PassedAt!.Value);

    static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>0 to 99, and the same each time.</summary>
    static int Chance(string what, params Guid[] of) => (int)(BitConverter.ToUInt32(DerivedId.From(what, of).ToByteArray()) % 100);

    static string Quarter(DateTimeOffset now) => HoldOut.Quarter(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime));

    static int DoseOf(Guid person) => Chance("dose", person) switch { < 5 => 0, < 10 => 1, < 15 => 5, _ => 2 };
}
