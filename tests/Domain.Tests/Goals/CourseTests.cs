using Activation.Domain.Goals;

namespace Activation.Domain.Tests.Goals;

public class CourseTests
{
    static readonly DateOnly Today = new(2019, 6, 1);

    [Test]
    public void Without_a_value_nothing_is_said() =>
        Assert.That(Course.Of(Aim(MetricKind.Increase), [], Today), Is.EqualTo(MetricStatus.NotMeasured));

    [TestCase(MetricKind.Increase, 10, 11, ExpectedResult = MetricStatus.OnTheWay)]
    [TestCase(MetricKind.Increase, 11, 11, ExpectedResult = MetricStatus.Losing)]
    [TestCase(MetricKind.Decrease, 11, 10, ExpectedResult = MetricStatus.OnTheWay)]
    [TestCase(MetricKind.Decrease, 10, 11, ExpectedResult = MetricStatus.Losing)]
    public MetricStatus A_direction_is_the_newest_year_beside_the_one_before(MetricKind kind, double before, double newest) =>
        Course.Of(Aim(kind), [In(2018, newest), In(2017, before), In(2016, 10.5)], Today);

    [Test]
    public void One_value_has_no_direction() => Assert.That(Course.Of(Aim(MetricKind.Decrease), [In(2018, 3)], Today), Is.EqualTo(MetricStatus.Measured));

    [TestCase(2016, 47, ExpectedResult = MetricStatus.OnTheWay)]
    [TestCase(2017, 58.9, ExpectedResult = MetricStatus.Losing)]
    [TestCase(2018, 80, ExpectedResult = MetricStatus.OnTheWay)]
    [TestCase(2018, 95, ExpectedResult = MetricStatus.Reached)]
    [TestCase(2018, 97, ExpectedResult = MetricStatus.Reached)]
    public MetricStatus A_track_says_how_far_it_should_be(int year, double value) => Course.Of(
        Aim(MetricKind.Target) with { Target = 95, Track = [new(2016, 47), new(2017, 59), new(2018, 71), new(2020, 95)] }, [In(year, value)], Today);

    [TestCase(500, 400, ExpectedResult = MetricStatus.OnTheWay)]
    [TestCase(500, 510, ExpectedResult = MetricStatus.Losing)]
    [TestCase(500, 320, ExpectedResult = MetricStatus.Reached)]
    [TestCase(500, 300, ExpectedResult = MetricStatus.Reached)]
    [TestCase(200, 300, ExpectedResult = MetricStatus.OnTheWay)]
    [TestCase(200, 150, ExpectedResult = MetricStatus.Losing)]
    public MetricStatus Without_a_track_the_first_value_says_where_it_comes_from(double first, double newest) =>
        Course.Of(Aim(MetricKind.Target) with { Target = 320 }, [In(2015, first), In(2018, newest)], Today);

    [Test]
    public void One_value_without_a_track_comes_from_nowhere() =>
        Assert.That(Course.Of(Aim(MetricKind.Target) with { Target = 320 }, [In(2018, 400)], Today), Is.EqualTo(MetricStatus.Measured));

    [TestCase(2018, 2, ExpectedResult = MetricStatus.Reached)]
    [TestCase(2018, 1, ExpectedResult = MetricStatus.Losing)]
    [TestCase(2019, 1, ExpectedResult = MetricStatus.OnTheWay)]
    public MetricStatus A_count_has_the_year_to_get_there(int year, double times) =>
        Course.Of(Aim(MetricKind.Count) with { Target = 2 }, [In(year, times)], Today);

    [TestCase(2018, 1, ExpectedResult = MetricStatus.Reached)]
    [TestCase(2018, 0, ExpectedResult = MetricStatus.Losing)]
    [TestCase(2019, 0, ExpectedResult = MetricStatus.OnTheWay)]
    public MetricStatus A_milestone_is_lost_when_its_year_is_over(int due, double there) =>
        Course.Of(Aim(MetricKind.Milestone) with { DueYear = due }, [new(null, 2017, new(2017, 5, 1), there, null)], Today);

    [TestCase(3.5, 2, ExpectedResult = MetricStatus.OnTheWay)]
    [TestCase(2, 2, ExpectedResult = MetricStatus.Losing)]
    public MetricStatus A_benchmark_is_beaten_or_not(double own, double other) =>
        Course.Of(Aim(MetricKind.Benchmark), [new(null, 2018, null, own, other)], Today);

    [TestCase(1, ExpectedResult = MetricStatus.Reached)]
    [TestCase(0, ExpectedResult = MetricStatus.OnTheWay)]
    public MetricStatus All_municipalities_means_every_one_by_its_newest_answer(double klippan) => Course.Of(
        Aim(MetricKind.AllMunicipalities),
        [Answer("astorp", 1, 1), Answer("klippan", 1, 1), Answer("klippan", 2, klippan)], Today);

    [Test]
    public void Half_of_them_are_not_all() =>
        Assert.That(Course.Of(Aim(MetricKind.AllMunicipalities), [Answer("astorp", 1, 1), Answer("astorp", 2, 1)], Today), Is.EqualTo(MetricStatus.OnTheWay));

    [Test]
    public void The_joint_series_decides_and_without_it_the_municipality_that_is_worst_off()
    {
        MetricReading[] each = [In(2017, 1, "astorp"), In(2018, 2, "astorp"), In(2017, 2, "klippan"), In(2018, 1, "klippan")];
        Assert.That(Course.Of(Aim(MetricKind.Increase), each, Today), Is.EqualTo(MetricStatus.Losing));
        Assert.That(Course.Of(Aim(MetricKind.Increase), each[..2], Today), Is.EqualTo(MetricStatus.OnTheWay));
        Assert.That(Course.Of(Aim(MetricKind.Increase), [.. each, In(2017, 3), In(2018, 4)], Today), Is.EqualTo(MetricStatus.OnTheWay));
    }

    [Test]
    public void A_baseline_is_there_once_it_is_measured() =>
        Assert.That(Course.Of(Aim(MetricKind.Baseline), [In(2015, 12)], Today), Is.EqualTo(MetricStatus.Reached));

    static Aim Aim(MetricKind kind) => new(kind, null, 2019, [], Places: 2);

    static MetricReading In(int year, double value, string? municipality = null) => new(municipality, year, null, value, null);

    static MetricReading Answer(string municipality, int day, double yes) => new(municipality, 2017, new DateOnly(2017, 3, day), yes, null);
}
