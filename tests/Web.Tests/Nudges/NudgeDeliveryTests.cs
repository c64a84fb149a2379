using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Dapper;
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
    public async Task Settle() => town = await NudgeTown.Settle(Morning.AddDays(-40), 160);

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
    public async Task What_waits_for_weeks_without_reminders_waits_no_longer_when_they_are_moved()
    {
        var programme = $"programme-{NudgeTown.Programme:N}";
        await town.Happens(programme, town.Coordinator, new QuietWeeksSet(10, 12));
        var nudge = await Overdue();
        var before = await Row(nudge);
        await town.Happens(programme, town.Coordinator, new QuietWeeksSet(28, 31));
        Assert.That(before is { State: "waiting", Reason: NudgeReason.OutsideWindow } && before.NotBefore > Morning.AddDays(14), Is.True, $"{before}");
        await Run();
        Assert.That((await Row(nudge)).State, Is.EqualTo("sent"));
    }

    [Test]
    public async Task What_lives_on_and_was_told_by_itself_is_not_told_again_by_the_week()
    {
        var (told, news) = (DerivedId.From("told", owner), DerivedId.From("news", owner));
        await town.At(Morning.AddDays(-39), Stream, owner, new InitiativeProposed(Idea, owner, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null));
        foreach (var copy in new[] { told, news })
            await town.At(Morning.AddDays(-8), $"initiative-{copy:N}", town.Coordinator,
                new InitiativeProposed(copy, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(14), Idea));
        await town.Hub.Settled();
        await town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
            select gen_random_uuid(), @Programme, 'idea_lives_on', 'initiative:' || @told::uuid, @owner, 'adopted', 'sent', '[]', 'look', t, t, t, t, t, t, 'bell'
              from (values (@at)) x(t)
            """,
            new { NudgeTown.Programme, told, owner, at = Morning.AddDays(-8).ToUniversalTime() });
        var due = (await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, Morning)).Where(one => one.Kind == NudgeKind.IdeaLivesOn && one.Recipient == owner).ToList();
        Assert.That(due.Select(one => (one.Deed.Subject, one.Args[^1])), Is.EqualTo(new[] { ((Guid?)news, "1") }));
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

    [Test]
    public async Task A_clock_that_jumps_back_an_hour_sends_nothing_twice_and_leaves_nothing_behind()
    {
        var rung = await Overdue();
        await town.TimeIs(Morning.AddHours(-1));
        await Run();
        Assert.That((await Row(rung)) is { State: "sent", Via: NudgeVia.Bell, MailedAt: null }, Is.True);
        await town.TimeIs(Morning.AddDays(2));
        await Run();
        Assert.That(Mails(rung), Is.EqualTo(1));
        await town.TimeIs(Morning.AddDays(2).AddHours(-1));
        await Run();
        await town.TimeIs(Morning.AddDays(2).AddMinutes(5));
        await Run();
        Assert.That(Mails(rung), Is.EqualTo(1), "it went twice");

        await SomebodyElse();
        var held = await Mailed(Fault.DeathBefore);
        await town.TimeIs(Morning.AddDays(2).AddHours(-1));
        await Run();
        Assert.That((await Row(held)).State, Is.EqualTo("claimed"), "by this clock its lease is not over");
        await town.TimeIs(Morning.AddDays(2).AddMinutes(3));
        await Run();
        Assert.That((await Row(held)).State, Is.EqualTo("unknown"), "it is stuck");
        Assert.That(Mails(held), Is.Zero);
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
    public async Task What_another_run_has_taken_meanwhile_is_not_written_over()
    {
        var nudge = await Overdue();
        await Run();
        await town.TimeIs(Morning.AddDays(2));
        // The run stands still between reading and judging, for as long as this holds what it asks about people.
        await using var other = await town.Hub.ReadModels.Pages.OpenConnectionAsync();
        await using var holding = await other.BeginTransactionAsync();
        await other.ExecuteAsync("lock table hub.account in access exclusive mode", transaction: holding);
        var run = Run();
        while (!await town.Views.Value<bool>("select exists (select from pg_locks where not granted and relation = 'hub.account'::regclass)")) await Task.Yield();
        await town.Views.Execute(
            """
            update hub.nudge set state = 'claimed', claimed_by = 'another', lease_until = hub.clock() + interval '2 minutes' where nudge = @nudge;
            insert into hub.nudge_choice values (@owner, 2, array[]::text[], hub.clock() + interval '7 days', hub.clock())
            """,
            new { nudge, owner });
        await holding.CommitAsync();
        await run;
        Assert.That((await Row(nudge)).State, Is.EqualTo("claimed"), "what waits was written over what is being sent: it would go twice");
    }

    [Test]
    public async Task What_is_judged_holds_when_it_is_sent_also_for_the_last_of_many()
    {
        var late = await Many("evening", 44, 0);
        var evening = 0;
        var carrier = new UnsureCarrier(taken, _ =>
        {
            if (Interlocked.Exchange(ref evening, 1) == 0) town.TimeIs(Morning.AddDays(2).AddHours(8)).GetAwaiter().GetResult();
            return Fault.None;
        });
        await town.Node(carrier).Run(default, CancellationToken.None);
        // Those that were under way already.
        Assert.That(taken, Has.Count.InRange(1, 8), "mails went out in the evening");
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where object like 'activity:%' and reason = 'outside_window' and recipient = any(@late)", new { late }), Is.GreaterThan(5));
    }

    [Test]
    public async Task Who_stops_it_waits_for_the_letters_that_are_under_way_and_begins_no_more()
    {
        var late = await Many("stopped", 30, 44);
        using var stop = new CancellationTokenSource();
        var carrier = new UnsureCarrier(taken, _ =>
        {
            stop.Cancel();
            return Fault.None;
        });
        Assert.That(async () => await town.Node(carrier).Run(default, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(taken, Has.Count.InRange(1, 8));
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where message_id = any(@mails) and state = 'sent' and mailed_at is not null", new { mails = taken.ToArray() }), Is.EqualTo(taken.Count));
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where recipient = any(@late) and state in ('claimed', 'unknown')", new { late }), Is.Zero, "they are in doubt");
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge_step"), Is.Zero, "the log was not told");
    }

    [Test]
    public async Task A_letter_that_cannot_be_written_is_there_to_be_seen_and_stops_no_other()
    {
        var late = await Many("unwritten", 12, 74);
        var broken = late[5];
        town.Unwritable = broken;
        try
        {
            await Run();
        }
        finally
        {
            town.Unwritable = null;
        }

        var states = (await town.Views.Many<NudgeRow>("select * from hub.nudge where recipient = any(@late) and kind = 'overdue' and object = any(@about)", new { late, about = late.Select(member => NudgeObject.Activity(DerivedId.From("unwritten", member))).ToArray() }))
            .ToDictionary(row => row.Recipient);
        Assert.That(states[broken] is { State: "failed", LastError: "InvalidOperationException", MailedAt: null }, Is.True, $"{states[broken]}");
        Assert.That(states.Values.Count(row => row.MailedAt is not null), Is.EqualTo(11));
    }

    [Test]
    public async Task An_answer_is_told_however_long_somebody_was_away()
    {
        var (idea, deed, asked) = (DerivedId.From("answered", owner), DerivedId.From("answered plan", owner), Morning.AddDays(-20));
        await town.Views.Execute("insert into hub.nudge_choice values (@owner, 2, array[]::text[], @until, hub.clock())", new { owner, until = Morning.AddDays(-1).ToUniversalTime() });
        await town.TimeIs(asked);
        await town.Happens($"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, "astorp", [], 0, "Familjegirot", "", [], [], [], asked.AddDays(2), null),
            new ActivityPlanned(idea, deed, owner, "astorp", new("Cykla", "", "", "", null, "", "", null, "", "", ""), owner), new ActivitySubmitted(idea, deed, 3));
        await town.Happens($"initiative-{idea:N}", town.Coordinator, new ActivityReturned(idea, deed, town.Coordinator, "Var?"));
        await town.Hub.Settled();
        await Run();
        await town.TimeIs(Morning);
        await Run();
        var row = await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'decision_made'", new { owner });
        Assert.That(row is { State: "sent", Via: NudgeVia.Bell, PassedAt: not null } && row.PassedAt >= Morning, Is.True, $"{row}");
    }

    [Test]
    public async Task What_was_not_true_any_more_when_its_turn_came_is_told_when_it_is_true_again_and_once()
    {
        owner = await Somebody("again", NudgeKind.IdleDraft);
        var idea = DerivedId.From("again", owner);
        await Written(Morning.AddDays(-15));
        await town.TimeIs(Morning.AddDays(-2).AddHours(9));
        await Run();
        await Written(Morning.AddDays(-1));
        await town.TimeIs(Morning.AddDays(-1));
        await Run();
        await town.TimeIs(Morning.AddDays(12));
        await Run();
        await Written(Morning.AddDays(13));
        await town.TimeIs(Morning.AddDays(28));
        await Run();
        var rows = await town.Views.Many<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'idle_draft' order by due_at", new { owner });
        Assert.That(rows.Select(row => (row.State, row.Reason)), Is.EqualTo(new (string, NudgeReason?)[] { ("skipped", NudgeReason.NoLongerTrue), ("sent", null), ("skipped", NudgeReason.SaidTwice) }));

        Task Written(DateTimeOffset at) => town.Views.Execute(
            "insert into hub.draft values (@Programme, @owner, @idea, '{\"title\": \"Bänkar\"}', '{}', @at) on conflict (programme, member) do update set changed_at = @at",
            new { NudgeTown.Programme, owner, idea, at = at.ToUniversalTime() });
    }

    [Test]
    public async Task Who_may_not_propose_is_not_asked_to()
    {
        var (partner, other) = (DerivedId.From("partner"), DerivedId.From("newcomer"));
        foreach (var (person, role) in new[] { (partner, Role.Partner), (other, Role.CoreTeam) })
            await town.At(Morning.AddDays(-5), $"member-{NudgeTown.Programme:N}-{person:N}", null, new MemberEnrolled(person, "astorp", [role]));
        await town.Hub.Settled();
        var asked = (await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, Morning)).Where(due => due.Kind == NudgeKind.FirstAct).Select(due => due.Recipient).ToList();
        Assert.That(asked, Does.Contain(other).And.Not.Contain(partner));
    }

    [Test]
    public async Task What_finds_no_room_is_told_in_the_letter_of_the_week_and_does_not_come_by_itself()
    {
        owner = await Somebody("spent", NudgeKind.WeeklyDigest, NudgeKind.Overdue);
        await town.TimeIs(Morning.AddDays(-1));
        await Spent();
        var nudge = await Overdue();
        await Run();
        Assert.That((await Row(nudge)) is { State: "skipped", Reason: NudgeReason.InDigest, ShownAt: null }, Is.True, $"{await Row(nudge)}");
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where recipient = @owner and kind = 'weekly_digest' and mailed_at is not null", new { owner }), Is.EqualTo(1));
        await town.TimeIs(Morning.AddDays(8));
        await Run();
        Assert.That(Mails(nudge), Is.Zero);
        Assert.That(await Events(nudge), Is.EqualTo(new[] { typeof(NudgeFellDue), typeof(NudgeSkipped) }));
    }

    [Test]
    public async Task Nobody_is_drawn_for_a_letter_of_the_week_that_would_be_empty()
    {
        var quiet = await Somebody("quiet", NudgeKind.WeeklyDigest);
        await Run();
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where recipient = @quiet and kind = 'weekly_digest'", new { quiet }), Is.Zero);
    }

    [Test]
    public async Task An_idea_that_nobody_else_has_seen_is_remembered_for_its_writer()
    {
        var idea = DerivedId.From("unsent", owner);
        await town.Views.Execute(
            "insert into hub.draft values (@Programme, @owner, @idea, '{\"title\": \"Bänkar i solen\"}', '{}', @changed)", new { NudgeTown.Programme, owner, idea, changed = Morning.AddDays(-8) });
        await Run();
        var row = await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'idle_draft'", new { owner });
        Assert.That(row?.Subject, Is.EqualTo(idea));
        Assert.That((await town.Hub.Services.GetRequiredService<NudgeTitles>().Fill([row!]))[0].Args[0], Is.EqualTo("Bänkar i solen"));
        Assert.That(await town.Hub.Services.GetRequiredService<NudgeTargets>().PathOf(row!, town.Here), Does.EndWith("/initiatives/propose"));
    }

    [TestCase(8), TestCase(9), TestCase(10), TestCase(11), TestCase(12)]
    public async Task What_waits_for_an_answer_is_mailed_whatever_weekday_the_bell_rang_on(int day)
    {
        var monday = new DateTimeOffset(2027, 3, day, 9, 0, 0, TimeSpan.FromHours(1));
        var place = $"place-{day}";
        var coordinator = await Somebody(place, NudgeKind.WaitingApproval);
        var (idea, deed) = (DerivedId.From("asked", coordinator), DerivedId.From("plan", coordinator));
        await town.At(monday.AddDays(-9), $"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, place, [], 0, "Familjegirot", "", [], [], [], monday.AddDays(-2), null),
            new ActivityPlanned(idea, deed, owner, place, new("Cykla", "", "", "", null, "", "", null, "", "", ""), owner), new ActivitySubmitted(idea, deed, 3));
        await town.Hub.Settled();
        for (var n = 0; n < 7; n++)
        {
            await town.TimeIs(monday.AddDays(n));
            await Run();
        }

        var rows = await town.Views.Many<NudgeRow>("select * from hub.nudge where recipient = @coordinator and kind = 'waiting_approval' order by due_at", new { coordinator });
        Assert.That(rows[0].ShownAt, Is.EqualTo(monday));
        Assert.That(rows[0].MailedAt, Is.Not.Null, $"{rows[0].State} {rows[0].Reason}");
        Assert.That(rows[0].MailedAt!.Value - monday, Is.LessThan(TimeSpan.FromDays(6)));
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

    [Test]
    public async Task The_next_working_day_is_foreseen_with_the_mails_of_bells_that_nobody_looked_at()
    {
        var nudge = await Overdue();
        await Run();
        await town.TimeIs(Morning.AddDays(1).AddHours(9));
        var dryRun = town.Hub.Services.GetRequiredService<DryRun>();
        var friday = await dryRun.Tomorrow(town.Here);
        Assert.That(friday.Day, Is.EqualTo(new DateOnly(2027, 3, 12)));
        Assert.That(friday.All.Where(one => Stored.Id(one.Due) == nudge).Select(one => one.State), Is.EqualTo(new[] { "mail" }));
        Assert.That(friday.All.Select(one => Stored.Id(one.Due)), Is.Unique);
        await town.TimeIs(Morning.AddDays(2).AddHours(9));
        Assert.That((await dryRun.Tomorrow(town.Here)).Day, Is.EqualTo(new DateOnly(2027, 3, 15)), "Monday");
    }

    [Test]
    public async Task What_falls_due_in_the_course_of_the_day_is_foreseen_too()
    {
        var (idea, deed) = (DerivedId.From("noon", owner), DerivedId.From("noon deed", owner));
        await town.At(Morning.AddDays(-2).AddHours(3), $"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(20), null),
            new ActivityPlanned(idea, deed, owner, "astorp", new("Cykla", "", "", "", null, "", "", null, "", "", ""), owner), new ActivitySubmitted(idea, deed, 3),
            new ActivityApproved(idea, deed, town.Coordinator, ""));
        await town.Hub.Settled();
        await town.TimeIs(Morning.AddHours(9));
        var foreseen = (await town.Hub.Services.GetRequiredService<DryRun>().Tomorrow(town.Here)).All;
        Assert.That(foreseen.Where(one => one.Due.Recipient == owner && one.Due.Kind == NudgeKind.NoPlanYet).Select(one => one.State), Has.Exactly(1).Items);
    }

    [Test]
    public async Task What_a_letter_in_doubt_told_is_held_back_until_somebody_has_said_whether_it_arrived()
    {
        owner = await Somebody("doubted", NudgeKind.WeeklyDigest, NudgeKind.Overdue);
        await town.TimeIs(Morning.AddDays(-1));
        await Spent();
        var nudge = await Overdue(insert: false);
        var letter = Name(Stored.Id(new DueNudge(NudgeKind.WeeklyDigest, owner, NudgeObject.Oneself, "2027-W10", null, null, [], NudgeDeed.Look())));
        await town.Node(new UnsureCarrier(taken, mail => mail == letter ? Fault.HungUp : Fault.None)).Run(default, CancellationToken.None);
        var digest = (await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'weekly_digest'", new { owner }))!;
        Assert.That(digest.State, Is.EqualTo("unknown"));
        await town.TimeIs(Morning.AddDays(2));
        await town.Views.Execute("update hub.nudge set passed_at = passed_at - interval '9 days' where recipient = @owner and kind = 'outcome_known'", new { owner });
        await Run();
        Assert.That((await Row(nudge)) is { State: "waiting", ShownAt: null }, Is.True, $"it was told again: {await Row(nudge)}");
        await town.Hub.Services.GetRequiredService<Doubts>().Settle(NudgeTown.Programme, digest.Nudge, arrived: true, town.Coordinator);
        Assert.That((await Row(nudge)) is { State: "skipped", Reason: NudgeReason.InDigest, PassedAt: not null }, Is.True, $"{await Row(nudge)}");
        await Run();
        Assert.That(await Events(nudge), Is.EqualTo(new[] { typeof(NudgeFellDue), typeof(NudgeSkipped) }));
    }

    [Test]
    public async Task What_the_letter_of_the_week_told_and_what_chance_kept_out_of_it_are_compared()
    {
        owner = Enumerable.Range(0, 999).Select(n => DerivedId.From($"compared {n}"))
            .First(one => HoldOut.Has(one, NudgeKind.Overdue, "2027-Q1") && !HoldOut.Has(one, NudgeKind.WeeklyDigest, "2027-Q1") && !HoldOut.Has(one, NudgeKind.NoPlanYet, "2027-Q1"));
        await Enrolled(owner, "compared");
        await town.TimeIs(Morning.AddDays(-1));
        await Spent();
        var late = await Overdue(insert: false);
        var idea = DerivedId.From("compared", owner);
        await town.At(Morning.AddDays(-10), $"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(20), null),
            new ActivityPlanned(idea, DerivedId.From("unplanned", owner), owner, "astorp", new("Cykla", "", "", "", null, "", "", null, "", "", ""), owner),
            new ActivitySubmitted(idea, DerivedId.From("unplanned", owner), 3), new ActivityApproved(idea, DerivedId.From("unplanned", owner), owner, ""));
        await town.Hub.Settled();
        await Run();
        var letter = (await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'no_plan_yet'", new { owner }))!;
        Assert.That(letter is { State: "skipped", Reason: NudgeReason.InDigest, PassedAt: not null }, Is.True, $"{letter}");
        Assert.That((await Row(late)) is { State: "held_out", PassedAt: not null }, Is.True, $"{await Row(late)}");
    }

    [Test]
    public async Task Who_said_something_about_it_or_answered_another_is_left_alone_for_two_days()
    {
        var nudge = await Overdue(insert: false);
        await town.At(Morning.AddHours(-20), $"comment-{DerivedId.From("said", owner):N}", owner, new CommentPosted(Idea, DerivedId.From("said", owner), owner, "På väg"));
        var coordinator = await Somebody("busy", NudgeKind.WaitingApproval);
        var (idea, first, second) = (DerivedId.From("busy", coordinator), DerivedId.From("one", coordinator), DerivedId.From("two", coordinator));
        var plan = new ActivityPlan("Cykla", "", "", "", null, "", "", null, "", "", "");
        await town.At(Morning.AddDays(-9), $"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, "busy", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-2), null),
            new ActivityPlanned(idea, first, owner, "busy", plan, owner), new ActivitySubmitted(idea, first, 3),
            new ActivityPlanned(idea, second, owner, "busy", plan, owner), new ActivitySubmitted(idea, second, 3));
        await town.At(Morning.AddHours(-20), $"initiative-{idea:N}", coordinator, new ActivityApproved(idea, first, coordinator, ""));
        await town.Hub.Settled();
        await Run();
        Assert.That((await Row(nudge)) is { State: "waiting", Reason: NudgeReason.ActedLately }, Is.True, $"{await Row(nudge)}");
        var asked = (await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @coordinator and kind = 'waiting_approval'", new { coordinator }))!;
        Assert.That(asked is { State: "waiting", Reason: NudgeReason.ActedLately }, Is.True, $"{asked}");
    }

    [Test]
    public async Task A_kind_that_annoys_rests_by_itself_and_is_counted_anew_when_it_goes_out_again()
    {
        Guid[] people = [.. Enumerable.Range(0, 100).Select(n => DerivedId.From($"annoyed {n}"))];
        await town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
            select gen_random_uuid(), @Programme, 'due_soon', 'annoying', p, '1', 'sent', '[]', 'look', t, t, t, t, t, t, 'bell' from unnest(@people) p, (values (@at)) x(t)
            """,
            new { NudgeTown.Programme, people, at = Morning.AddDays(-3).ToUniversalTime() });
        await town.Happens($"nudge-choice-{people[0]:N}", people[0], new NudgeKindMuted(people[0], NudgeKind.DueSoon));
        await Judged();
        Assert.That(await Resting(), Is.Null, "one in a hundred is not more than one in a hundred");
        await town.Happens($"nudge-choice-{people[1]:N}", people[1], new NudgesRefused(people[1], NudgeKind.DueSoon));
        await Judged();
        Assert.That(await Resting(), Is.EqualTo("opt_outs"));
        var stream = StreamNames.NudgeKind(NudgeTown.Programme, NudgeKind.DueSoon).Name;
        Assert.That((await town.Hub.Log.ReadStream(stream)).Single().Data, Is.EqualTo(new NudgeKindPaused(NudgeKind.DueSoon, PauseReason.OptOuts, null, 100, 2)));
        await town.Happens(stream, town.Coordinator, new NudgeKindResumed(NudgeKind.DueSoon, town.Coordinator));
        await Judged();
        Assert.That(await Resting(), Is.Null, "what was counted before is counted again");

        async Task Judged()
        {
            await town.Hub.Settled();
            await ActivatorUtilities.CreateInstance<NudgesJudged>(town.Hub.Services).Run(town.Now, CancellationToken.None);
            await town.Hub.Settled();
        }

        Task<string?> Resting() => town.Views.Value<string?>("select reason from paused_kind where programme = @Programme and kind = 'due_soon'", new { NudgeTown.Programme });
    }

    /// <summary>The owner has heard enough this week.</summary>
    Task Spent() => town.Views.Execute(
        """
        insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
        select gen_random_uuid(), @Programme, 'outcome_known', 'test:' || n, @owner, '1', 'sent', '[]', 'look', hub.clock(), hub.clock(), hub.clock(), hub.clock(), hub.clock(), hub.clock(), 'bell'
          from generate_series(1, 2) n
        """,
        new { NudgeTown.Programme, owner });

    /// <summary>Somebody more, who coordinates a place where nobody else is and whom chance holds out of none of these.</summary>
    async Task<Guid> Somebody(string place, params NudgeKind[] kinds)
    {
        var person = Enumerable.Range(0, 99).Select(n => DerivedId.From($"{place} {n}")).First(one => !kinds.Any(kind => HoldOut.Has(one, kind, "2027-Q1")));
        await Enrolled(person, place);
        return person;
    }

    async Task Enrolled(Guid person, string place)
    {
        await town.At(Morning.AddDays(-60), $"member-{NudgeTown.Programme:N}-{person:N}", null, new MemberEnrolled(person, place, [Role.Coordinator]));
        await town.Hub.Services.GetRequiredService<PeopleDirectory>().Add([new PersonRow(person, "Prov", $"{place}@example.test", "sv")]);
        await town.Hub.Settled();
    }

    /// <summary>People with something late that stands in the bell, on the day on which its mails are due.</summary>
    async Task<Guid[]> Many(string what, int count, int after)
    {
        Guid[] late = [.. town.Members.Where(member => !HoldOut.Has(member, NudgeKind.Overdue, "2027-Q1")).Reverse().Skip(after).Take(count)];
        var (plan, idea) = (new ActivityPlan("Cykla", "", "", "", null, "", "", null, "", "", ""), DerivedId.From(what));
        await town.At(Morning.AddDays(-39), $"initiative-{idea:N}", town.Coordinator,
        [
            new InitiativeProposed(idea, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null),
            .. late.SelectMany(member => new object[]
            {
                new ActivityPlanned(idea, DerivedId.From(what, member), member, "astorp", plan, town.Coordinator),
                new ActivityScheduled(idea, DerivedId.From(what, member), "Fritid", new DateOnly(2027, 3, 6), "Åstorp"),
            }),
        ]);
        await town.Hub.Settled();
        await Run();
        await town.TimeIs(Morning.AddDays(2));
        taken.Clear();
        return late;
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
        return Stored.Id(new DueNudge(NudgeKind.Overdue, owner, NudgeObject.Activity(Deed), "2027-03-06/1", "astorp", null, [], NudgeDeed.Look()));
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
