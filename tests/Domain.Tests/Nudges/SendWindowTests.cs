using System.Globalization;
using Activation.Domain.Nudges;

namespace Activation.Domain.Tests.Nudges;

public class SendWindowTests
{
    static readonly SendWindow Sweden = SendWindow.Usual(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));
    static readonly SendWindow Denmark = SendWindow.Usual(TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen"));

    [TestCase("2027-03-10T08:29:59+01:00", false), TestCase("2027-03-10T08:30:00+01:00", true), TestCase("2027-03-10T15:59:59+01:00", true), TestCase("2027-03-10T16:00:00+01:00", false)]
    [TestCase("2027-03-13T10:00:00+01:00", false), TestCase("2027-03-29T10:00:00+02:00", false), TestCase("2027-07-14T10:00:00+02:00", false), TestCase("2027-08-09T10:00:00+02:00", true)]
    public void It_is_open_on_working_days_from_half_past_eight_to_four(string at, bool open) => Assert.That(Sweden.IsOpen(At(at)), Is.EqualTo(open));

    [Test]
    public void Its_clock_is_the_programmes_on_both_sides_of_a_change_of_clocks()
    {
        // 06:45 UTC is a quarter to eight in winter and a quarter to nine in summer.
        Assert.That(Sweden.IsOpen(At("2027-03-25T06:45:00Z")), Is.False);
        Assert.That(Sweden.IsOpen(At("2027-03-30T06:45:00Z")), Is.True);
        Assert.That(Sweden.Next(At("2027-03-25T17:00:00Z")), Is.EqualTo(At("2027-03-30T08:30:00+02:00")), "over Good Friday, Easter and the change of clocks");
        Assert.That(Sweden.Next(At("2027-10-29T15:00:00+02:00")), Is.EqualTo(At("2027-10-29T15:00:00+02:00")), "open: at once");
        Assert.That(Sweden.Next(At("2027-10-29T17:00:00+02:00")), Is.EqualTo(At("2027-11-01T08:30:00+01:00")));
    }

    [Test]
    public void The_summer_is_left_alone() =>
        Assert.That(Sweden.Next(At("2027-07-09T16:30:00+02:00")), Is.EqualTo(At("2027-08-09T08:30:00+02:00")), "weeks 28 to 31");

    [Test]
    public void A_Danish_programme_keeps_Danish_holidays()
    {
        Assert.That(Denmark.IsWorkday(new DateOnly(2027, 5, 17)), Is.False, "Whit Monday");
        Assert.That(Sweden.IsWorkday(new DateOnly(2027, 5, 17)), Is.True);
        Assert.That(Denmark.IsWorkday(new DateOnly(2027, 6, 25)), Is.True, "Midsummer eve is a Swedish one");
    }

    [Test]
    public void Working_days_leave_out_weekends_and_holidays()
    {
        Assert.That(Sweden.WorkdaysBetween(new DateOnly(2027, 3, 25), new DateOnly(2027, 3, 31)), Is.EqualTo(2));
        Assert.That(Sweden.WorkdaysBetween(new DateOnly(2026, 12, 22), new DateOnly(2027, 1, 4)), Is.EqualTo(5), "Christmas");
        Assert.That(Sweden.WorkdaysBetween(new DateOnly(2027, 7, 8), new DateOnly(2027, 8, 11)), Is.EqualTo(4), "the summer");
        Assert.That(Sweden.WorkdaysBetween(new DateOnly(2027, 3, 31), new DateOnly(2027, 3, 25)), Is.Zero, "a day to come");
    }

    static DateTimeOffset At(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
}
