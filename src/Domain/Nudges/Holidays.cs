namespace Activation.Domain.Nudges;

/// <summary>Days on which nobody at a municipality reads mail, by law or by agreement.</summary>
public static class Holidays
{
    /// <summary>Sweden, with the eves on which its public offices are shut. Holidays that always fall on a weekend are left to the weekend.</summary>
    public static bool InSweden(DateOnly day) =>
        (day.Month, day.Day) is (1, 1) or (1, 6) or (5, 1) or (6, 6) or (12, 24) or (12, 25) or (12, 26) or (12, 31)
        || FromEaster(day) is GoodFriday or EasterMonday or Ascension
        || IsMidsummerEve(day);

    /// <summary>Denmark, with Constitution Day, on which its public offices are shut. The Great Prayer Day went to work in 2024.</summary>
    public static bool InDenmark(DateOnly day) =>
        (day.Month, day.Day) is (1, 1) or (6, 5) or (12, 24) or (12, 25) or (12, 26) or (12, 31)
        || FromEaster(day) is MaundyThursday or GoodFriday or EasterMonday or Ascension or WhitMonday
        || (day.Year < 2024 && FromEaster(day) == GreatPrayer);

    /// <summary>Easter Sunday of the western church.</summary>
    // Meeus, Jones and Butcher: right for every year of the Gregorian calendar.
    public static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
        return new DateOnly(year, n / 31, n % 31 + 1);
    }

    const int MaundyThursday = -3, GoodFriday = -2, EasterMonday = 1, GreatPrayer = 26, Ascension = 39, WhitMonday = 50;

    static int FromEaster(DateOnly day) => day.DayNumber - Easter(day.Year).DayNumber;

    /// <summary>The Friday between 19 and 25 June.</summary>
    static bool IsMidsummerEve(DateOnly day) => day is { Month: 6, DayOfWeek: DayOfWeek.Friday, Day: >= 19 and <= 25 };
}
