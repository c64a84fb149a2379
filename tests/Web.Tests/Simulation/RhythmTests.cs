using Activation.Web.Platform.Simulation;

namespace Activation.Web.Tests.Simulation;

public sealed class RhythmTests
{
    static readonly double[] Hours = [.. Enumerable.Range(0, 96).Select(quarter => quarter / 4.0)];

    [Test]
    public void The_mean_of_a_day_is_one() => Assert.That(Hours.Average(Rhythm.At), Is.EqualTo(1).Within(0.01));

    [Test]
    public void A_night_is_quiet_but_not_silent()
    {
        double[] night = [0.5, 2, 3, 4];
        Assert.That(night.Select(Rhythm.At), Has.All.GreaterThan(0.1).And.All.LessThan(0.4));
    }

    [TestCase(9.5, TestName = "The_morning_is_a_peak")]
    [TestCase(12.2, TestName = "Lunch_is_a_peak")]
    [TestCase(20, TestName = "The_evening_is_a_peak")]
    public void Busier_than_an_hour_and_a_half_before_and_after(double hour)
    {
        Assert.That(Rhythm.At(hour), Is.GreaterThan(Rhythm.At(hour + 1.5)));
        if (hour is < 12 or > 13) Assert.That(Rhythm.At(hour), Is.GreaterThan(Rhythm.At(hour - 1.5)));
    }

    [Test]
    public void Coordinators_answer_in_office_hours() => Assert.That(Rhythm.Office(10), Is.GreaterThan(10 * Rhythm.Office(22)));

    [TestCase(60)]
    [TestCase(6000)]
    public void A_day_at_a_rate_holds_as_many_acts_as_the_rate_says(int rate)
    {
        var (pace, dice, days) = (new Pace(rate, TimeSpan.FromMinutes(4)), new Dice(new Random(5)), rate == 60 ? 20 : 1);
        var (passed, acts) = (TimeSpan.Zero, 0);
        for (; passed < TimeSpan.FromMinutes(4 * days); acts++) passed += pace.Next(dice);
        Assert.That(acts, Is.EqualTo(4 * days * rate).Within(5).Percent);
    }

    [Test]
    public void The_clock_goes_around_with_the_days()
    {
        var (pace, dice) = (new Pace(60, TimeSpan.FromMinutes(4)), new Dice(new Random(5)));
        var (passed, began) = (TimeSpan.Zero, pace.Hour);
        while (passed < TimeSpan.FromMinutes(10)) passed += pace.Next(dice);
        Assert.That(pace.Hour, Is.EqualTo((began + passed / TimeSpan.FromMinutes(4) * 24) % 24).Within(1e-6));
    }
}
