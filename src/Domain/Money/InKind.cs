namespace Activation.Domain.Money;

/// <summary>Time that somebody gave.</summary>
/// <param name="Kind">Of work: what an hour of it is worth depends on it.</param>
public sealed record WorkHours(DateOnly On, string Kind, decimal Hours);

/// <summary>From a day on, what an hour of a kind is worth, in öre.</summary>
public sealed record HourlyRate(string Kind, DateOnly From, long Ore);

/// <summary>What was given without money: Σ hours · rate of the day and kind, and gifts that are documented.</summary>
public static class InKind
{
    /// <summary>In öre, each line rounded by itself.</summary>
    /// <param name="gifts">What documented gifts are worth, in öre.</param>
    public static long Worth(IEnumerable<WorkHours> hours, IReadOnlyCollection<HourlyRate> rates, IEnumerable<long> gifts) =>
        hours.Sum(one => (long)Math.Round(one.Hours * RateOf(one, rates), MidpointRounding.AwayFromZero)) + gifts.Sum();

    /// <summary>How much was given beside each krona in cash; null without any cash.</summary>
    public static double? Ratio(long inKind, long cash) => cash == 0 ? null : (double)inKind / cash;

    static long RateOf(WorkHours hours, IEnumerable<HourlyRate> rates) =>
        rates.Where(rate => rate.Kind == hours.Kind && rate.From <= hours.On).MaxBy(rate => rate.From)?.Ore
        ?? throw new ArgumentException($"Nothing says what an hour of {hours.Kind} was worth on {hours.On:O}", nameof(hours));
}
