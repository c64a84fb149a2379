namespace Activation.Store;

/// <summary>Folds events into the rows of one or more tables. Pure: all it knows is the event and the rows it asked for.</summary>
public interface IProjection
{
    /// <summary>Names it in health reports and errors.</summary>
    string Name { get; }

    /// <summary>SQL that makes its tables in an empty schema; names are not qualified. Changing it causes a rebuild at the next start.</summary>
    string Ddl { get; }

    /// <summary>Raise it when the folding changes and the tables do not: a rebuild follows at the next start.</summary>
    int Revision { get; }

    /// <summary>The tables it writes.</summary>
    IReadOnlyList<Table> Tables { get; }

    /// <summary>Names the rows that <see cref="Fold"/> will want to see, so that a whole page of events is loaded in one go.</summary>
    void Wants(Recorded recorded, Wanted wanted);

    /// <summary>Folds one event. Called in log order, each event once.</summary>
    void Fold(Recorded recorded, Rows rows);
}

/// <summary>A projection some of whose rows lead to others, so that the event alone does not say which it will want.</summary>
public interface IFollowsRows : IProjection
{
    /// <summary>
    /// Names further rows in the light of those that are loaded. Asked again for as long as it names new ones; what the page itself brings about is not in
    /// them yet.
    /// </summary>
    void WantsNext(Recorded recorded, Rows loaded, Wanted wanted);
}
