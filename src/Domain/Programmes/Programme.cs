using System.Collections.Immutable;

namespace Activation.Domain.Programmes;

/// <summary>What has been settled about a programme: who is in it, what it values, and how far on its way it is.</summary>
public sealed record Programme(
    Guid Id, string Slug, string Name, string TimeZone, ImmutableList<string> Languages,
    ImmutableDictionary<string, int> RoutePlaces, ImmutableHashSet<string> Values, ImmutableDictionary<string, int> Flags,
    ImmutableSortedDictionary<int, Stage> Stages, ImmutableHashSet<int> Networks)
{
    public static Programme None { get; } = new(
        Guid.Empty, "", "", "", [], ImmutableDictionary<string, int>.Empty, [], ImmutableDictionary<string, int>.Empty,
        ImmutableSortedDictionary<int, Stage>.Empty, []);

    public bool Exists => Id != Guid.Empty;

    /// <summary>Every municipality's key, in the order of the route.</summary>
    public IEnumerable<string> Municipalities => RoutePlaces.OrderBy(m => m.Value).Select(m => m.Key);

    /// <summary>Every focus area's key, in the order of the flags.</summary>
    public IEnumerable<string> FocusAreas => Flags.OrderBy(f => f.Value).Select(f => f.Key);

    public Stage? OpenStage => Stages.Values.FirstOrDefault(s => s.Status == StageStatus.Open);

    /// <summary>The open stage; between two stages the one that was open last; 0, the baseline, before the first.</summary>
    public int CurrentStage => OpenStage?.Number ?? Stages.Values.LastOrDefault(s => s.Status == StageStatus.Closed)?.Number ?? 0;

    public bool Has(string municipality) => RoutePlaces.ContainsKey(municipality);

    public static Programme Evolve(Programme state, object @event) => @event switch
    {
        ProgrammeStarted e => state with { Id = e.Programme, Slug = e.Slug, Name = e.Name, TimeZone = e.TimeZone, Languages = [.. e.Languages] },
        MunicipalityJoined e => state with { RoutePlaces = state.RoutePlaces.SetItem(e.Municipality, e.RoutePlace) },
        CoreValueNamed e => state with { Values = state.Values.Add(e.Value) },
        FocusAreaNamed e => state with { Flags = state.Flags.SetItem(e.FocusArea, e.Flag) },
        StagePlanned e => state with { Stages = state.Stages.SetItem(e.Stage, new(e.Stage, e.Theme, e.From, e.To, StageStatus.Planned)) },
        StageOpened e => state.Turn(e.Stage, StageStatus.Open),
        StageClosed e => state.Turn(e.Stage, StageStatus.Closed),
        NetworkListed e => state with { Networks = state.Networks.Add(e.Network) },
        _ => state,
    };

    Programme Turn(int stage, StageStatus status) =>
        this with { Stages = Stages.SetItem(stage, Stages[stage] with { Status = status }) };
}

public sealed record Stage(int Number, string Theme, DateOnly From, DateOnly To, StageStatus Status);

public enum StageStatus
{
    Planned,
    Open,
    Closed,
}
