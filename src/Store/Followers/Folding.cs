namespace Activation.Store.Followers;

/// <summary>Runs every projection over a page of events, in log order, in memory.</summary>
sealed class Folding(IReadOnlyList<IProjection> projections)
{
    public Wanted Wants(IReadOnlyList<Recorded> page)
    {
        var wanted = new Wanted();
        for (var i = 0; i < page.Count; i++)
            Each(page, i, projection => projection.Wants(page[i], wanted));
        return wanted;
    }

    public void Fold(IReadOnlyList<Recorded> page, Rows rows)
    {
        for (var i = 0; i < page.Count; i++)
            Each(page, i, projection => projection.Fold(page[i], rows));
    }

    void Each(IReadOnlyList<Recorded> page, int index, Action<IProjection> act)
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
