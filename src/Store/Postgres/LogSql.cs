namespace Activation.Store.Postgres;

/// <summary>How an engine's log is read.</summary>
/// <param name="Head">The newest position; no row, or one.</param>
/// <param name="Page">After position $1, at most $2 rows, in log order: position, tenant, stream, version, type, command, actor, at, data.</param>
/// <param name="Stream">The same columns of stream $1 after version $2.</param>
/// <param name="Whole">Positions have no holes: one that is found stops the reader.</param>
sealed record LogSql(string Head, string Page, string Stream, bool Whole);
