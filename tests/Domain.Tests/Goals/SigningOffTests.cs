using Activation.Domain.Goals;
using Activation.Domain.Members;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Goals;

/// <summary>The yearly follow-up: when it is open, and who signs what. Today is 10 March 2027.</summary>
public class SigningOffTests
{
    static readonly Actor Greta = new(Id(9), "astorp", new HashSet<Role> { Role.GoalOwner }, new HashSet<string>());

    static readonly DateOnly Opens = new(2027, 2, 1), Closes = new(2027, 3, 31);

    static readonly SetYearlyFollowUp Set = new(2026, Opens, Closes);

    static readonly YearlyFollowUpSet Open = new(2026, Opens, Closes, Elin.Member);

    static readonly SignOffMetric Sign = new("1.1", 2026, null, Seen: 59.5);

    static readonly SignOffMetric Unmeasured = Sign with { Seen = null };

    static readonly MetricValueRecorded Measured = new("1.1", null, 2026, null, 59.5, null, "PTS", Greta.Member);

    [Test]
    public void Those_who_lead_say_when_it_is_open()
    {
        Planned().When(Elin, Set).Happens(Open);
        Planned(Open).When(Elin, Set).Happens();
        Planned(Open).When(Farid, Set with { ClosesOn = Now.Today() }).Happens(new YearlyFollowUpSet(2026, Opens, Now.Today(), Farid.Member));
        foreach (var other in new[] { Greta, Iris, Bo }) Planned().When(other, Set).IsRefused(Refusals.Members.LeadsOnly);
    }

    [Test]
    public void A_year_is_followed_up_when_it_has_begun_and_within_half_a_year()
    {
        Planned().When(Elin, Set with { Year = 2028 }).IsRefused(Refusals.Goals.FollowUpTooEarly);
        Planned().When(Elin, Set with { Year = 1066 }).IsRefused(Refusals.Goals.YearRange);
        Planned().When(Elin, Set with { OpensOn = DateOnly.MaxValue }).IsRefused(Refusals.Goals.YearRange);
        foreach (var closes in new[] { Opens, Opens.AddDays(-1), Opens.AddMonths(6).AddDays(1), Now.Today().AddDays(-1) })
            Planned().When(Elin, Set with { ClosesOn = closes }).IsRefused(Refusals.Goals.FollowUpSpan);
    }

    [Test]
    public void The_goal_owner_of_a_municipality_that_answers_for_it_signs_once_with_the_value_of_the_year()
    {
        var signed = new MetricSignedOff("1.1", 2026, "astorp", 59.5, null, Greta.Member);
        Planned(Open, Measured).When(Greta, Sign).Happens(signed);
        Planned(Open, Measured, signed).When(Greta, Sign).Happens();
        Planned(Open, Measured, signed).When(Greta, Sign with { Comment = "Vi fortsätter" }).Happens(signed with { Comment = "Vi fortsätter" });
    }

    [Test]
    public void Nobody_signs_for_others()
    {
        foreach (var other in new[] { Elin, Farid, Bo, Greta with { Municipality = "svalov" }, Greta with { Municipality = "helsingborg" } })
            Planned(Open, Measured).When(other, Sign).IsRefused(Refusals.Goals.SignOffNotYours, "Åstorp");
    }

    [Test]
    public void It_is_signed_from_the_first_day_to_the_last()
    {
        var noon = new TimeOnly(12, 0);
        foreach (var day in new[] { Opens, Closes })
            Assert.That(Planned(Open, Measured).When(Greta, Sign, At(day)).Only<MetricSignedOff>().Year, Is.EqualTo(2026));
        foreach (var day in new[] { Opens.AddDays(-1), Closes.AddDays(1) })
            Planned(Open, Measured).When(Greta, Sign, At(day)).IsRefused(Refusals.Goals.FollowUpShut, 2026);
        Planned(Measured).When(Greta, Sign).IsRefused(Refusals.Goals.FollowUpShut);
        Planned(Open, Measured).When(Greta, Sign with { Number = "1.2" }).IsRefused(Refusals.Goals.MetricUnknown);

        DateTimeOffset At(DateOnly day) => new(day.ToDateTime(noon), TimeSpan.FromHours(1));
    }

    [Test]
    public void Where_nothing_was_measured_a_word_says_why()
    {
        Planned(Open, Measured with { Year = 2025 }).When(Greta, Unmeasured).IsRefused(Refusals.Goals.SignOffUnexplained, 2026);
        Planned(Open).When(Greta, Unmeasured with { Comment = "x" }).IsRefused(Refusals.Goals.SignOffUnexplained);
        Planned(Open).When(Greta, Unmeasured with { Comment = "Mäts först i höst" }).Happens(new MetricSignedOff("1.1", 2026, "astorp", null, "Mäts först i höst", Greta.Member));
    }

    [Test]
    public void What_was_not_seen_is_not_signed()
    {
        foreach (var seen in new double?[] { null, 59.4, double.NaN })
            Planned(Open, Measured).When(Greta, Sign with { Seen = seen, Comment = "Vi fortsätter" }).IsRefused(Refusals.Goals.SignOffChanged, 2026);
        Planned(Open).When(Greta, Sign with { Comment = "Vi fortsätter" }).IsRefused(Refusals.Goals.SignOffChanged, 2026);
    }

    [Test]
    public void Its_own_value_comes_before_the_joint_one_and_another_s_is_not_its()
    {
        var own = Measured with { Municipality = "astorp", Value = 40 };
        Assert.That(Planned(Open, own, Measured, Measured with { Municipality = "svalov", Value = 80 }).When(Greta, Sign with { Seen = 40 }).Only<MetricSignedOff>().Value, Is.EqualTo(40));
        Planned(Open, Measured with { Municipality = "svalov" }).When(Greta, Unmeasured).IsRefused(Refusals.Goals.SignOffUnexplained);
    }

    [Test]
    public void What_is_there_once_is_there_in_the_years_after()
    {
        var there = Measured with { Year = 2024, On = new DateOnly(2024, 5, 1), Value = 1 };
        Assert.That(Of(MetricKind.Milestone, Open, there).When(Greta, Sign with { Seen = 1 }).Only<MetricSignedOff>().Value, Is.EqualTo(1));
        Of(MetricKind.Milestone, Open, there with { Value = 0 }).When(Greta, Unmeasured).IsRefused(Refusals.Goals.SignOffUnexplained);
        Assert.That(
            Of(MetricKind.Milestone, Open, there with { Municipality = "astorp" }, there with { Year = 2026, On = new DateOnly(2026, 3, 1), Value = 0 }).When(Greta, Sign with { Seen = 0 }).Only<MetricSignedOff>().Value,
            Is.Zero, "what was seen last says how it is");
        Of(MetricKind.Milestone, Open, there with { Year = 2027, On = new DateOnly(2027, 1, 7) }).When(Greta, Unmeasured).IsRefused(Refusals.Goals.SignOffUnexplained);
    }

    static Given Planned(params object[] happened) => Of(MetricKind.Target, happened);

    static Given Of(MetricKind kind, params object[] happened) => Given([
        .. Walk.Programme, new GoalAreaNamed(1, "Infrastruktur", null), new GoalSet(1, 1, "Ledande"),
        new MetricDefined("1.1", 1, 1, "Bredband", null, kind, "%", 95, 2028, [], true, ["astorp"], ["svalov"], null), .. happened]);
}
