using System.Collections.Immutable;

namespace Activation.Domain.Goals;

/// <summary>Which goal areas, goals and metrics the plan has so far.</summary>
public sealed record Plan(ImmutableHashSet<int> Areas, ImmutableHashSet<(int Area, int Goal)> Goals, ImmutableDictionary<string, Metric> Metrics)
{
    /// <summary>When the metrics of a year are signed off.</summary>
    public ImmutableDictionary<int, FollowUpDays> FollowUps { get; init; } = ImmutableDictionary<int, FollowUpDays>.Empty;

    public static Plan None { get; } = new([], [], ImmutableDictionary<string, Metric>.Empty);

    public static Plan Evolve(Plan state, object @event) => @event switch
    {
        GoalAreaNamed e => state with { Areas = state.Areas.Add(e.Area) },
        GoalSet e => state with { Goals = state.Goals.Add((e.Area, e.Goal)) },
        MetricDefined e => state with { Metrics = state.Metrics.SetItem(e.Number, new(e.Kind, e.Unit, e.PerMunicipality, [.. e.Responsible, .. e.CoResponsible], [.. e.Responsible])) },
        YearlyFollowUpSet e => state with { FollowUps = state.FollowUps.SetItem(e.Year, new(e.OpensOn, e.ClosesOn)) },
        _ => state,
    };
}

/// <summary>What decides which values a metric takes, and from whom.</summary>
/// <param name="Answering">The municipalities that answer for it, alone or with others.</param>
/// <param name="Responsible">Those that answer for it first: they sign off.</param>
public sealed record Metric(MetricKind Kind, string? Unit, bool PerMunicipality, ImmutableArray<string> Answering, ImmutableArray<string> Responsible);

/// <summary>The first and the last day of a follow-up, both included.</summary>
public sealed record FollowUpDays(DateOnly OpensOn, DateOnly ClosesOn);
