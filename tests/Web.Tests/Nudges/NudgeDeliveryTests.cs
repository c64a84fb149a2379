using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>One nudge on its way, from falling due to the mail: on a clock that the test moves.</summary>
public sealed class NudgeDeliveryTests
{
    // A Wednesday.
    static readonly DateTimeOffset Morning = new(2027, 3, 10, 9, 0, 0, TimeSpan.FromHours(1));
    static int told;

    readonly List<string> taken = [];
    NudgeTown town;
    Guid owner;

    [OneTimeSetUp]
    public async Task Settle() => town = await NudgeTown.Settle(Morning.AddDays(-40), 60);

    [OneTimeTearDown]
    public async Task Close() => await town.DisposeAsync();

    [SetUp]
    public async Task SomebodyElse()
    {
        taken.Clear();
        var number = Interlocked.Increment(ref told);
        owner = town.Members.Where(member => !HoldOut.Has(member, NudgeKind.Overdue, "2027-Q1")).ElementAt(number);
        await town.TimeIs(Morning);
    }

    [Test]
    public async Task First_it_is_in_the_bell_and_a_mail_follows_after_two_days_when_nobody_looked()
    {
        var nudge = await Overdue();
        await Run();
        Assert.That((await Row(nudge)) is { State: "sent", Via: NudgeVia.Bell, MailedAt: null }, Is.True);
        await town.TimeIs(Morning.AddHours(47));
        await Run();
        Assert.That(Mails(nudge), Is.Zero);
        await town.TimeIs(Morning.AddHours(48));
        await Run();
        await Run();
        Assert.That(Mails(nudge), Is.EqualTo(1), "once, under a name that stays");
        Assert.That(await Events(nudge), Is.EqualTo(new[] { typeof(NudgeFellDue), typeof(NudgeSent), typeof(NudgeSent) }));
    }

    [Test]
    public async Task What_was_seen_in_the_bell_is_not_mailed()
    {
        var nudge = await Overdue();
        await Run();
        await town.Views.Execute("update hub.nudge set seen_at = hub.clock() where nudge = @nudge", new { nudge });
        await town.TimeIs(Morning.AddDays(2));
        await Run();
        Assert.That(Mails(nudge), Is.Zero);
    }

    [Test]
    public async Task What_is_no_longer_true_when_its_turn_comes_is_dropped_and_says_why()
    {
        await town.TimeIs(Morning.AddHours(-12));
        var nudge = await Overdue();
        await Run();
        Assert.That((await Row(nudge)) is { State: "waiting", Reason: NudgeReason.OutsideWindow }, Is.True);
        await town.Happens(Stream, town.Coordinator, new ActivityCancelled(Idea, Deed, town.Coordinator, "Det regnar"));
        await town.TimeIs(Morning);
        await Run();
        Assert.That((await Row(nudge)) is { State: "skipped", Reason: NudgeReason.NoLongerTrue }, Is.True);
        Assert.That(await Events(nudge), Is.EqualTo(new[] { typeof(NudgeFellDue), typeof(NudgeSkipped) }));
    }

    [Test]
    public async Task A_line_that_breaks_leaves_a_doubt_that_only_a_human_settles()
    {
        var nudge = await Mailed(Fault.HungUp);
        Assert.That((await Row(nudge)).State, Is.EqualTo("unknown"));
        await town.TimeIs(Morning.AddDays(5));
        await Run();
        Assert.That(Mails(nudge), Is.EqualTo(1), "never again by itself");
        var doubts = town.Hub.Services.GetRequiredService<Doubts>();
        Assert.That(await doubts.Settle(NudgeTown.Programme, nudge, arrived: true, town.Coordinator), Is.True);
        Assert.That(await doubts.Settle(NudgeTown.Programme, nudge, arrived: true, town.Coordinator), Is.False, "it was settled");
        Assert.That((await Row(nudge)) is { State: "sent", MailedAt: not null }, Is.True);
    }

    [Test]
    public async Task A_node_that_dies_in_the_middle_leaves_a_doubt_when_its_lease_is_over()
    {
        var nudge = await Mailed(Fault.DeathBefore);
        Assert.That((await Row(nudge)).State, Is.EqualTo("claimed"));
        await Run();
        Assert.That((await Row(nudge)).State, Is.EqualTo("claimed"), "it may be at it still");
        await town.TimeIs(Morning.AddDays(2).AddMinutes(3));
        await Run();
        Assert.That((await Row(nudge)).State, Is.EqualTo("unknown"));
        Assert.That(Mails(nudge), Is.Zero);
    }

    [TestCase(Fault.Busy), TestCase(Fault.Refused)]
    public async Task A_server_that_did_not_take_it_is_asked_again(object fault)
    {
        var nudge = await Mailed((Fault)fault);
        Assert.That((await Row(nudge)) is { State: "sent", MailedAt: null, Reason: NudgeReason.MailServer, Attempts: 1 }, Is.True);
        await town.TimeIs(Morning.AddDays(2).AddMinutes(5));
        await Run();
        Assert.That(Mails(nudge), Is.EqualTo(1));
        Assert.That((await Row(nudge)) is { Via: NudgeVia.Mail, MailedAt: not null }, Is.True);
    }

    [Test]
    public async Task What_a_node_did_not_tell_the_log_the_next_one_does()
    {
        var nudge = await Overdue();
        await Run();
        await town.Views.Execute(
            "insert into hub.nudge_step select nudge, 1, 'due', null, due_at from hub.nudge where nudge = @nudge on conflict do nothing", new { nudge });
        await Run();
        Assert.That(await Events(nudge), Is.EqualTo(new[] { typeof(NudgeFellDue), typeof(NudgeSent) }), "told twice, written once");
    }

    [Test]
    public async Task The_dry_run_says_what_the_run_then_does_and_writes_nothing()
    {
        await town.TimeIs(Morning.AddDays(-1).AddHours(9));
        var nudge = await Overdue(insert: false);
        var before = await town.Views.Value<long>("select count(*) from hub.nudge");
        var foreseen = await town.Hub.Services.GetRequiredService<DryRun>().At(town.Here, Morning);
        Assert.That(foreseen.Where(one => one.Due.Recipient == owner && one.Due.Kind == NudgeKind.Overdue).Select(one => one.State), Is.EqualTo(new[] { "sent" }));
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge"), Is.EqualTo(before));
        await town.TimeIs(Morning);
        await Run();
        Assert.That((await Row(nudge)).State, Is.EqualTo("sent"));
    }

    Guid Idea => DerivedId.From("idea", owner);

    Guid Deed => DerivedId.From("deed", owner);

    string Stream => $"initiative-{Idea:N}";

    /// <summary>An activity of the owner's that is three days late.</summary>
    async Task<Guid> Overdue(bool insert = true)
    {
        var (plan, due) = (new ActivityPlan("Cykla", "", "", "", null, "", "", null, "", "", ""), new DateOnly(2027, 3, 6));
        await town.At(Morning.AddDays(-39), Stream, town.Coordinator,
            new InitiativeProposed(Idea, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null),
            new ActivityPlanned(Idea, Deed, owner, "astorp", plan, town.Coordinator), new ActivityScheduled(Idea, Deed, "Fritid", due, "Åstorp"));
        await town.Hub.Settled();
        if (insert) await Run();
        return Stored.Id(new DueNudge(NudgeKind.Overdue, owner, NudgeObject.Activity(Deed), "1", "astorp", null, [], NudgeDeed.Look()));
    }

    async Task<Guid> Mailed(Fault first)
    {
        var nudge = await Overdue();
        await town.TimeIs(Morning.AddDays(2));
        var carrier = new UnsureCarrier(taken, mail => mail == Name(nudge) ? first : Fault.None);
        await Task.WhenAny(town.Node(carrier).Run(default, CancellationToken.None), carrier.Died);
        return nudge;
    }

    static string Name(Guid nudge) => $"<{nudge:N}@activation>";

    int Mails(Guid nudge) => taken.Count(mail => mail == Name(nudge));

    Task Run() => town.Node(new UnsureCarrier(taken, _ => Fault.None)).Run(default, CancellationToken.None);

    async Task<NudgeRow> Row(Guid nudge) => (await town.Views.One<NudgeRow>("select * from hub.nudge where nudge = @nudge", new { nudge }))!;

    async Task<IEnumerable<Type>> Events(Guid nudge) => (await town.Hub.Log.ReadStream($"nudge-{nudge:N}")).Select(recorded => recorded.Data.GetType());
}
