using Activation.Domain.Nudges;

namespace Activation.Domain.Tests.Nudges;

public class HolidaysTests
{
    [TestCase(2024, "2024-03-31"), TestCase(2025, "2025-04-20"), TestCase(2026, "2026-04-05"), TestCase(2027, "2027-03-28"), TestCase(2038, "2038-04-25")]
    public void Easter_is_where_the_church_has_it(int year, string day) => Assert.That(Holidays.Easter(year), Is.EqualTo(Day(day)));

    [TestCase("2027-01-01"), TestCase("2027-01-06"), TestCase("2027-03-26"), TestCase("2027-03-29"), TestCase("2027-05-06"), TestCase("2027-06-25")]
    [TestCase("2026-06-19"), TestCase("2028-06-06"), TestCase("2028-05-01"), TestCase("2027-12-24"), TestCase("2027-12-31")]
    public void Swedish_offices_are_shut(string day) => Assert.That(Holidays.InSweden(Day(day)), Is.True);

    [TestCase("2027-03-25"), TestCase("2027-05-17"), TestCase("2026-06-26"), TestCase("2027-06-18"), TestCase("2028-06-05")]
    public void Swedish_offices_are_open(string day) => Assert.That(Holidays.InSweden(Day(day)), Is.False);

    [TestCase("2027-03-25"), TestCase("2027-03-26"), TestCase("2027-03-29"), TestCase("2027-05-06"), TestCase("2027-05-17"), TestCase("2028-06-05"), TestCase("2023-05-05")]
    public void Danish_offices_are_shut(string day) => Assert.That(Holidays.InDenmark(Day(day)), Is.True);

    [TestCase("2027-01-06"), TestCase("2028-06-06"), TestCase("2027-06-25"), TestCase("2024-04-26")]
    public void Danish_offices_are_open(string day) => Assert.That(Holidays.InDenmark(Day(day)), Is.False);

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
