using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Programmes;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>What waits is judged again when its turn comes: by what is true then, and by the weeks that are chosen then.</summary>
public sealed partial class NudgeDeliveryTests
{
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
    public async Task What_falls_due_in_weeks_without_reminders_or_in_an_absence_is_told_when_they_are_over_and_is_not_too_late_then()
    {
        var summer = TimeSpan.FromHours(2);
        owner = Enumerable.Range(0, 99).Select(n => DerivedId.From($"summer {n}")).First(one => !HoldOut.Has(one, NudgeKind.NoPlanYet, "2027-Q3"));
        await Enrolled(owner, "summer");
        var (idea, deed, yes) = (DerivedId.From("summer", owner), DerivedId.From("summer deed", owner), new DateTimeOffset(2027, 7, 7, 10, 0, 0, summer));
        await town.At(yes, $"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, "summer", [], 0, "Familjegirot", "", [], [], [], yes.AddDays(2), null),
            new ActivityPlanned(idea, deed, owner, "summer", new("Cykla", "", "", "", null, "", "", null, "", "", ""), owner), new ActivitySubmitted(idea, deed, 3),
            new ActivityApproved(idea, deed, town.Coordinator, ""));
        await town.At(yes, $"member-{NudgeTown.Programme:N}-{owner:N}", owner, new AbsenceNoted(owner, new DateOnly(2027, 8, 2), new DateOnly(2027, 8, 15)));
        await town.Hub.Settled();
        await town.TimeIs(new(2027, 7, 14, 9, 0, 0, summer));
        await Run();
        var back = new DateTimeOffset(2027, 8, 16, 9, 0, 0, summer);
        // On the first day they hear of the answer itself, on the next one that a day is missing.
        foreach (var days in new[] { 0, 1 })
        {
            await town.TimeIs(back.AddDays(days));
            await Run();
        }

        var row = await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'no_plan_yet'", new { owner });
        Assert.That(row is { State: "sent", ShownAt: not null } && row.ShownAt == back.AddDays(1), Is.True, $"{row}");
        Assert.That(row!.IsOver(back.AddDays(2)), Is.False, $"it stands in the bell as over: {row.Until}");
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
    public async Task A_rest_counts_for_as_long_as_it_was_and_one_that_was_made_longer_from_when_it_began()
    {
        owner = await Somebody("rests");
        var (choices, finder, late) = (town.Hub.Services.GetRequiredService<Choices>(), town.Hub.Services.GetRequiredService<NudgeFinder>(), new DateOnly(2027, 2, 18));
        await Rests(1);
        Assert.That(await DaysSince(late), Is.EqualTo(19), "twenty days, and today is the first of the rest");
        await town.TimeIs(Morning.AddDays(5));
        await Rests(4);
        await town.TimeIs(Morning.AddDays(10));
        Assert.That(await DaysSince(late), Is.EqualTo(19), "it is the same rest");
        await town.TimeIs(Morning.AddDays(5 + 28 + 1));
        Assert.That(await DaysSince(late), Is.EqualTo(20), "the day after its last");
        await Rests(2);
        Assert.That(await DaysSince(late), Is.EqualTo(53), "another one begins now");

        async Task Rests(int weeks) => Assert.That(await choices.Change(owner, town.Now, Guid.NewGuid(), choice => Choosing.Snooze(choice, new(weeks), owner, town.Now)), Is.TypeOf<Done>());

        async Task<int> DaysSince(DateOnly day) => (await finder.TimeWithAbsences(town.Here, town.Now)).DaysSince(day, owner);
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
}
