using System.Collections.Immutable;

namespace Activation.Web.Features.Stories;

/// <summary>Stories of a municipality that were shown lately, of one who is responsible.</summary>
public sealed record ToldLately(string Municipality, long Unit, int Stories);

/// <summary>What could be told, with what its place in the order rests on.</summary>
/// <param name="Told">How many stories its municipality has had lately.</param>
/// <param name="ToldOfUnit">How many of them are of whoever is responsible for it.</param>
public readonly record struct InPlace(Candidate One, int Told, int ToldOfUnit);

/// <summary>Whose turn it is, among all that could be told. What comes before is counted, as far as it is not in the same place.</summary>
/// <param name="ByPlace">All, as <see cref="Candidate.ByPlace"/> has them.</param>
/// <param name="ByUnit">The same, as <see cref="Candidate.ByUnit"/> has them.</param>
public sealed record InboxOrder(ImmutableSortedSet<Candidate> ByPlace, ImmutableSortedSet<Candidate> ByUnit)
{
    public int Total => ByPlace.Count;

    /// <summary>What went best; among what went about as well, municipalities that were told of least, and within them those who are responsible.</summary>
    /// <param name="from">How many come before the first of them.</param>
    public IEnumerable<InPlace> From(int from, IEnumerable<ToldLately> lately)
    {
        var alike = Stretches(lately.ToLookup(told => told.Municipality))
            .GroupBy(stretch => (stretch.Band, stretch.Told, stretch.ToldOfUnit))
            .OrderByDescending(stretches => stretches.Key.Band).ThenBy(stretches => stretches.Key.Told).ThenBy(stretches => stretches.Key.ToldOfUnit);
        foreach (var stretches in alike)
        {
            var count = stretches.Sum(stretch => stretch.Count);
            if (from < count)
                foreach (var one in BestFirst(stretches).Skip(from)) yield return new(one, stretches.Key.Told, stretches.Key.ToldOfUnit);
            from = Math.Max(0, from - count);
        }
    }

    // A municipality at a time: those who are responsible and were told of, and all others together.
    IEnumerable<Stretch> Stretches(ILookup<string, ToldLately> lately)
    {
        for (int begin = 0, end; begin < ByPlace.Count; begin = end)
        {
            var first = ByPlace[begin];
            end = Until(ByPlace, begin, ByPlace.Count, first.IsBeside);
            var (told, units) = (lately[first.Municipality].Sum(one => one.Stories), new HashSet<long>());
            var others = end - begin;
            foreach (var (_, unit, stories) in lately[first.Municipality])
            {
                var since = Until(ByUnit, begin, end, one => one.Unit < unit);
                var until = Until(ByUnit, since, end, one => one.Unit == unit);
                if (until == since) continue;
                units.Add(unit);
                others -= until - since;
                yield return new(first.Band, told, stories, until - since, Between(ByUnit, since, until));
            }

            if (others > 0) yield return new(first.Band, told, 0, others, Between(ByPlace, begin, end).Where(one => !units.Contains(one.Unit)));
        }
    }

    static IEnumerable<Candidate> BestFirst(IEnumerable<Stretch> stretches)
    {
        var next = new PriorityQueue<IEnumerator<Candidate>, Candidate>(Candidate.BestFirst);
        foreach (var stretch in stretches) Enqueue(stretch.BestFirst.GetEnumerator());
        while (next.TryDequeue(out var stretch, out var best))
        {
            yield return best;
            Enqueue(stretch);
        }

        void Enqueue(IEnumerator<Candidate> stretch)
        {
            if (stretch.MoveNext()) next.Enqueue(stretch, stretch.Current);
        }
    }

    static IEnumerable<Candidate> Between(ImmutableSortedSet<Candidate> all, int begin, int end)
    {
        for (var at = begin; at < end; at++) yield return all[at];
    }

    /// <summary>The first place at which it is so no longer.</summary>
    static int Until(ImmutableSortedSet<Candidate> all, int begin, int end, Func<Candidate, bool> isSo)
    {
        while (begin < end)
        {
            var middle = begin + (end - begin) / 2;
            if (isSo(all[middle])) begin = middle + 1;
            else end = middle;
        }

        return begin;
    }

    /// <summary>Candidates whose turn is the same, the best first.</summary>
    sealed record Stretch(double Band, int Told, int ToldOfUnit, int Count, IEnumerable<Candidate> BestFirst);
}
