using System.Collections.Immutable;
using Activation.Web.Features.Chronicle;

namespace Activation.Web.Features.Stories;

/// <summary>All that could be told, kept in order as some of it comes and goes.</summary>
public sealed class Candidates : ISum<Candidate, InboxOrder>
{
    readonly ImmutableSortedSet<Candidate>.Builder byPlace = ImmutableSortedSet.CreateBuilder(Candidate.ByPlace), byUnit = ImmutableSortedSet.CreateBuilder(Candidate.ByUnit);

    public InboxOrder Answer => new(byPlace.ToImmutable(), byUnit.ToImmutable());

    public void Add(IReadOnlyList<Candidate> own, int times)
    {
        foreach (var set in new[] { byPlace, byUnit })
            foreach (var one in own) _ = times > 0 ? set.Add(one) : set.Remove(one);
    }
}
