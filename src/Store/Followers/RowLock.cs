using Npgsql;

namespace Activation.Store.Followers;

/// <summary>A second lock on the tables, kept by PostgreSQL: who reads under it sees the rows of one tenant, whatever the query forgot.</summary>
/// <remarks>
/// Readers step down to a role that owns nothing and may only read, for one transaction, together with naming the tenant. Where no tenant is
/// named no row is shown. A table without the column is not open to the role at all. Who runs SQL of their own choosing could name another
/// tenant: this lock is against what was forgotten, not a replacement for parameters.
/// </remarks>
/// <param name="Column">The column of type uuid that says whose a row is.</param>
/// <param name="Role">The role that readers step down to; made when missing.</param>
/// <param name="Setting">The setting that names the tenant; it has a dot in its name.</param>
public sealed record RowLock(string Column, string Role, string Setting)
{
    /// <summary>Turns the key for the rest of the transaction; without a transaction around it, for the batch that it begins.</summary>
    /// <param name="tenant">Null shows nothing.</param>
    public string Turn(Guid? tenant) => $"select set_config('role', '{Role}', true), set_config('{Setting}', '{tenant}', true)";

    /// <summary>Puts the lock on a table that has the column, and opens it to the role. May be repeated.</summary>
    /// <param name="table">Qualified or found in the search path.</param>
    public string On(string table) => Policy(table) + IfThere($"grant select on {table} to {Role}");

    /// <summary>Puts the lock on a table that the role has no business with, and shuts it: who opens it one day finds the lock in its place. May be repeated.</summary>
    /// <param name="table">Qualified or found in the search path.</param>
    public string Shut(string table) => Policy(table) + IfThere($"revoke select on {table} from {Role}");

    /// <summary>Lets the role look into a schema.</summary>
    public string Into(string schema) => IfThere($"grant usage on schema {schema} to {Role}");

    /// <summary>Opens some columns of a table that is nobody's alone to the role, without a lock.</summary>
    public string OpenTo(string table, params string[] columns) =>
        IfThere($"revoke select on {table} from {Role}; grant select ({string.Join(", ", columns)}) on {table} to {Role}");

    internal string OnAll(string schema, IEnumerable<TableShape> shapes) => string.Join(
        '\n',
        shapes.Where(shape => shape.Columns.Contains(Column)).Select(shape => On($"{TableSql.Quoted(schema)}.{TableSql.Quoted(shape.Table.Name)}"))
            .Prepend(Into(TableSql.Quoted(schema))));

    /// <summary>Sees to it that the role is there and that this account may step down to it.</summary>
    /// <returns>What an administrator of the database has to do so that it works; null when it does.</returns>
    internal async Task<string?> Prepare(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await Works(connection, cancellationToken)) return null;
        await Try(connection, $"create role {Role} nologin", cancellationToken);
        if (await Works(connection, cancellationToken)) return null;
        await Try(connection, $"grant {Role} to current_user", cancellationToken);
        return await Works(connection, cancellationToken) ? null : $"create role {Role} nologin; grant {Role} to {connection.UserName};";
    }

    /// <summary>Tables that were made while the role was missing, or that came out of a backup, are closed to it.</summary>
    internal async Task Open(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            do $open$ declare locked regclass; begin
              if not has_schema_privilege('{Role}', '{schema}', 'usage') then grant usage on schema {TableSql.Quoted(schema)} to {Role}; end if;
              for locked in select distinct t.oid from pg_class t join pg_policy p on p.polrelid = t.oid
                             where t.relnamespace = '{TableSql.Quoted(schema)}'::regnamespace and not has_table_privilege('{Role}', t.oid, 'select')
              loop execute format('grant select on %s to {Role}', locked); end loop;
            end $open$
            """,
            connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A role that could see everything anyway would be no lock.</summary>
    async Task<bool> Works(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await using var step = new NpgsqlCommand(
                $"set local role {Role}; select not rolsuper and not rolbypassrls from pg_roles where rolname = current_user", connection);
            return await step.ExecuteScalarAsync(cancellationToken) is true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidParameterValue)
        {
            return false;
        }
    }

    static async Task Try(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException)
        {
            // Not allowed, or another program on the same server was faster: whether it works is asked afterwards.
        }
    }

    // Asked for once for a statement and not for each row.
    string Policy(string table) => $"""
        alter table {table} enable row level security;
        drop policy if exists own_rows on {table};
        create policy own_rows on {table} for select using ({Column} = (select nullif(current_setting('{Setting}', true), '')::uuid));

        """;

    string IfThere(string grant) =>
        $"do $grant$ begin if exists (select from pg_roles where rolname = '{Role}') then {grant}; end if; end $grant$;";
}
