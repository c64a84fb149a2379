using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using ActivityPlan = Activation.Domain.Initiatives.ActivityPlan;
using GradeSums = Activation.Domain.Scoring.GradeSums;
using ScoringRules = Activation.Domain.Scoring.ScoringRules;

namespace Activation.Domain.Tests.Nudges;

/// <summary>When each kind falls due, and when it stops.</summary>
public partial class RulesTests
{
    static readonly DateTimeOffset Now = new(2027, 3, 10, 9, 0, 0, TimeSpan.FromHours(1));
    static readonly Guid Programme = Cast.Id(50), Deed = Cast.Id(70), Idea = Cast.Id(60), Me = Cast.Astrid.Member, Bo = Cast.Bo.Member;
    static readonly NudgeTime Time = At(Now);
    static readonly ActivityPlan Vague = new("Cykla", "", "", "", null, "", "", null, "", "", "");
    static readonly ActivityPlan Clear = new("Cykla", "Cykla genom hela regionen", "Fritid", "", new DateOnly(2027, 5, 1), "Åstorp", "", null, "", "", "");

    static readonly ActivityPlan Full = Clear with { FirstStep = "Ring kyrkan", FirstStepOn = new DateOnly(2027, 3, 12), SuccessSign = "40 kommer", Link = "5.10", Resources = "Två cyklar" };

    [TestCase("1", 1)]
    [TestCase("2", 2)]
    [TestCase("2027-03-31/3", 3)]
    [TestCase("2027-W02", null)]
    [TestCase("2027-W11b", null)]
    [TestCase("2027-02", null)]
    [TestCase("2027-03-02", null)]
    [TestCase("6m", null)]
    public void A_period_says_which_of_several_reminders_it_is(string period, int? turn) => Assert.That(NudgePeriod.TurnOf(period), Is.EqualTo(turn));

    static NudgeTime At(DateTimeOffset now) => new(Programme, now, SendWindow.Usual(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")));

    static Untold Rated(int days, params int[] grades) => new(Deed, Bo, "astorp", new GradeSums(grades.Length, grades.Sum(), 0, 0), Now.AddDays(-days));

    static PlanInWork Plan(ActivityPlan plan, int days) => new(Deed, Idea, Me, "astorp", plan, Now.AddDays(-days));

    static Undertaking ToDo(int? daysLeft) => new(
        Deed, Me, "astorp", Now.AddDays(-40), daysLeft is { } days ? new DateOnly(2027, 3, 10).AddDays(days) : null, Now.AddDays(-40), [Bo]);
}
