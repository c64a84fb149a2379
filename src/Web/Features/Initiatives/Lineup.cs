using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Activation.Domain.Scoring;

namespace Activation.Web.Features.Initiatives;

/// <summary>How many there are under each tab.</summary>
public sealed record TabCounts(int Open, int Active, int Completed, int All);

/// <summary>A stretch of a list.</summary>
/// <param name="Total">How long the whole list is.</param>
/// <param name="HasMore">Something comes after it.</param>
public sealed record Stretch(IReadOnlyList<Ranked> Items, int Total, bool HasMore);

/// <summary>Initiatives in the order of every list of them.</summary>
public interface IListing
{
    TabCounts Counts { get; }

    /// <summary>A stretch of what is under a tab, in its order.</summary>
    /// <param name="reader">The member, or for visitors the day.</param>
    /// <param name="after">The number that the stretch begins after; null for the first.</param>
    Stretch Under(string tab, string reader, int? after = null, int most = int.MaxValue);

    /// <summary>Those after a number, in the order in which they were proposed, those among them that were merged into another.</summary>
    Stretch ByNumber(int after, int most);
}

/// <summary>All of a programme. A change makes the next one out of this one, without looking at those that stayed as they were.</summary>
public sealed class Lineup : IListing
{
    readonly ImmutableDictionary<int, Ranked> known, open;
    readonly ImmutableDictionary<string, ImmutableSortedSet<Sure>> over;
    readonly Shuffles shuffles;
    readonly ConditionalWeakTable<IReadOnlyList<int>, Selection> selections = [];

    Lineup(
        double z, int votes, ImmutableDictionary<int, Ranked> known, ImmutableDictionary<int, Ranked> open, ImmutableDictionary<string, ImmutableSortedSet<Sure>> over,
        Shuffles shuffles)
    {
        (Z, Votes, this.known, this.open, this.over, this.shuffles) = (z, votes, known, open, over, shuffles);
        NextEnd = open.IsEmpty ? DateTimeOffset.MaxValue : open.Values.Min(i => i.VotingUntil);
        Counts = new(Under("open"), Under("active"), Under("completed"), Under("all"));

        int Under(string tab) => open.Values.Count(i => i.IsUnder(tab)) + over[tab].Count;
    }

    /// <summary>How sure one wants to be of support once voting is over, see <see cref="Wilson"/>.</summary>
    public double Z { get; }

    public TabCounts Counts { get; }

    /// <summary>All votes there are; those on what was merged count where it goes on.</summary>
    public int Votes { get; }

    /// <summary>Those that take votes, in no order.</summary>
    public IEnumerable<Ranked> Open => open.Values;

    /// <summary>When voting on one of them ends by itself, and this is no longer how they stand.</summary>
    public DateTimeOffset NextEnd { get; }

    public static Lineup Of(IEnumerable<Ranked> initiatives, double z) => new Lineup(
        z, 0, ImmutableDictionary<int, Ranked>.Empty, ImmutableDictionary<int, Ranked>.Empty,
        InitiativeFilter.Tabs.ToImmutableDictionary(tab => tab, _ => ImmutableSortedSet.Create<Sure>(Sure.First)), new()).With(initiatives);

    /// <summary>These are new, or stand otherwise now.</summary>
    public Lineup With(IEnumerable<Ranked> changed)
    {
        var (all, voting, after) = (known.ToBuilder(), open.ToBuilder(), over.ToDictionary(tab => tab.Key, tab => tab.Value.ToBuilder()));
        var (drawnAnew, votes) = (false, Votes);
        foreach (var next in changed)
        {
            var before = all.GetValueOrDefault(next.Number);
            drawnAnew |= (before is { Open: true } || next.Open) && (before?.Open, before?.State, before?.Stage) != (next.Open, next.State, next.Stage);
            if (before is { Open: false }) foreach (var (_, set) in after.Where(tab => before.IsUnder(tab.Key))) set.Remove(Sure.Of(before, Z));
            votes += next.Votes - (before?.Votes ?? 0);
            voting.Remove(next.Number);
            all[next.Number] = next;
            if (next.Open) voting[next.Number] = next;
            else foreach (var (_, set) in after.Where(tab => next.IsUnder(tab.Key))) set.Add(Sure.Of(next, Z));
        }

        return new(Z, votes, all.ToImmutable(), voting.ToImmutable(), after.ToImmutableDictionary(tab => tab.Key, tab => tab.Value.ToImmutable()), drawnAnew ? new() : shuffles);
    }

    /// <summary>Voting is over on those whose time has passed.</summary>
    public Lineup At(DateTimeOffset now) => now < NextEnd ? this : With([.. open.Values.Where(i => i.VotingUntil <= now).Select(i => i with { Open = false })]);

    /// <summary>Only those with one of these numbers: put in order once for all who ask with the very same list, which stays as it is, for as long as nothing stands otherwise.</summary>
    public IListing Only(IReadOnlyList<int> numbers) => selections.GetValue(numbers, _ => new([.. numbers.Where(known.ContainsKey).Select(number => known[number])], Z));

    public Stretch Under(string tab, string reader, int? after = null, int most = int.MaxValue)
    {
        var (first, last) = (shuffles.Of(open.Values, tab, reader), over[tab]);
        var from = after is { } number ? 1 + PlaceOf(number) : 0;
        var total = first.Length + last.Count;
        var items = Enumerable.Range(from, Math.Min(most, total - from)).Select(at => at < first.Length ? known[first[at]] : last[at - first.Length].Initiative).ToArray();
        return new(items, total, from + items.Length < total);

        // What is not in the list, any more, is before its beginning.
        int PlaceOf(int number) => known.GetValueOrDefault(number) switch
        {
            { Open: true } => first.IndexOf(number),
            { } ended when last.IndexOf(Sure.Of(ended, Z)) is >= 0 and var at => first.Length + at,
            _ => -1,
        };
    }

    public Stretch ByNumber(int after, int most)
    {
        var items = known.Keys.Where(number => number > after).Order().Take(most + 1).Select(number => known[number]).ToArray();
        return new([.. items.Take(most)], known.Count, items.Length > most);
    }
}

/// <summary>How sure support is, once voting is over.</summary>
sealed record Sure(double Bound, Ranked Initiative)
{
    /// <summary>What most surely has support first; of two alike, the younger.</summary>
    public static readonly Comparer<Sure> First = Comparer<Sure>.Create((one, other) =>
        (other.Bound, other.Initiative.Number).CompareTo((one.Bound, one.Initiative.Number)));

    public static Sure Of(Ranked initiative, double z) =>
        new(Wilson.LowerBound(initiative.Supports, initiative.Supports + initiative.NotNows, z), initiative);
}
