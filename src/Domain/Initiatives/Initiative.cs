using System.Collections.Immutable;

namespace Activation.Domain.Initiatives;

/// <summary>An initiative and its activities, as far as decisions need to know.</summary>
public sealed record Initiative(
    Guid Id, Guid Proposer, string Municipality, ImmutableList<string> Partners, int Stage, string Title, string Description,
    InitiativeStatus Status, DateTimeOffset VotingUntil, bool VotingClosed, ImmutableDictionary<Guid, Activity> Activities)
{
    public static Initiative None { get; } = new(
        Guid.Empty, Guid.Empty, "", [], 0, "", "", InitiativeStatus.None, default, VotingClosed: false, ImmutableDictionary<Guid, Activity>.Empty);

    /// <summary>Municipalities to which it was suggested as an example and that have said no.</summary>
    public ImmutableHashSet<string> DeclinedIn { get; init; } = [];

    /// <summary>Where it goes on; null while it stands for itself.</summary>
    public Guid? MergedInto { get; init; }

    /// <summary>Duplicates that it has made room for, and since when.</summary>
    public ImmutableDictionary<Guid, DateTimeOffset> TakenIn { get; init; } = ImmutableDictionary<Guid, DateTimeOffset>.Empty;

    /// <summary>What it was a part of; null when it is nobody's part.</summary>
    public Guid? SplitFrom { get; init; }

    /// <summary>Its home first, then the partners.</summary>
    public IEnumerable<string> Municipalities => Partners.Prepend(Municipality);

    public bool IsUnderWay => MergedInto is null && Status is (InitiativeStatus.Proposed or InitiativeStatus.Active);

    public bool TakesVotesAt(DateTimeOffset now) => IsUnderWay && !VotingClosed && now < VotingUntil;

    public Activity? Activity(Guid id) => Activities.GetValueOrDefault(id);

    public static Initiative Evolve(Initiative state, object @event) => @event switch
    {
        InitiativeProposed e => Proposed(e),
        InitiativeReworded e => state with { Title = e.Title, Description = e.Description },
        Initiatives.VotingClosed => state with { VotingClosed = true },
        VotingReopened e => state with { VotingClosed = false, VotingUntil = e.VotingUntil },
        ActivityPlanned e => state with { Activities = state.Activities.SetItem(e.Activity, Initiatives.Activity.Planned(e)) },
        ActivityPlanChanged e => state.Change(e.Activity, @event),
        ActivitySubmitted e => state.Change(e.Activity, @event),
        ConcretisationCorrected e => state.Change(e.Activity, @event),
        ActivityApproved e => state.Change(e.Activity, @event) with { Status = InitiativeStatus.Active },
        ActivityReturned e => state.Change(e.Activity, @event),
        ActivityDeclined e => state.Change(e.Activity, @event),
        ActivityScheduled e => state.Change(e.Activity, @event),
        ActivityCarriedOut e => state.Change(e.Activity, @event),
        ActivityCancelled e => state.Change(e.Activity, @event),
        ActivityPictured e => state.Change(e.Activity, @event),
        ActivityPictureRemoved e => state.Change(e.Activity, @event),
        ExampleDeclined e => state with { DeclinedIn = state.DeclinedIn.Add(e.Municipality) },
        InitiativeCompleted => state with { Status = InitiativeStatus.Completed },
        InitiativeParked => state with { Status = InitiativeStatus.Parked },
        InitiativeResumed => state with { Status = state.Activities.Values.Any(a => a.WasApproved) ? InitiativeStatus.Active : InitiativeStatus.Proposed },
        InitiativeWithdrawn => state with { Status = InitiativeStatus.Withdrawn },
        DuplicateTakenIn e => state with { TakenIn = state.TakenIn.SetItem(e.Duplicate, e.At) },
        DuplicateLetGo e => state with { TakenIn = state.TakenIn.Remove(e.Duplicate) },
        InitiativeMerged e => state with { MergedInto = e.Into },
        MergeUndone => state with { MergedInto = null },
        InitiativeSplitOff e => state with { SplitFrom = e.From },
        SplitUndone => state with { Status = InitiativeStatus.Withdrawn },
        _ => state,
    };

    static Initiative Proposed(InitiativeProposed e) => None with
    {
        Id = e.Initiative,
        Proposer = e.Proposer,
        Municipality = e.Municipality,
        Partners = [.. e.Partners],
        Stage = e.Stage,
        Title = e.Title,
        Description = e.Description,
        Status = InitiativeStatus.Proposed,
        VotingUntil = e.VotingUntil,
    };

    Initiative Change(Guid activity, object @event) =>
        this with { Activities = Activities.SetItem(activity, Initiatives.Activity.Evolve(Activities[activity], @event)) };
}

public enum InitiativeStatus
{
    None,
    Proposed,
    Active,
    Parked,
    Completed,
    Withdrawn,
}
