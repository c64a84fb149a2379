using System.Collections.Immutable;
using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

/// <summary>The supports of one member in one stage that are set aside: one stream, so that one vote decides after the other.</summary>
public sealed record VoteBudget(ImmutableDictionary<Guid, DateTimeOffset> Reserved)
{
    public static VoteBudget None { get; } = new(ImmutableDictionary<Guid, DateTimeOffset>.Empty);

    public static VoteBudget Evolve(VoteBudget state, object @event) => @event switch
    {
        SupportReserved e => new(state.Reserved.SetItem(e.Initiative, e.At)),
        SupportReleased e => new(state.Reserved.Remove(e.Initiative)),
        _ => state,
    };
}

/// <summary>Where votes are dosed, each is worth more. A vote that stands already may always be changed; a not now is free.</summary>
public static class Dosing
{
    /// <summary>Far longer than a vote takes to be written, or to be known not to be.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    /// <summary>Comes before the vote: whoever gets none set aside casts none.</summary>
    /// <param name="supported">Which initiatives of the stage the member is known to support.</param>
    public static Decision Reserve(VoteBudget budget, Guid initiative, int most, IReadOnlySet<Guid> supported, Actor actor, DateTimeOffset now)
    {
        if (supported.Contains(initiative)) return Decision.Accept();
        var abandoned = budget.Reserved.Where(one => !supported.Contains(one.Key) && one.Value < now - Abandoned).Select(one => one.Key).ToHashSet();
        var others = budget.Reserved.Keys.Where(one => !abandoned.Contains(one)).Union(supported).Count(one => one != initiative);
        if (others >= most) return Decision.Refuse(Refusals.Initiatives.BudgetSpent, most);
        var freed = abandoned.Where(one => one != initiative).Order().Select(one => (object)new SupportReleased(one, actor.Member));
        return budget.Reserved.ContainsKey(initiative) && !abandoned.Contains(initiative)
            ? Decision.Accept()
            : Decision.Accept([.. freed, new SupportReserved(initiative, actor.Member, now)]);
    }

    /// <summary>Comes after a vote that was taken back, turned into a not now, or refused.</summary>
    public static Decision Release(VoteBudget budget, Guid initiative, Actor actor) => budget.Reserved.ContainsKey(initiative)
        ? Decision.Accept(new SupportReleased(initiative, actor.Member))
        : Decision.Accept();
}
