namespace Activation.Store.Followers;

/// <summary>Runs every projection over a page of events, in log order, in memory.</summary>
sealed class Folding(IReadOnlyList<IProjection> projections)
{
    readonly IFollowsRows[] followers = [.. projections.OfType<IFollowsRows>()];

    public Wanted Wants(IReadOnlyList<Recorded> page)
    {
        var wanted = new Wanted();
        for (var i = 0; i < page.Count; i++)
            Each(projections, page, i, projection => projection.Wants(page[i], wanted));
        return wanted;
    }

    /// <summary>What the rows that are loaded lead to and that is not loaded itself; empty when there is nothing more.</summary>
    public Wanted WantsNext(IReadOnlyList<Recorded> page, Rows rows)
    {
        var wanted = new Wanted();
        for (var i = 0; i < page.Count; i++)
            Each(followers, page, i, projection => projection.WantsNext(page[i], rows, wanted));
        return wanted.Beside(rows);
    }

    public void Fold(IReadOnlyList<Recorded> page, Rows rows)
    {
        for (var i = 0; i < page.Count; i++)
            Each(projections, page, i, projection => projection.Fold(page[i], rows));
    }

    static void Each<TProjection>(IReadOnlyList<TProjection> projections, IReadOnlyList<Recorded> page, int index, Action<TProjection> act)
        where TProjection : IProjection
    {
        foreach (var projection in projections)
        {
            try
            {
                act(projection);
            }
            catch (Exception e)
            {
                throw new FoldException(projection.Name, page[index], index, e);
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
