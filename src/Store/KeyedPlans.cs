using Npgsql;

namespace Activation.Store;

/// <summary>Connections that run nothing but look-ups by key, and pages of a table in the order of its key.</summary>
static class KeyedPlans
{
    // A statement keeps the plan that was best when it was prepared, and tables that were small then must not be scanned, hashed
    // or sorted as a whole for ever after: measured, a page of the log took 37 ms and the rows of a fold 5 ms, both growing with the tables.
    const string Options =
        "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_sort=off -c jit=off"
        + " -c plan_cache_mode=force_generic_plan";

    public static NpgsqlConnectionStringBuilder ByKey(this NpgsqlConnectionStringBuilder settings)
    {
        settings.Options = $"{settings.Options} {Options}".Trim();
        return settings;
    }
}
