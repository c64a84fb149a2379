using System.Collections.Immutable;

namespace Activation.Domain.Goals;

/// <summary>The values of one metric that stand, one for each period and place, and who has signed off which year. A stream for each metric.</summary>
public sealed record MetricValues(ImmutableDictionary<Period, StandingValue> Standing)
{
    /// <summary>What each municipality signed, by year.</summary>
    public ImmutableDictionary<(int Year, string Municipality), Signature> Signed { get; init; } = ImmutableDictionary<(int, string), Signature>.Empty;

    public static MetricValues None { get; } = new(ImmutableDictionary<Period, StandingValue>.Empty);

    public static MetricValues Evolve(MetricValues state, object @event) => @event switch
    {
        MetricValueRecorded e => state.Stand(new(e.Municipality, e.Year, e.On), new(e.Value, e.Comparison, e.Source)),
        MetricValueCorrected e => state.Stand(new(e.Municipality, e.Year, e.On), new(e.Value, e.Comparison, e.Source)),
        MetricSignedOff e => state with { Signed = state.Signed.SetItem((e.Year, e.Municipality), new(e.Value, e.Comment)) },
        _ => state,
    };

    MetricValues Stand(Period period, StandingValue value) => this with { Standing = Standing.SetItem(period, value) };
}

/// <summary>What a value is a value of.</summary>
/// <param name="Municipality">Null for all of them together.</param>
/// <param name="On">The day, where the metric asks for one.</param>
public sealed record Period(string? Municipality, int Year, DateOnly? On);

public sealed record StandingValue(double Value, double? Comparison, string Source);

public sealed record Signature(double? Value, string? Comment);
