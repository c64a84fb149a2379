using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>The letter of the week tells what found no room, once.</summary>
public sealed partial class NudgeDeliveryTests
{
    [Test]
    public async Task What_finds_no_room_is_told_in_the_letter_of_the_week_and_does_not_come_by_itself()
    {
        owner = await Somebody("spent", NudgeKind.WeeklyDigest, NudgeKind.Overdue);
        await town.TimeIs(Morning.AddDays(-1));
        await Spent();
        var nudge = await Overdue();
        await Run();
        Assert.That((await Row(nudge)) is { State: "skipped", Reason: NudgeReason.InDigest, ShownAt: not null }, Is.True, $"{await Row(nudge)}");
        var bell = town.Hub.Services.GetRequiredService<Bell>();
        Assert.That((await bell.Latest(owner, Bell.Shown)).Select(row => row.Nudge), Does.Contain(nudge), "there it is answered at a tap");
        Assert.That(await bell.Unseen(owner), Is.Zero, "it rang beside its letter");
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where recipient = @owner and kind = 'weekly_digest' and mailed_at is not null", new { owner }), Is.EqualTo(1));
        await town.TimeIs(Morning.AddDays(8));
        await Run();
        Assert.That(Mails(nudge), Is.Zero);
        Assert.That(await Events(nudge), Is.EqualTo(new[] { typeof(NudgeFellDue), typeof(NudgeSkipped) }));
    }

    [Test]
    public async Task Of_asks_a_letter_of_the_week_tells_what_three_open_ones_leave_room_for()
    {
        owner = await Somebody("asked", NudgeKind.WeeklyDigest, NudgeKind.Overdue);
        await town.TimeIs(Morning.AddDays(-1));
        await Spent();
        await Open(2);
        await Overdue(insert: false);
        var second = DerivedId.From("second late", owner);
        await town.At(Morning.AddDays(-39), Stream, town.Coordinator,
            new ActivityPlanned(Idea, second, owner, "astorp", new("Cykla", "", "", "", null, "", "", null, "", "", ""), town.Coordinator), new ActivityScheduled(Idea, second, "Fritid", new DateOnly(2027, 3, 6), "Åstorp"));
        await town.Hub.Settled();
        await Run();
        await Run();
        var late = await town.Views.Many<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'overdue'", new { owner });
        Assert.That(late.Select(row => row.State), Is.EquivalentTo(new[] { "skipped", "waiting" }), "there is room for one");
        await town.TimeIs(Morning.AddDays(6));
        await Run();
        await Run();
        late = await town.Views.Many<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'overdue'", new { owner });
        Assert.That(late.Count(row => row.Reason == NudgeReason.InDigest), Is.EqualTo(1), "three are open, the letter's own among them");

        Task Open(int asks) => town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
            select gen_random_uuid(), @Programme, 'due_soon', 'test:open' || n, @owner, '1', 'sent', '[]', 'look', t, t, t, t, t, t, 'bell'
              from generate_series(1, @asks) n, (values (hub.clock() - interval '9 days')) x(t)
            """,
            new { NudgeTown.Programme, owner, asks });
    }

    [Test]
    public async Task Who_is_in_two_programmes_has_one_letter_a_week_and_it_tells_what_waits_in_both()
    {
        owner = await Somebody("both", NudgeKind.WeeklyDigest, NudgeKind.Overdue);
        var elsewhere = await OverdueElsewhere();
        await town.TimeIs(Morning.AddDays(-1));
        await Spent();
        var here = await Overdue(insert: false);
        await Run();
        await Run();
        var rows = await town.Views.Many<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'weekly_digest'", new { owner });
        foreach (var nudge in new[] { here, elsewhere }) Assert.That(await Row(nudge) is { State: "skipped", Reason: NudgeReason.InDigest }, Is.True, $"{await Row(nudge)}");
        Assert.That(rows.Select(row => Mails(row.Nudge)), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Nobody_is_drawn_for_a_letter_of_the_week_that_would_be_empty()
    {
        var quiet = await Somebody("quiet", NudgeKind.WeeklyDigest);
        await Run();
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where recipient = @quiet and kind = 'weekly_digest'", new { quiet }), Is.Zero);
    }

    [Test]
    public async Task A_letter_of_the_week_of_which_nothing_came_in_one_programme_is_written_by_the_next()
    {
        owner = await Somebody("passed-on", NudgeKind.WeeklyDigest);
        var there = await Elsewhere("elsewhere");
        await town.Views.Execute("insert into hub.nudge_choice values (@owner, 2, array[]::text[], @until, hub.clock())", new { owner, until = Morning.ToUniversalTime() });
        await Proposed(NudgeTown.Programme, "passed-on", Morning.AddDays(-8).AddHours(3));
        await town.TimeIs(Morning.AddDays(-1));
        await Run();
        Assert.That((await Letters()).Single() is { State: "waiting", Reason: NudgeReason.Snoozed, Period: "2027-W10" }, Is.True, "what moved here is in its letter");
        await Proposed(there, "elsewhere", Morning.AddHours(-20));
        await Run();
        Assert.That(await Letters(), Has.Count.EqualTo(1), "one letter, and it is on its way");
        // What moved here is older than a week by now.
        await town.TimeIs(Morning);
        for (var i = 0; i < 3; i++) await Run();
        var letters = await Letters();
        Assert.That(letters.Select(row => (row.Programme, row.State, row.Reason)), Is.EqualTo(new (Guid, string, NudgeReason?)[]
        {
            (NudgeTown.Programme, "skipped", NudgeReason.NoLongerTrue), (there, "sent", null),
        }));
        Assert.That(letters.Select(row => Mails(row.Nudge)), Is.EqualTo(new[] { 0, 1 }));

        Task<IReadOnlyList<NudgeRow>> Letters() => town.Views.Many<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'weekly_digest' order by period", new { owner });
    }

    [Test]
    public async Task Where_letters_of_the_week_rest_none_falls_due_so_that_another_programme_writes_it()
    {
        owner = await Somebody("rests", NudgeKind.WeeklyDigest);
        var there = await Elsewhere("open");
        await Proposed(NudgeTown.Programme, "rests", Morning.AddDays(-3));
        await town.TimeIs(Morning.AddDays(-1).AddHours(8));
        await Run();
        Assert.That(await Written(), Is.Empty, "five in the afternoon: it falls due when it can go");
        var stream = StreamNames.NudgeKind(NudgeTown.Programme, NudgeKind.WeeklyDigest).Name;
        await town.Happens(stream, town.Coordinator, new NudgeKindPaused(NudgeKind.WeeklyDigest, PauseReason.ByHand, town.Coordinator, 0, 0));
        await town.TimeIs(Morning);
        await Run();
        Assert.That(await Written(), Is.Empty, "not even where nobody else has anything to tell: one that waited would be the letter of the week");
        await Proposed(there, "open", Morning.AddDays(-3));
        await Run();
        await town.Happens(stream, town.Coordinator, new NudgeKindResumed(NudgeKind.WeeklyDigest, town.Coordinator));
        Assert.That(await Written(), Is.EqualTo(new[] { there }));

        Task<IReadOnlyList<Guid>> Written() => town.Views.Column<Guid>("select programme from hub.nudge where recipient = @owner and kind = 'weekly_digest'", new { owner });
    }

    [TestCase(1, true), TestCase(2, false)]
    public async Task What_only_the_measure_of_its_kind_holds_back_brings_no_letter_of_the_week(int told, bool falls)
    {
        owner = await Somebody($"measured-{told}", NudgeKind.WeeklyDigest, NudgeKind.FitsYourGap);
        await town.TimeIs(Morning.AddDays(-1));
        await town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
            select gen_random_uuid(), @Programme, 'fits_your_gap', 'test:' || n, @owner, '1', 'sent', '[]', 'look', t, t, t, t, t, t, 'bell' from generate_series(1, @told) n, (values (@at)) x(t);
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, reason, args, act, due_at, not_before)
            values (gen_random_uuid(), @Programme, 'fits_your_gap', 'test:waits', @owner, '1', 'waiting', 'dose_spent', '[]', 'look', @at, hub.clock() + interval '2 days')
            """,
            new { NudgeTown.Programme, owner, told, at = Morning.AddDays(-20).ToUniversalTime() });
        var due = await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, town.Now);
        Assert.That(due.Any(one => one.Kind == NudgeKind.WeeklyDigest && one.Recipient == owner), Is.EqualTo(falls), "two in thirty days, and no third");
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
        // What chance keeps out begins no letter: what waits for room does, once it waits.
        await Run();
        await Run();
        var letter = (await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'no_plan_yet'", new { owner }))!;
        Assert.That(letter is { State: "skipped", Reason: NudgeReason.InDigest, PassedAt: not null }, Is.True, $"{letter}");
        Assert.That((await Row(late)) is { State: "held_out", PassedAt: not null }, Is.True, $"{await Row(late)}");
    }

    /// <summary>Somebody else has an idea.</summary>
    async Task Proposed(Guid programme, string place, DateTimeOffset at)
    {
        var idea = DerivedId.From($"news of {place}", DerivedId.From($"{programme}", owner));
        await town.In(programme, at, $"initiative-{idea:N}", town.Coordinator, new InitiativeProposed(idea, town.Coordinator, place, [], 0, "Familjegirot", "", [], [], [], at.AddDays(20), null));
        await town.Hub.Settled();
    }

    /// <summary>The owner has heard enough this week.</summary>
    Task Spent() => town.Views.Execute(
        """
        insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
        select gen_random_uuid(), @Programme, 'outcome_known', 'test:' || n, @owner, '1', 'sent', '[]', 'look', hub.clock(), hub.clock(), hub.clock(), hub.clock(), hub.clock(), hub.clock(), 'bell'
          from generate_series(1, 2) n
        """,
        new { NudgeTown.Programme, owner });
}
