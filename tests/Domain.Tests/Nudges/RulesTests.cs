using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using ActivityPlan = Activation.Domain.Initiatives.ActivityPlan;
using GradeSums = Activation.Domain.Scoring.GradeSums;
using ScoringRules = Activation.Domain.Scoring.ScoringRules;

namespace Activation.Domain.Tests.Nudges;

/// <summary>When each kind falls due, and when it stops.</summary>
public class RulesTests
{
    static readonly DateTimeOffset Now = new(2027, 3, 10, 9, 0, 0, TimeSpan.FromHours(1));
    static readonly Guid Programme = Cast.Id(50), Deed = Cast.Id(70), Idea = Cast.Id(60), Me = Cast.Astrid.Member, Bo = Cast.Bo.Member;
    static readonly NudgeTime Time = At(Now);
    static readonly ActivityPlan Vague = new("Cykla", "", "", "", null, "", "", null, "", "", "");
    static readonly ActivityPlan Clear = new("Cykla", "Cykla genom hela regionen", "Fritid", "", new DateOnly(2027, 5, 1), "Åstorp", "", null, "", "", "");

    static readonly ActivityPlan Full = Clear with { FirstStep = "Ring kyrkan", FirstStepOn = new DateOnly(2027, 3, 12), SuccessSign = "40 kommer", Link = "5.10", Resources = "Två cyklar" };

    [Test]
    public void N1_a_newcomer_is_asked_after_three_days_and_after_ten_until_the_first_act()
    {
        Assert.That(Beginning.FirstAct(Joined(2), Time), Is.Null);
        Assert.That(Beginning.FirstAct(Joined(3), Time)?.Period, Is.EqualTo("1"));
        Assert.That(Beginning.FirstAct(Joined(10), Time)?.Period, Is.EqualTo("2"));
        Assert.That(Beginning.FirstAct(Joined(10) with { HasActed = true }, Time), Is.Null);
        Assert.That(Beginning.FirstAct(Joined(3) with { Municipality = "", MunicipalityName = "" }, Time), Is.Null, "there is no municipality to ask about");

        static Newcomer Joined(int days) => new(Me, "astorp", "Åstorp", Now.AddDays(-days), false);
    }

    [Test]
    public void N2_a_vague_draft_is_asked_about_after_five_working_days()
    {
        Assert.That(Proposing.Idle(Plan(Vague, 6), Time), Is.Null, "four of the six were working days");
        var due = Proposing.Idle(Plan(Vague, 7), Time);
        Assert.That(due?.Args, Is.EqualTo(new[] { NudgeArg.Title, "1", "What,Responsible" }));
        Assert.That(Proposing.Idle(Plan(Clear, 7), Time), Is.Null, "that one is ready");
        Assert.That(Proposing.Unsent(Plan(Full, 7), Time)?.Args[^1], Is.Empty, "but for being sent");
    }

    [Test]
    public void N2_N3_N6_N13_what_was_not_true_any_more_when_its_turn_came_falls_due_again()
    {
        Differ(Proposing.Idle(Plan(Vague, 17), Time), Proposing.Idle(Plan(Vague, 7), Time));
        Differ(Proposing.Unsent(Plan(Vague, 17), Time), Proposing.Unsent(Plan(Vague, 7), Time));
        Differ(Proposing.Ready(Plan(Clear, 17), Time), Proposing.Ready(Plan(Clear, 7), Time));
        Differ(CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-20) }, Time), CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-4) }, Time));
        Differ(Examples.StoryWaiting(Rated(20, 5, 5, 5), ScoringRules.AtStart, Time), Examples.StoryWaiting(Rated(7, 5, 5, 5), ScoringRules.AtStart, Time));

        static void Differ(DueNudge? before, DueNudge? now) =>
            Assert.That(now is not null && before is not null && now.Object == before.Object && now.Period != before.Period, Is.True, $"{before} {now}");
    }

    [Test]
    public void N3_a_clear_draft_is_asked_about_after_three_days()
    {
        Assert.That(Proposing.Ready(Plan(Clear, 2), Time), Is.Null);
        Assert.That(Proposing.Ready(Plan(Clear, 3), Time)?.Kind, Is.EqualTo(NudgeKind.ReadyDraft));
        Assert.That(Proposing.Ready(Plan(Vague, 30), Time), Is.Null);
    }

    [Test]
    public void N4_a_coordinator_is_asked_after_five_working_days_and_a_deputy_after_eight()
    {
        Assert.That(Approving.Asked([Queue(6)], Time), Is.Empty);
        Assert.That(Approving.Asked([Queue(7)], Time).Single().Args, Is.EqualTo(new[] { "2", NudgeArg.Title, "2027-03-03" }));
        Assert.That(Approving.Asked([Queue(7) with { IsDeputy = true }], Time), Is.Empty);
        Assert.That(Approving.Asked([Queue(12) with { IsDeputy = true }], Time), Has.Exactly(1).Items);
        Assert.That(Approving.Asked([Queue(7) with { Waiting = 0 }], Time), Is.Empty);

        static Unanswered Queue(int days) => new(Bo, false, "astorp", 2, Deed, Now.AddDays(-days));
    }

    [Test]
    public void N4_who_answers_for_several_municipalities_is_asked_once_about_all_of_them()
    {
        Unanswered here = new(Bo, false, "astorp", 2, Deed, Now.AddDays(-7)), there = new(Bo, true, "bjuv", 3, Idea, Now.AddDays(-14)), young = new(Bo, true, "klippan", 5, Deed, Now.AddDays(-8));
        var due = Approving.Asked([here, there, young], Time).Single();
        Assert.That(due.Args, Is.EqualTo(new[] { "5", NudgeArg.Title, "2027-02-24" }), "as a deputy for Klippan it is not yet theirs");
        Assert.That((due.Object, due.Deed.Subject), Is.EqualTo((NudgeObject.Member(Programme), (Guid?)Idea)));
        Assert.That(Approving.Asked([here, there with { Recipient = Me }], Time).Count(), Is.EqualTo(2), "each person has their own");
    }

    [Test]
    public void N5_who_stands_behind_it_hears_of_an_answer_and_who_answered_does_not()
    {
        var answer = new Answer(Deed, Me, "astorp", "returned", Now.AddHours(-1), Bo);
        Assert.That(Approving.Made(answer)?.Args, Is.EqualTo(new[] { NudgeArg.Title, "returned", NudgeArg.Reason }));
        Assert.That(Approving.Made(answer with { Recipient = Bo }), Is.Null);
        Assert.That(Approving.Made(answer)!.Period, Is.Not.EqualTo(Approving.Made(answer with { At = Now })!.Period), "each answer is told");
        Assert.That(Approving.Made(answer with { At = Now.AddDays(-90) }) is { Until: null }, Is.True, "it keeps, however long somebody is away");
        Assert.That(Approving.Made(answer with { IsOver = true }), Is.Null, "it was called off since");
        Assert.That(Approving.Followed(answer with { Decision = "approved", IsOver = true }, Time), Is.Null);
        Assert.That(Approving.Followed(answer, Time), Is.Null, "what came back is its owner's");
        Assert.That(Approving.Followed(answer with { Decision = "declined" }, Time)?.Args, Is.EqualTo(new[] { NudgeArg.Title, "declined", NudgeArg.Reason }));
        Assert.That(Approving.Followed(answer with { Decision = "declined" }, Time)!.Period, Is.Not.EqualTo(Approving.Followed(answer with { Decision = "approved" }, Time)!.Period), "a yes after a no is told");
        Assert.That(Approving.Followed(answer with { Decision = "approved" }, Time)?.Kind, Is.EqualTo(NudgeKind.FollowedApproved));
    }

    [Test]
    public void N5_who_stands_behind_a_merged_idea_is_told_and_who_merged_it_is_not()
    {
        var idea = new MergedIdea(Deed, Me, "astorp", "merged", Now.AddHours(-1), Bo);
        Assert.That(Approving.Merged(idea)?.Object, Is.EqualTo(NudgeObject.Initiative(Deed)));
        Assert.That(Approving.Merged(idea with { Fate = "grew" })?.Args, Is.EqualTo(new[] { NudgeArg.Title, "grew", NudgeArg.Reason }));
        Assert.That(Approving.Merged(idea with { Recipient = Bo }), Is.Null);
        Assert.That(Approving.GoesOn(idea, Time) is { Kind: NudgeKind.FollowedApproved, Until: not null }, Is.True, "who is in on it, within their dose");
        Assert.That(Approving.GoesOn(idea with { At = Now.AddDays(-14) }, Time), Is.Null);
    }

    [Test]
    public void N6_a_yes_without_a_day_is_asked_about_after_three_days()
    {
        Assert.That(CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-3) }, Time)?.Recipient, Is.EqualTo(Me));
        Assert.That(CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-2) }, Time), Is.Null);
        Assert.That(CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-30) }, Time), Is.Null, "not for ever");
        Assert.That(CarryingOut.NoPlanYet(ToDo(5), Time), Is.Null);
    }

    [Test]
    public void N7_a_week_before_the_owner_is_asked_unless_something_was_heard_for_two()
    {
        Assert.That(CarryingOut.DueSoon(ToDo(7), Time)?.Deed.Act, Is.EqualTo(NudgeAct.TellHow));
        Assert.That(CarryingOut.DueSoon(ToDo(8), Time), Is.Null);
        Assert.That(CarryingOut.DueSoon(ToDo(7) with { HeardAt = Now.AddDays(-13) }, Time), Is.Null);
    }

    [Test]
    public void N8_three_and_seven_days_late_the_owner_is_asked_and_then_no_more()
    {
        Assert.That(CarryingOut.Overdue(ToDo(-2), Time), Is.Null);
        Assert.That(CarryingOut.Overdue(ToDo(-3), Time)?.Period, Is.EqualTo("2027-03-07/1"));
        Assert.That(CarryingOut.Overdue(ToDo(-7), Time)?.Period, Is.EqualTo("2027-03-03/2"));
        Assert.That(CarryingOut.Overdue(ToDo(-14), Time), Is.Null, "now a human should");
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { AnsweredAt = Now.AddDays(-3) }, Time), Is.Null, "it goes on");
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { AnsweredAt = Now.AddDays(-9) }, Time), Is.Not.Null, "that was before its day");
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { NeedsHelp = true }, Time), Is.Null, "help is asked for");
    }

    [Test]
    public void N8_there_are_three_days_between_the_two_and_what_was_told_before_the_day_was_in_its_key_is_not_told_again()
    {
        Assert.That(CarryingOut.Overdue(ToDo(-8) with { FirstSaidAt = Now.AddDays(-2) }, Time)?.Period, Is.EqualTo("2027-03-02/1"), "the first is still the one");
        Assert.That(CarryingOut.Overdue(ToDo(-8) with { FirstSaidAt = Now.AddDays(-3).AddHours(5) }, Time)?.Period, Is.EqualTo("2027-03-02/2"), "days, and not hours");
        Assert.That(CarryingOut.Overdue(ToDo(-4) with { OldKeys = ["1"] }, Time)?.Period, Is.EqualTo("1"));
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { OldKeys = ["1"] }, Time)?.Period, Is.EqualTo("2027-03-03/2"));
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { OldKeys = ["1", "2"] }, Time)?.Period, Is.EqualTo("2"));
    }

    [Test]
    public void N9_two_weeks_late_it_is_on_the_list_of_the_coordinator_who_is_not_behind_it()
    {
        var list = CarryingOut.NeedTalk([ToDo(-14), ToDo(-20) with { Activity = Cast.Id(71) }, ToDo(-13)], Time).ToList();
        Assert.That(list, Has.Count.EqualTo(1));
        Assert.That(list[0].Recipient, Is.EqualTo(Bo));
        Assert.That(list[0].Args[0], Is.EqualTo("2"));
        Assert.That(list[0].Deed.Subject, Is.EqualTo(Cast.Id(71)), "the oldest");
        Assert.That(CarryingOut.NeedTalk([ToDo(-14) with { Owner = Bo }], Time), Is.Empty);
        Assert.That(CarryingOut.NeedTalk([ToDo(-14) with { Owner = Bo, Deputies = [Bo, Me] }], Time).Select(due => due.Recipient), Is.EqualTo(new[] { Me }), "who stands in");
        Assert.That(CarryingOut.NeedTalk([ToDo(-14) with { Owner = Cast.Id(72), Deputies = [Me] }], Time).Select(due => due.Recipient), Is.EqualTo(new[] { Bo }), "there is a coordinator");
    }

    [Test]
    public void N9_who_answers_for_several_municipalities_has_one_list_of_all_of_them()
    {
        var there = ToDo(-20) with { Activity = Cast.Id(71), Municipality = "bjuv", Coordinators = [], Deputies = [Bo] };
        var list = CarryingOut.NeedTalk([ToDo(-14), there], Time).Single();
        Assert.That((list.Object, list.Args[0], list.Municipality, list.Deed.Subject), Is.EqualTo((NudgeObject.Member(Programme), "2", "bjuv", (Guid?)Cast.Id(71))), "the oldest first");
        Assert.That(CarryingOut.NeedTalk([ToDo(-14), there with { Deputies = [Cast.Id(72)] }], Time).Count(), Is.EqualTo(2), "each person has their own");
    }

    [Test]
    public void N11_N12_N21_what_came_of_it_is_asked_told_and_asked_again_in_half_a_year()
    {
        Assert.That(Outcomes.Rate(Took(9), Time), Is.Null);
        Assert.That(Outcomes.Rate(Took(10), Time)?.Period, Is.EqualTo("1"));
        Assert.That(Outcomes.Rate(Took(20), Time)?.Period, Is.EqualTo("2"));
        Assert.That(Outcomes.Rate(Took(40), Time), Is.Null);
        var rated = new Ratings(Deed, Me, "astorp", Now.AddDays(-20), new GradeSums(3, 13, 1, 4));
        Assert.That(Outcomes.Known(rated, ScoringRules.AtStart, Time)?.Args, Is.EqualTo(new[] { NudgeArg.Title, NudgeArg.Grade(rated.Grades.Shown(ScoringRules.AtStart)), "4" }), "as everybody reads it");
        Assert.That(Outcomes.Known(rated with { Grades = new(2, 9, 0, 0) }, ScoringRules.AtStart, Time), Is.Null);
        Assert.That(Outcomes.Known(rated, ScoringRules.AtStart with { PublishedFrom = 5 }, Time), Is.Null, "the programme shows five and no fewer");
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 9, 10)), Time)?.Period, Is.EqualTo("6m"));
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 3, 1)), Time)?.Period, Is.EqualTo("12m"));
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 7, 1)), Time), Is.Null);
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 9, 1), new DateOnly(2027, 3, 2)), Time), Is.Null, "somebody has said");
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 3, 1), new DateOnly(2026, 9, 3)), Time)?.Period, Is.EqualTo("12m"), "that was half a year ago");

        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 3, 1), new DateOnly(2026, 9, 3), IsGone: true), Time), Is.Null, "it does not live");

        static Participant Took(int days) => new(Deed, Me, "astorp", Now.AddDays(-days));
    }

    [Test]
    public void N13_what_went_well_is_to_be_told_after_a_week_and_not_for_ever()
    {
        Assert.That(Examples.StoryWaiting(Rated(7, 5, 5, 5), ScoringRules.AtStart, Time)?.Args, Is.EqualTo(new[] { NudgeArg.Title, "4.0" }));
        Assert.That(Examples.StoryWaiting(Rated(6, 5, 5, 5), ScoringRules.AtStart, Time), Is.Null, "somebody may be at it");
        Assert.That(Examples.StoryWaiting(Rated(60, 5, 5, 5), ScoringRules.AtStart, Time), Is.Null);
        Assert.That(Examples.StoryWaiting(Rated(7, 5, 5, 4), ScoringRules.AtStart, Time), Is.Null, "below 4");
        Assert.That(Examples.StoryWaiting(Rated(7, 5, 5), ScoringRules.AtStart, Time), Is.Null, "two are not enough to show it");
    }

    [Test]
    public void N14_N15_what_works_is_offered_and_its_author_hears_of_it()
    {
        var fit = new Fit(Idea, Bo, "astorp", "Klippan", "5.10", new(3, 15, 0, 0), Now.AddDays(-20));
        Assert.That(Examples.FitsYourGap(fit, ScoringRules.AtStart, Time)?.Args, Is.EqualTo(new[] { "Klippan", NudgeArg.Title, "5.10" }));
        Assert.That(Examples.FitsYourGap(fit with { At = Now.AddDays(-181) }, ScoringRules.AtStart, Time), Is.Null);
        Assert.That(Examples.FitsYourGap(fit with { Grades = new(3, 14, 0, 0) }, ScoringRules.AtStart, Time), Is.Null, "what is shown of it is below 4");
        Assert.That(Examples.FitsYourGap(fit, ScoringRules.AtStart with { PublishedFrom = 4 }, Time), Is.Null, "nothing is shown of it");
        var copy = new Copy(Idea, Me, Bo, "klippan", "Klippan", "adopted", Now.AddDays(-4), new(0, 0, 0, 0));
        Assert.That(Examples.LiveOn([copy], ScoringRules.AtStart, Time).Single().Recipient, Is.EqualTo(Me));
        Assert.That(Examples.LiveOn([copy with { Proposer = Me }], ScoringRules.AtStart, Time), Is.Empty, "about one's own act nobody is told");
        Assert.That(Examples.LiveOn([copy with { At = Now.AddDays(-30) }], ScoringRules.AtStart, Time), Is.Empty, "no news any more");
    }

    [Test]
    public void N15_a_week_of_news_is_one_letter_when_the_week_is_over_and_the_same_however_often_it_is_asked()
    {
        var sunday = new DateTimeOffset(2027, 3, 7, 23, 30, 0, TimeSpan.FromHours(1));
        Copy[] news =
        [
            Of(1, "Klippan", sunday), Of(2, "Bjuv", sunday.AddDays(-3)), Of(3, "Klippan", sunday.AddDays(-2)), Of(1, "Klippan", sunday.AddDays(-1)) with { Step = "done" },
            Of(4, "Svalöv", sunday.AddDays(-9)), Of(5, "Perstorp", sunday.AddHours(1)),
        ];
        var letters = Examples.LiveOn(news, ScoringRules.AtStart, Time).ToDictionary(due => due.Period);
        Assert.That(letters.Keys, Is.EquivalentTo(new[] { "2027-W08", "2027-W09" }), "this week's is not over");
        Assert.That(letters["2027-W09"].Args, Is.EqualTo(new[] { NudgeArg.Title, "Bjuv|Klippan", "3", "" }), "each idea and each place once");
        Assert.That(letters["2027-W08"].Args, Is.EqualTo(new[] { NudgeArg.Title, "Svalöv", "1", "4.0" }), "of one alone the outcome, too");
        Assert.That(Examples.LiveOn(news, ScoringRules.AtStart with { PublishedFrom = 4 }, Time).Single(due => due.Period == "2027-W08").Args[^1], Is.Empty, "not before it is shown");
        Assert.That(letters["2027-W09"].Deed.Subject, Is.EqualTo(Cast.Id(102)));
        var later = Examples.LiveOn(news, ScoringRules.AtStart, At(Now.AddDays(7))).Single(due => due.Period == "2027-W09");
        Assert.That(later, Is.EqualTo(letters["2027-W09"] with { Args = later.Args }));
        Assert.That(later.Args, Is.EqualTo(letters["2027-W09"].Args));

        static Copy Of(int idea, string where, DateTimeOffset at) => new(Cast.Id(100 + idea), Me, Bo, "", where, "adopted", at, new(3, 15, 0, 0));
    }

    [Test]
    public void N16_N17_silence_and_lonely_metrics_are_told_once_a_month()
    {
        Assert.That(Municipalities.Silent(new(Bo, "astorp", "Åstorp", Now.AddDays(-34)), Time)?.Args, Is.EqualTo(new[] { "Åstorp", "34" }));
        Assert.That(Municipalities.Silent(new(Bo, "astorp", "Åstorp", Now.AddDays(-29)), Time), Is.Null);
        var orphans = new Orphans(Bo, "astorp", ["1.1", "4.2"], ["Ett", "Fyra"], [Now.AddDays(-90), Now.AddDays(-90)]);
        var (march, april) = (Municipalities.ThisMonth(orphans, Time).Single(), Municipalities.ThisMonth(orphans, At(Now.AddMonths(1))).Single());
        Assert.That(march.Args, Is.Not.EqualTo(april.Args), "another each month");
        Assert.That(Municipalities.StillLonely(orphans, At(Now.AddMonths(1))).Select(due => due.Object), Does.Contain(march.Object), "March's is lonely still");
        Assert.That(Municipalities.ThisMonth(orphans with { Since = [Now.AddDays(-59), Now.AddDays(-59)] }, Time), Is.Empty);
        foreach (var time in new[] { Time, At(Now.AddMonths(1)) })
            Assert.That(Municipalities.ThisMonth(orphans with { Since = [time.Now.AddDays(-59), time.Now.AddDays(-60)] }, time).Single().Args[0], Is.EqualTo("4.2"), "what served the other stopped lately");
    }

    [Test]
    public void N17_the_open_follow_up_is_told_when_it_opens_after_a_fortnight_and_three_days_before_it_closes_and_never_when_all_is_signed()
    {
        var (opens, closes) = (new DateOnly(2027, 2, 1), new DateOnly(2027, 3, 31));
        var one = new Unsigned(Bo, "astorp", 2026, opens, closes, 4);
        var told = Enumerable.Range(-1, closes.DayNumber - opens.DayNumber + 3).Select(opens.AddDays)
            .Select(day => (day, Municipalities.FollowUp(one, At(new(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(1))))?.Period)).ToList();
        Assert.That(told.First(on => on.Period is not null), Is.EqualTo((opens, "2027-02-01/1")));
        Assert.That(told.First(on => on.Period == "2027-02-01/2").day, Is.EqualTo(opens.AddDays(14)));
        Assert.That(told.First(on => on.Period == "2027-03-31/3").day, Is.EqualTo(closes.AddDays(-3)));
        Assert.That(told.Last(on => on.Period is not null), Is.EqualTo((closes, "2027-03-31/3")));
        Assert.That(Municipalities.FollowUp(one with { Waiting = 0 }, Time), Is.Null);
        var due = Municipalities.FollowUp(one, Time)!;
        Assert.That(due.Args, Is.EqualTo(new[] { "4", "2026", "2027-03-31" }));
        Assert.That(due.Object, Is.Not.EqualTo(Municipalities.FollowUp(one with { Year = 2025 }, Time)!.Object), "each year is a thing of its own");
    }

    [TestCase("1", 1)]
    [TestCase("2", 2)]
    [TestCase("2027-03-31/3", 3)]
    [TestCase("2027-W02", null)]
    [TestCase("2027-W11b", null)]
    [TestCase("2027-02", null)]
    [TestCase("2027-03-02", null)]
    [TestCase("6m", null)]
    public void A_period_says_which_of_several_reminders_it_is(string period, int? turn) => Assert.That(NudgePeriod.TurnOf(period), Is.EqualTo(turn));

    [Test]
    public void N26_the_digest_is_for_tuesday_a_quarter_to_nine_and_never_empty()
    {
        var week = new WeekOf(Me, "astorp", "Familjeresan", 3, 0, []);
        Assert.That(Weekly.Digest(week, At(new(2027, 3, 9, 8, 44, 0, TimeSpan.FromHours(1)))), Is.Null);
        Assert.That(Weekly.Digest(week, At(new(2027, 3, 9, 8, 45, 0, TimeSpan.FromHours(1))))?.Period, Is.EqualTo("2027-W10"));
        Assert.That(Weekly.Digest(week, At(new(2027, 3, 11, 12, 0, 0, TimeSpan.FromHours(1))))?.Period, Is.EqualTo("2027-W10"), "late, and the same one");
        Assert.That(Weekly.Digest(week, At(new(2027, 3, 8, 12, 0, 0, TimeSpan.FromHours(1)))), Is.Null, "Monday");
        Assert.That(Weekly.Digest(week with { Moved = 0 }, Time), Is.Null);
    }

    [Test]
    public void N26_one_programme_writes_it_and_where_nothing_came_of_that_the_next_one()
    {
        var week = new WeekOf(Me, "astorp", "Familjeresan", 3, 0, []);
        WeekLetter there = new(Me, Cast.Id(51), "2027-W10", IsPassedOn: false), again = new(Me, Cast.Id(52), "2027-W10/2", IsPassedOn: true);
        Assert.That(Weekly.Digest(week with { Letters = [there] }, Time), Is.Null, "it is on its way from there");
        Assert.That(Weekly.Digest(week with { Letters = [there with { IsPassedOn = true }] }, Time)?.Period, Is.EqualTo("2027-W10/2"));
        Assert.That(Weekly.Digest(week with { Letters = [there with { IsPassedOn = true }, again] }, Time)?.Period, Is.EqualTo("2027-W10/3"));
        Assert.That(Weekly.Digest(week with { Letters = [there with { IsPassedOn = true }, again with { Programme = Programme, IsPassedOn = false }] }, Time)?.Period, Is.EqualTo("2027-W10/2"), "asked again, it is the same");
    }

    [Test]
    public void N27_three_asks_and_eight_weeks_without_a_word()
    {
        Assert.That(Weekly.FadingOut(new(Me, 3, Now.AddDays(-56), null), Time)?.Kind, Is.EqualTo(NudgeKind.FadingOut));
        Assert.That(Weekly.FadingOut(new(Me, 2, Now.AddDays(-56), null), Time), Is.Null);
        Assert.That(Weekly.FadingOut(new(Me, 3, Now.AddDays(-55), null), Time), Is.Null);
        Assert.That(Weekly.FadingOut(new(Me, 3, Now.AddDays(-90), Now.AddDays(-20)), Time), Is.Null, "heard of since");
    }

    static NudgeTime At(DateTimeOffset now) => new(Programme, now, SendWindow.Usual(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")));

    static Untold Rated(int days, params int[] grades) => new(Deed, Bo, "astorp", new GradeSums(grades.Length, grades.Sum(), 0, 0), Now.AddDays(-days));

    static PlanInWork Plan(ActivityPlan plan, int days) => new(Deed, Idea, Me, "astorp", plan, Now.AddDays(-days));

    static Undertaking ToDo(int? daysLeft) => new(
        Deed, Me, "astorp", Now.AddDays(-40), daysLeft is { } days ? new DateOnly(2027, 3, 10).AddDays(days) : null, Now.AddDays(-40), [Bo]);
}
