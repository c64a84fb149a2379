using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Activation.Bench.Log;

/// <summary>PostgreSQL's own load program, on the table of the log: what one insert a transaction can reach.</summary>
sealed class PgBench
{
    // Another log of the same table, so that ours stays without holes; the same columns, keys and length of JSON as a vote of ours.
    const string Rows = """
        insert into log.event (log_id, position, tenant, stream, version, type, command_id, ord, actor, data, at, recorded_at)
        select 1, nextval('bench_position'), '0198c0de-0000-7000-8000-000000000001', 'vote-' || gen_random_uuid() || '-0198c0de00007000', 1, 'vote-cast',
               gen_random_uuid(), 0, '0198c0de-0000-7000-8000-000000000002',
               '{"initiative": "0198c0de-0000-7000-8000-000000000003", "member": "0198c0de-0000-7000-8000-000000000002", "municipality": "astorp", "stance": "Support", "before": null}',
               now(), clock_timestamp()
        """;

    const string Program = "pgbench";

    readonly NpgsqlConnectionStringBuilder connection;

    PgBench(string database) => connection = new(database);

    /// <returns>Null where there is none: not every server comes with it.</returns>
    public static async Task<PgBench?> On(string database)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, Program)))) return null;
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("create sequence bench_position cache 64");
        await command.ExecuteNonQueryAsync();
        return new(database);
    }

    /// <returns>Rows a second, one each transaction.</returns>
    public Task<double> OneRow(int clients, TimeSpan span) => Run($"{Rows};", clients, span);

    /// <returns>Rows a second, fifty each transaction.</returns>
    public async Task<double> FiftyRows(int clients, TimeSpan span) => 50 * await Run($"{Rows} from generate_series(1, 50);", clients, span);

    async Task<double> Run(string sql, int clients, TimeSpan span)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, sql.ReplaceLineEndings(" "));
            return TransactionsASecond(await Said(script, clients, span));
        }
        finally
        {
            File.Delete(script);
        }
    }

    async Task<string> Said(string script, int clients, TimeSpan span)
    {
        var seconds = Math.Max(1, (int)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var threads = Math.Min(clients, Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture);
        using var pgbench = Process.Start(new ProcessStartInfo(
            Program,
            [
                "-n", "-M", "prepared", "-c", clients.ToString(CultureInfo.InvariantCulture), "-j", threads, "-T", seconds, "-f", script,
                "-h", connection.Host!, "-U", connection.Username!, connection.Database!,
            ])
        { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (output, errors) = (pgbench.StandardOutput.ReadToEndAsync(), pgbench.StandardError.ReadToEndAsync());
        await pgbench.WaitForExitAsync();
        return pgbench.ExitCode == 0 ? await output : throw new InvalidOperationException($"pgbench failed: {await errors}");
    }

    static double TransactionsASecond(string output)
    {
        const string Begins = "tps = ";
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(Begins, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"pgbench told no rate:\n{output}");
        return double.Parse(line[Begins.Length..].Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
