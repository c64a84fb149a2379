namespace Activation.Store.Followers;

/// <summary>Runs every projection over a page of events, in log order, in memory.</summary>
sealed class Folding(IReadOnlyList<IProjection> projections)
{
    readonly IProjection[] all = [.. projections];
    readonly IFollowsRows[] followers = [.. projections.OfType<IFollowsRows>()];

    public Wanted Wants(IReadOnlyList<Recorded> page) => Wants(page, new());

    /// <param name="page">The events.</param>
    /// <param name="wanted">Empty, and filled here: whoever folds page after page need not make it anew.</param>
    public Wanted Wants(IReadOnlyList<Recorded> page, Wanted wanted)
    {
        Each(all, page, wanted, static (projection, recorded, wanted) => projection.Wants(recorded, wanted));
        return wanted;
    }

    /// <summary>What the rows that are loaded lead to and that is not loaded itself; empty when there is nothing more.</summary>
    public Wanted WantsNext(IReadOnlyList<Recorded> page, Rows rows)
    {
        var wanted = new Wanted();
        Each(followers, page, (rows, wanted), static (projection, recorded, so) => projection.WantsNext(recorded, so.rows, so.wanted));
        return wanted.Beside(rows);
    }

    public void Fold(IReadOnlyList<Recorded> page, Rows rows) =>
        Each(all, page, rows, static (projection, recorded, rows) => projection.Fold(recorded, rows));

    // Asked for every event of a rebuild: what is done with it closes over nothing, and nothing is made to walk by.
    static void Each<TProjection, TGiven>(TProjection[] projections, IReadOnlyList<Recorded> page, TGiven given, Action<TProjection, Recorded, TGiven> act)
        where TProjection : IProjection
    {
        for (var i = 0; i < page.Count; i++)
        {
            var (recorded, at) = (page[i], 0);
            try
            {
                for (; at < projections.Length; at++) act(projections[at], recorded, given);
            }
            catch (Exception e)
            {
                throw new FoldException(projections[at].Name, recorded, i, e);
            }
        }
    }
}

/// <summary>A projection could not fold an event. The event is not skipped: the tables stay where they are until the program is mended.</summary>
public sealed class FoldException : Exception
{
    internal FoldException(string projection, Recorded recorded, int index, Exception inner)
        : base($"{projection} failed on {recorded.Type} at position {recorded.Position}: {inner.Message}", inner) => Index = index;

    /// <summary>How many events of the page could be folded before it.</summary>
    internal int Index { get; }
}
