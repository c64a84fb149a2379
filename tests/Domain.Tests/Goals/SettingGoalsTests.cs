using Activation.Domain.Goals;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Goals;

public class SettingGoalsTests
{
    static readonly object[] WithGoal = [.. Walk.Programme, new GoalAreaNamed(1, "Infrastruktur", null), new GoalSet(1, 3, "Ledande i det digitala")];

    static readonly DefineMetric Broadband = new(
        "1.18", 1, 3, "Bredband till alla", null, MetricKind.Target, "%", 95, 2020, [new(2016, 47), new(2017, 59)], false, ["astorp"], [], null);

    [Test]
    public void A_metric_is_defined_under_its_goal() => Given(WithGoal).When(Elin, Broadband).Happens(new MetricDefined(
        "1.18", 1, 3, "Bredband till alla", null, MetricKind.Target, "%", 95, 2020, [new(2016, 47), new(2017, 59)], false, ["astorp"], [], null));

    [Test]
    public void Areas_come_before_goals_and_goals_before_metrics()
    {
        Given(Walk.Programme).When(Elin, new SetGoal(1, 3, "Ledande")).IsRefused(Refusals.Goals.AreaUnknown);
        Given(Walk.Programme).When(Elin, Broadband).IsRefused(Refusals.Goals.GoalUnknown);
    }

    [TestCase("2.18"), TestCase("1"), TestCase("1.0"), TestCase("1.18a"), TestCase("11.8")]
    public void A_number_begins_with_its_area(string number) =>
        Given(WithGoal).When(Elin, Broadband with { Number = number }).IsRefused(Refusals.Goals.MetricNumberShape, 1);

    [Test]
    public void A_target_has_a_value_and_a_track_that_goes_forward()
    {
        Given(WithGoal).When(Elin, Broadband with { Target = null }).IsRefused(Refusals.Goals.TargetMissing);
        Given(WithGoal).When(Elin, Broadband with { Target = double.NaN }).IsRefused(Refusals.Goals.NumberNotFinite);
        Given(WithGoal).When(Elin, Broadband with { Track = [new(2017, 1), new(2016, 2)] }).IsRefused(Refusals.Goals.TrackDisorder);
        Given(WithGoal).When(Elin, Broadband with { DueYear = 20200 }).IsRefused(Refusals.Goals.YearRange, 2000, 2100);
    }

    [Test]
    public void Somebody_answers_for_it()
    {
        Given(WithGoal).When(Elin, Broadband with { Responsible = [] }).IsRefused(Refusals.Goals.ResponsibleMissing);
        Given(WithGoal).When(Elin, Broadband with { CoResponsible = ["malmo"] }).IsRefused(Refusals.Programmes.MunicipalityUnknown);
    }

    [Test]
    public void Only_those_who_lead_set_goals() => Given(WithGoal).When(Bo, Broadband).IsRefused(Refusals.Members.LeadsOnly);
}
