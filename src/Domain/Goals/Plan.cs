using System.Collections.Immutable;

namespace Activation.Domain.Goals;

/// <summary>Which goal areas, goals and metrics the plan has so far.</summary>
public sealed record Plan(ImmutableHashSet<int> Areas, ImmutableHashSet<(int Area, int Goal)> Goals, ImmutableHashSet<string> Metrics)
{
    public static Plan None { get; } = new([], [], []);

    public static Plan Evolve(Plan state, object @event) => @event switch
    {
        GoalAreaNamed e => state with { Areas = state.Areas.Add(e.Area) },
        GoalSet e => state with { Goals = state.Goals.Add((e.Area, e.Goal)) },
        MetricDefined e => state with { Metrics = state.Metrics.Add(e.Number) },
        _ => state,
    };
}
