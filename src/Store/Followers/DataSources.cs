using Npgsql;

namespace Activation.Store.Followers;

/// <summary>The two ways into the database: one for folding, one for pages.</summary>
/// <remarks>Nothing is left on a connection for the next who gets it: what is set is set for a transaction, and a lock of the session is given back by name.
/// To reset each of them all the same is seven more statements for every one that is asked.</remarks>
static class DataSources
{
    /// <summary>Commits do not wait for the disk: after a crash rows and checkpoint are back together where they were, and the log,
    /// which is durable, is folded from there.</summary>
    public static NpgsqlDataSource ForFolding(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Timezone = "UTC", MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, MaxPoolSize = 8, CommandTimeout = 120,
            ApplicationName = "activation read models", NoResetOnClose = true,
            // What a rebuild copies in goes in pieces of this size, not of eight kilobytes.
            WriteBufferSize = 1 << 16,
        };
        settings.Options = $"{settings.Options} -c synchronous_commit=off".Trim();
        return NpgsqlDataSource.Create(settings.ByKey());
    }

    /// <summary>Bare names are found in the live schema, whichever tables that is at the moment.</summary>
    public static NpgsqlDataSource ForPages(string connectionString, string schema)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Timezone = "UTC", SearchPath = $"{TableSql.Quoted(schema)}, public", NoResetOnClose = true };
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 200;
        return NpgsqlDataSource.Create(settings.ByServersClock());
    }
}
