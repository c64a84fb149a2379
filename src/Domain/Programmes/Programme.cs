using System.Collections.Immutable;
using Activation.Domain.Scoring;

namespace Activation.Domain.Programmes;

/// <summary>What has been settled about a programme: who is in it, what it values, and how far on its way it is.</summary>
/// <param name="Values">Key to name.</param>
/// <param name="ReviewsStories">A second person reads a story before anybody else does.</param>
public sealed record Programme(
    Guid Id, string Slug, string Name, string TimeZone, ImmutableList<string> Languages,
    ImmutableDictionary<string, RouteStop> Route, ImmutableSortedDictionary<string, string> Values,
    ImmutableDictionary<string, FocusArea> FocusAreas, ImmutableSortedDictionary<int, Stage> Stages, ImmutableHashSet<int> Networks,
    VotingRules? Set = null, RulesBook? Book = null, ImmutableDictionary<string, int>? Aims = null, bool ReviewsStories = false, QuietWeeks? Off = null)
{
    /// <summary>As they were set, or as they are where nobody has set any.</summary>
    public VotingRules Rules => Set ?? VotingRules.Usual;

    /// <summary>Weeks without reminders, as they were set or as they usually are.</summary>
    public QuietWeeks Quiet => Off ?? QuietWeeks.Usual;

    /// <summary>What scores and points are counted by, from which day.</summary>
    public RulesBook Scoring => Book ?? RulesBook.AtStart;

    /// <summary>Where a municipality wants its score to be; null when it has not said.</summary>
    public int? GoalOf(string municipality) => Aims is not null && Aims.TryGetValue(municipality, out var goal) ? goal : null;

    public static Programme None { get; } = new(
        Guid.Empty, "", "", "", [], ImmutableDictionary<string, RouteStop>.Empty, ImmutableSortedDictionary<string, string>.Empty,
        ImmutableDictionary<string, FocusArea>.Empty, ImmutableSortedDictionary<int, Stage>.Empty, []);

    public bool Exists => Id != Guid.Empty;

    /// <summary>Every municipality's key, in the order of the route.</summary>
    public IEnumerable<string> Municipalities => Route.OrderBy(m => m.Value.Place).Select(m => m.Key);

    public Stage? OpenStage => Stages.Values.FirstOrDefault(s => s.Status == StageStatus.Open);

    /// <summary>The open stage; between two stages the one that was open last; 0, the baseline, before the first.</summary>
    public int CurrentStage => OpenStage?.Number ?? Stages.Values.LastOrDefault(s => s.Status == StageStatus.Closed)?.Number ?? 0;

    public bool Has(string municipality) => Route.ContainsKey(municipality);

    internal string NameOf(string municipality) => Route.TryGetValue(municipality, out var stop) ? stop.Name : municipality;

    // What refusals offer to choose from, in words.
    internal string MunicipalityNames => string.Join(", ", Route.Values.OrderBy(m => m.Place).Select(m => m.Name));

    internal string ValueNames => string.Join(", ", Values.Values);

    internal string FocusAreaNames => string.Join(", ", FocusAreas.Values.OrderBy(f => f.Flag).Select(f => f.Name));

    public static Programme Evolve(Programme state, object @event) => @event switch
    {
        ProgrammeStarted e => state with { Id = e.Programme, Slug = e.Slug, Name = e.Name, TimeZone = e.TimeZone, Languages = [.. e.Languages] },
        MunicipalityJoined e => state with { Route = state.Route.SetItem(e.Municipality, new(e.Name, e.RoutePlace)) },
        ProgrammeDescribed e => state with { Name = e.Name, Languages = [.. e.Languages] },
        RulesSet e => state with { Set = new(e.VotingDays, e.VoteBudget) },
        ScoringRulesSet e => state with { Book = state.Scoring.With(e.EffectiveFrom, e.Rules, e.InsteadOf) },
        ScoreGoalSet e => state with { Aims = Aimed(state.Aims ?? ImmutableDictionary<string, int>.Empty, e) },
        MunicipalityChanged e => state with { Route = state.Route.SetItem(e.Municipality, state.Route[e.Municipality] with { Name = e.Name }) },
        CoreValueNamed e => state with { Values = state.Values.SetItem(e.Value, e.Name) },
        FocusAreaNamed e => state with { FocusAreas = state.FocusAreas.SetItem(e.FocusArea, new(e.Name, e.Flag)) },
        StagePlanned e => state with { Stages = state.Stages.SetItem(e.Stage, new(e.Stage, e.Theme, e.From, e.To, StageStatus.Planned)) },
        StageEndMoved e => state with { Stages = state.Stages.SetItem(e.Stage, state.Stages[e.Stage] with { To = e.To }) },
        StageOpened e => state.Turn(e.Stage, StageStatus.Open),
        StageClosed e => state.Turn(e.Stage, StageStatus.Closed),
        QuietWeeksSet e => state with { Off = new(e.From, e.To) },
        StoryReviewSet e => state with { ReviewsStories = e.Wanted },
        NetworkListed e => state with { Networks = state.Networks.Add(e.Network) },
        _ => state,
    };

    static ImmutableDictionary<string, int> Aimed(ImmutableDictionary<string, int> aims, ScoreGoalSet e) =>
        e.Goal is { } goal ? aims.SetItem(e.Municipality, goal) : aims.Remove(e.Municipality);

    Programme Turn(int stage, StageStatus status) =>
        this with { Stages = Stages.SetItem(stage, Stages[stage] with { Status = status }) };
}

/// <summary>A municipality on the route.</summary>
public sealed record RouteStop(string Name, int Place);

public sealed record FocusArea(string Name, int Flag);

public sealed record Stage(int Number, string Theme, DateOnly From, DateOnly To, StageStatus Status);

public enum StageStatus
{
    Planned,
    Open,
    Closed,
}
