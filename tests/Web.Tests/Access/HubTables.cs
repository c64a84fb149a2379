using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Access;

/// <summary>The tables beside the log, as the database itself tells of them.</summary>
static class HubTables
{
    public const string Here = "c.relnamespace = 'hub'::regnamespace and c.relkind = 'r'";

    public const string IsLocked = "c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)";

    public static Task<IReadOnlyList<string>> Locked(TestHub hub) => hub.Views.Column<string>($"select c.relname::text from pg_class c where {Here} and {IsLocked} order by 1");

    /// <summary>SQL for a row of a programme, with something in every column that wants something.</summary>
    /// <param name="said">SQL of what stands in some columns, by name; null for nothing in particular.</param>
    public static async Task<string> RowOf(TestHub hub, string table, Guid programme, IReadOnlyDictionary<string, string>? said = null)
    {
        var columns = await hub.Views.Many<Wanted>(
            """
            select attname as name, case when attname = 'programme' then quote_literal(@programme) || '::uuid' else case format_type(atttypid, null)
                     when 'uuid' then 'gen_random_uuid()' when 'text' then quote_literal('11111') when 'bytea' then 'decode(md5(random()::text), ''hex'')'
                     when 'integer' then '(random() * 1e9)::int' when 'bigint' then '(random() * 1e9)::bigint' when 'date' then 'current_date'
                     when 'timestamp with time zone' then 'now()' when 'jsonb' then 'jsonb_build_object()' when 'text[]' then 'array[]::text[]' when 'boolean' then 'false' end end as value
              from pg_attribute where attrelid = ('hub.' || @table)::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef and attidentity = ''
            """,
            new { table, programme });
        if (said is not null) columns = [.. columns.Where(column => !said.ContainsKey(column.Name)), .. said.Select(one => new Wanted(one.Key, one.Value))];
        return $"insert into hub.{table} ({string.Join(", ", columns.Select(column => column.Name))}) values ({string.Join(", ", columns.Select(column => column.Value))})";
    }

    sealed record Wanted(string Name, string Value);
}
