using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
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

    /// <summary>The owner has heard enough this week.</summary>
    Task Spent() => town.Views.Execute(
        """
        insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
        select gen_random_uuid(), @Programme, 'outcome_known', 'test:' || n, @owner, '1', 'sent', '[]', 'look', hub.clock(), hub.clock(), hub.clock(), hub.clock(), hub.clock(), hub.clock(), 'bell'
          from generate_series(1, 2) n
        """,
        new { NudgeTown.Programme, owner });
}
