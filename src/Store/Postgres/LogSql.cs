namespace Activation.Store.Postgres;

/// <summary>How an engine's log is read.</summary>
/// <param name="Head">The newest position; no row, or one.</param>
/// <param name="Page">After position $1, at most $2 rows, in log order: position, tenant, stream, version, type, command, actor, at, data.</param>
/// <param name="Stream">The same columns of stream $1 after version $2.</param>
/// <param name="All">The same columns of every event, in any order.</param>
/// <param name="Whole">Positions have no holes: one that is found stops the reader.</param>
/// <param name="Hold">Keeps the log for the transaction that says it, and fences off every node that writes to it now.</param>
/// <param name="Empty">Takes every event out.</param>
sealed record LogSql(string Head, string Page, string Stream, string All, bool Whole, string Hold, string Empty)
{
    /// <summary>What the columns are called, where they are read of.</summary>
    public const string Columns = "position, tenant, stream, version, type, command_id, actor, at, data";
}
