using System.Collections.Concurrent;
using System.Collections.Immutable;
using Activation.Domain.Points;
using Activation.Web.Platform;

namespace Activation.Web.Features.Points;

/// <summary>Badges that have just been awarded: said once by this node, on the next page that the person opens. Whoever misses it finds the badge on their own page.</summary>
public sealed class BadgeNews(Views views)
{
    const int Most = 10_000;

    sealed record News(Guid Programme, Badge Badge);

    readonly ConcurrentDictionary<Guid, ImmutableList<News>> fresh = new();

    public void Add(Guid programme, Guid person, Badge badge)
    {
        // Rather forget the oldest news than keep everybody's for ever.
        if (fresh.Count >= Most) fresh.Clear();
        fresh.AddOrUpdate(person, _ => [new(programme, badge)], (_, before) => before.Add(new(programme, badge)));
    }

    /// <summary>Who is no longer counted hears no more of it.</summary>
    public void Drop(Guid programme, Guid person)
    {
        if (fresh.TryGetValue(person, out var news)) fresh.TryUpdate(person, news.RemoveAll(one => one.Programme == programme), news);
    }

    /// <summary>What is new, for who is counted still: a no is on the pages before it is heard of here.</summary>
    public async Task<IReadOnlyList<Badge>> Take(Guid person)
    {
        if (!fresh.ContainsKey(person)) return [];
        var counted = await views.Everywhere.Column<Guid>("select programme from points_choice where member = @person", new { person });
        return fresh.TryRemove(person, out var news) ? [.. news.Where(one => counted.Contains(one.Programme)).Select(one => one.Badge)] : [];
    }
}
