using System.Globalization;

namespace Activation.Jobs.Tests;

public sealed class ScheduleTests
{
    [TestCase("2026-03-27T12:00Z", "2026-03-28T01:30Z", TestName = "In winter, half past two in Stockholm is half past one in UTC")]
    [TestCase("2026-03-28T12:00Z", "2026-03-29T01:00Z", TestName = "On the day clocks go forward half past two does not exist, and the job runs at three")]
    [TestCase("2026-03-29T12:00Z", "2026-03-30T00:30Z", TestName = "In summer, half past two in Stockholm is half past midnight in UTC")]
    [TestCase("2026-10-24T12:00Z", "2026-10-25T00:30Z", TestName = "On the day clocks go back the job runs at the first half past two")]
    [TestCase("2026-10-25T00:30Z", "2026-10-26T01:30Z", TestName = "On the day clocks go back the job does not run at the second half past two")]
    [TestCase("2026-10-25T01:10Z", "2026-10-26T01:30Z", TestName = "Between the two half past twos of that day the job is next due the day after")]
    public void A_time_of_day_is_the_wall_clocks(string after, string next) =>
        Assert.That(Schedule.At<NoJob>("nightly", "30 2 * * *").NextAfter(Instant(after)), Is.EqualTo(Instant(next)));

    [TestCase("2026-03-29T00:50Z", "2026-03-29T01:00Z", TestName = "On the day clocks go forward what is hourly runs at three for the hour that does not exist")]
    [TestCase("2026-10-25T00:50Z", "2026-10-25T01:50Z", TestName = "On the day clocks go back what is hourly runs in both hours of the same name")]
    [TestCase("2026-10-25T01:10Z", "2026-10-25T01:50Z", TestName = "Between the two hours of the same name what is hourly is due in the second")]
    public void What_goes_by_hours_goes_on_when_clocks_change(string after, string next) =>
        Assert.That(Schedule.At<NoJob>("hourly", "50 * * * *").NextAfter(Instant(after)), Is.EqualTo(Instant(next)));

    [Test]
    public void Weekdays_have_names_and_Sunday_is_zero()
    {
        Assert.That(Schedule.At<NoJob>("weekly", "0 8 * * MON").NextAfter(Instant("2026-11-22T12:00Z")), Is.EqualTo(Instant("2026-11-23T07:00Z")));
        Assert.That(Schedule.At<NoJob>("weekly", "0 8 * * 0", "Europe/Copenhagen").NextAfter(Instant("2026-11-22T12:00Z")), Is.EqualTo(Instant("2026-11-29T07:00Z")));
    }

    [TestCase(10, "2026-11-22T12:00:10Z")]
    [TestCase(60, "2026-11-22T12:01:00Z")]
    [TestCase(900, "2026-11-22T12:15:00Z")]
    [TestCase(3600, "2026-11-22T13:00:00Z")]
    public void An_interval_steps_evenly(int seconds, string next) =>
        Assert.That(Schedule.Every<NoJob>("often", TimeSpan.FromSeconds(seconds)).NextAfter(Instant("2026-11-22T12:00:03Z")), Is.EqualTo(Instant(next)));

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(90)]
    [TestCase(7200)]
    public void An_interval_that_would_drift_is_refused(int seconds) =>
        Assert.That(() => Schedule.Every<NoJob>("often", TimeSpan.FromSeconds(seconds)), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_pattern_or_place_that_does_not_exist_is_refused()
    {
        Assert.That(() => Schedule.At<NoJob>("nightly", "61 2 * * *"), Throws.InstanceOf<FormatException>());
        Assert.That(() => Schedule.At<NoJob>("nightly", "30 2 * * *", "Europe/Atlantis"), Throws.InstanceOf<TimeZoneNotFoundException>());
    }

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    sealed class NoJob : IJob
    {
        public Task Run(DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
