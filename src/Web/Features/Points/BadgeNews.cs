using System.Collections.Concurrent;
using System.Collections.Immutable;
using Activation.Domain.Points;

namespace Activation.Web.Features.Points;

/// <summary>Badges that have just been awarded: said once, on the next page that the person opens. Whoever misses it finds the badge on their own page.</summary>
public sealed class BadgeNews
{
    const int Most = 10_000;

    readonly ConcurrentDictionary<Guid, ImmutableList<Badge>> fresh = new();

    public void Add(Guid person, Badge badge)
    {
        // Rather forget the oldest news than keep everybody's for ever.
        if (fresh.Count >= Most) fresh.Clear();
        fresh.AddOrUpdate(person, _ => [badge], (_, before) => before.Add(badge));
    }

    public IReadOnlyList<Badge> Take(Guid person) => fresh.TryRemove(person, out var badges) ? badges : [];
}
