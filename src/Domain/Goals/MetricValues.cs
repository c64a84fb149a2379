using System.Collections.Immutable;

namespace Activation.Domain.Goals;

/// <summary>The values of one metric that stand: one for each period and place. A stream for each metric.</summary>
public sealed record MetricValues(ImmutableDictionary<Period, StandingValue> Standing)
{
    public static MetricValues None { get; } = new(ImmutableDictionary<Period, StandingValue>.Empty);

    public static MetricValues Evolve(MetricValues state, object @event) => @event switch
    {
        MetricValueRecorded e => state.Stand(new(e.Municipality, e.Year, e.On), new(e.Value, e.Comparison, e.Source)),
        MetricValueCorrected e => state.Stand(new(e.Municipality, e.Year, e.On), new(e.Value, e.Comparison, e.Source)),
        _ => state,
    };

    MetricValues Stand(Period period, StandingValue value) => new(Standing.SetItem(period, value));
}

/// <summary>What a value is a value of.</summary>
/// <param name="Municipality">Null for all of them together.</param>
/// <param name="On">The day, where the metric asks for one.</param>
public sealed record Period(string? Municipality, int Year, DateOnly? On);

public sealed record StandingValue(double Value, double? Comparison, string Source);
