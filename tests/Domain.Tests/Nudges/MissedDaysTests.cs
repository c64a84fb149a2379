using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using ActivityPlan = Activation.Domain.Initiatives.ActivityPlan;
using GradeSums = Activation.Domain.Scoring.GradeSums;
using ScoringRules = Activation.Domain.Scoring.ScoringRules;

namespace Activation.Domain.Tests.Nudges;

/// <summary>What falls due while nobody may be told is told when they may: weeks without reminders, absences and rest make nothing too late.</summary>
public class MissedDaysTests
{
    // The first open morning after weeks 28 to 31.
    static readonly DateTimeOffset Now = new(2027, 8, 9, 9, 0, 0, TimeSpan.FromHours(2));
    static readonly Guid Deed = Cast.Id(70), Me = Cast.Astrid.Member, Bo = Cast.Bo.Member;
    static readonly NudgeTime Time = At(Now);
    static readonly ActivityPlan Vague = new("Cykla", "", "", "", null, "", "", null, "", "", "");

    [Test]
    public void N6_a_yes_of_the_week_before_is_asked_about_when_the_weeks_are_over()
    {
        var due = CarryingOut.NoPlanYet(Yes(7), Time);
        Assert.That(due, Is.Not.Null);
        Assert.That(due!.Until, Is.EqualTo(At(7, 7).AddDays(30 + 28)));
        Assert.That(CarryingOut.NoPlanYet(Yes(7), At(Now.AddDays(26))), Is.Null, "thirty days on which it could be asked are over");

        static Undertaking Yes(int day) => new(Deed, Me, "astorp", At(day, 7), null, At(day, 7), [Bo]);
    }

    [Test]
    public void N8_what_was_due_in_the_summer_is_asked_twice_and_only_then_talked_about()
    {
        var late = new Undertaking(Deed, Me, "astorp", At(1, 6), new DateOnly(2027, 7, 15), At(1, 6), [Bo]);
        Assert.That(CarryingOut.Overdue(late, Time)?.Period, Is.EqualTo("2027-07-15/1"));
        Assert.That(CarryingOut.NeedTalk([late], Time), Is.Empty, "nobody has asked its owner");
        Assert.That(CarryingOut.Overdue(late with { FirstSaidAt = Now }, At(Now.AddDays(2)))?.Period, Is.EqualTo("2027-07-15/1"));
        Assert.That(CarryingOut.Overdue(late with { FirstSaidAt = Now }, At(Now.AddDays(3)))?.Period, Is.EqualTo("2027-07-15/2"));
        Assert.That(CarryingOut.Overdue(late with { FirstSaidAt = Now }, At(Now.AddDays(13))), Is.Null, "now a human should");
        Assert.That(CarryingOut.NeedTalk([late], At(Now.AddDays(12))), Is.Empty);
        Assert.That(CarryingOut.NeedTalk([late], At(Now.AddDays(13))), Is.Not.Empty);
        Assert.That(CarryingOut.DueSoon(late with { DueOn = new DateOnly(2027, 8, 8) }, Time), Is.Null, "yesterday is not soon");
    }

    [Test]
    public void N8_who_was_away_is_asked_when_they_are_back()
    {
        var late = new Undertaking(Deed, Me, "astorp", Now.AddDays(-60), new DateOnly(2027, 9, 10), Now.AddDays(-60), [Bo]);
        var back = new DateTimeOffset(2027, 9, 27, 9, 0, 0, TimeSpan.FromHours(2));
        Assert.That(CarryingOut.Overdue(late, At(back)), Is.Null, "seventeen days");
        Assert.That(CarryingOut.Overdue(late, Away(back, 13, 26))?.Period, Is.EqualTo("2027-09-10/1"));
        Assert.That(CarryingOut.Overdue(late, Away(back.AddDays(-13), 12, 26))?.Period, Is.EqualTo("2027-09-10/1"), "what waits is no less true when they say that they are away");
        Assert.That(CarryingOut.NeedTalk([late], Away(back, 13, 26)), Is.Empty);

        NudgeTime Away(DateTimeOffset now, int from, int to) =>
            At(now) with { Unreached = new[] { new Absence(new DateOnly(2027, 9, from), new DateOnly(2027, 9, to)) }.ToLookup(_ => Me) };
    }

    [Test]
    public void N5_what_was_said_and_what_moved_in_the_summer_is_told_when_the_weeks_are_over()
    {
        foreach (var rule in new Func<Stirring, NudgeTime, DueNudge?>[] { Talking.SpokenTo, Talking.Moved })
        {
            var due = rule(Said(13), Time);
            Assert.That(due?.Until, Is.EqualTo(At(13, 7).AddDays(26 + 14)), "all of its fourteen days come after the weeks");
            Assert.That(rule(Said(13), At(due!.Until!.Value)), Is.Null);
            Assert.That(rule(Said(1), At(Now.AddDays(3))), Is.Not.Null);
            Assert.That(rule(Said(1), At(Now.AddDays(5))), Is.Null);
        }

        static Stirring Said(int day) => new(Deed, Me, "astorp", [new(At(day, 7), 0, "hidden")], null);
    }

    [Test]
    public void N16_a_municipality_is_not_silent_in_weeks_in_which_nobody_is_there()
    {
        Assert.That(Municipalities.Silent(Heard(9, 7), Time), Is.Null, "a month ago, and three days of it");
        Assert.That(Municipalities.Silent(Heard(13, 6), Time), Is.Null);
        Assert.That(Municipalities.Silent(Heard(12, 6), At(Now.AddHours(1)))?.Args, Is.EqualTo(new[] { "Åstorp", "58" }), "it says how long ago it is");

        static Quiet Heard(int day, int month) => new(Bo, "astorp", "Åstorp", At(day, month));
    }

    [Test]
    public void N15_what_was_taken_up_in_the_week_before_is_news_when_the_weeks_are_over() =>
        Assert.That(Examples.LiveOn([new(Deed, Me, Bo, "klippan", "Klippan", "adopted", At(5, 7), new(0, 0, 0, 0))], ScoringRules.AtStart, Time).Single().Until, Is.EqualTo(At(5, 7).AddDays(58)));

    [Test]
    public void N15_who_had_put_everything_off_for_four_weeks_hears_of_it_too()
    {
        var (now, at) = (new DateTimeOffset(2027, 4, 19, 9, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2027, 3, 18, 9, 0, 0, TimeSpan.FromHours(1)));
        Copy copy = new(Deed, Me, Bo, "klippan", "Klippan", "adopted", at, new(0, 0, 0, 0));
        Assert.That(Examples.LiveOn([copy], ScoringRules.AtStart, At(now)), Is.Empty);
        var rest = new[] { new Absence(new DateOnly(2027, 3, 21), new DateOnly(2027, 4, 18)) }.ToLookup(_ => Me);
        Assert.That(Examples.LiveOn([copy], ScoringRules.AtStart, At(now) with { Unreached = rest }), Is.Not.Empty);
    }

    [Test]
    public void N1_N2_N5_N11_N12_N13_N21_keep_over_the_summer_too()
    {
        Assert.That(Beginning.FirstAct(new(Me, "astorp", "Åstorp", At(7, 7), HasActed: false), Time), Is.Not.Null);
        Assert.That(Proposing.Idle(new(Deed, Cast.Id(60), Me, "astorp", Vague, At(5, 6)), Time), Is.Not.Null);
        Assert.That(Approving.Followed(new Answer(Deed, Me, "astorp", "approved", At(19, 7), Bo), Time), Is.Not.Null);
        Assert.That(Outcomes.Rate(new(Deed, Me, "astorp", At(28, 6)), Time), Is.Not.Null);
        Assert.That(Outcomes.Known(new(Deed, Me, "astorp", At(1, 4), new GradeSums(3, 13, 1, 4)), ScoringRules.AtStart, Time), Is.Not.Null);
        Assert.That(Examples.StoryWaiting(new(Deed, Me, "astorp", new GradeSums(3, 15, 0, 0), At(5, 6)), ScoringRules.AtStart, Time), Is.Not.Null);
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2027, 1, 5)), Time)?.Period, Is.EqualTo("6m"));
    }

    [Test]
    public void N27_weeks_without_reminders_and_absences_are_no_silence()
    {
        var asked = new Unheard(Me, [At(21, 6), At(22, 6), At(23, 6)], null);
        var (soon, full) = (At(At(17, 8)), At(At(13, 9)));
        Assert.That(Weekly.FadingOut(asked, soon), Is.Null, "fifty-seven days, four weeks of them without reminders");
        Assert.That(Weekly.FadingOut(asked, full)?.Kind, Is.EqualTo(NudgeKind.FadingOut), "fifty-six on which they could be asked");
        Assert.That(Weekly.FadingOut(asked, full with { Unreached = Out(16, 22) }), Is.Null, "a week of them away");
        Assert.That(Fading.Of(At(21, 6), null, Me, soon), Is.EqualTo(Attention.Monthly));
        Assert.That(Fading.Of(At(21, 6), null, Me, full), Is.EqualTo(Attention.Silent));
        Assert.That(Fading.Of(At(21, 6), null, Me, full with { Unreached = Out(16, 22) }), Is.EqualTo(Attention.Monthly));

        static ILookup<Guid, Absence> Out(int from, int to) => new[] { new Absence(new DateOnly(2027, 8, from), new DateOnly(2027, 8, to)) }.ToLookup(_ => Me);
    }

    [Test]
    public void As_far_back_as_is_looked_for_what_lasts_so_many_days_nothing_is_left_out_that_is_not_over()
    {
        var away = Time with { Unreached = new[] { new Absence(new DateOnly(2027, 5, 1), new DateOnly(2027, 8, 8)) }.ToLookup(_ => Me) };
        foreach (var (time, days) in new[] { (Time, 14), (Time, 112), (away, 14), (away, 112) })
        {
            var since = time.Since(days);
            Assert.That(Enumerable.Range(0, 400).Select(n => Now.AddDays(-n)).Where(at => at <= since && !time.IsOver(at, days, Me)), Is.Empty);
            Assert.That(time.IsOver(since.AddDays(4), days, Me), Is.False, "and not much further than that");
        }
    }

    [Test]
    public void Who_was_away_for_very_long_is_not_asked_about_what_is_very_old()
    {
        var away = new[] { new Absence(new DateOnly(2026, 9, 1), new DateOnly(2027, 8, 8)) }.ToLookup(_ => Me);
        Assert.That(Outcomes.Rate(new(Deed, Me, "astorp", new(2027, 2, 1, 9, 0, 0, TimeSpan.FromHours(1))), Time with { Unreached = away }), Is.Null);
    }

    [Test]
    public void The_day_since_which_so_many_have_gone_and_how_many_have_gone_since_it_agree()
    {
        foreach (var days in new[] { 1, 3, 14, 40 }) Assert.That(Time.DaysSince(Time.Before(days), Me), Is.EqualTo(days));
        Assert.That(Time.Before(14), Is.EqualTo(new DateOnly(2027, 6, 28)));
        Assert.That(Time.Missed, Is.GreaterThanOrEqualTo(28));
    }

    static NudgeTime At(DateTimeOffset now) => new(Cast.Id(50), now, SendWindow.Usual(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")));

    static DateTimeOffset At(int day, int month) => new(2027, month, day, 10, 0, 0, TimeSpan.FromHours(2));
}
