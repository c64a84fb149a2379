using System.Text;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Activation.Web.Tests.Privacy;

/// <summary>Everything that is in the database, of every schema, as one text: what somebody would read who stole it.</summary>
static class Dump
{
    public static async Task<string> Of(TestHub hub)
    {
        await using var connection = await hub.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        var tables = new List<string>();
        await using (var command = new NpgsqlCommand(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')", connection))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        Assert.That(tables, Has.Count.GreaterThan(20));
        var all = new StringBuilder();
        foreach (var table in tables)
        {
            using var copy = await connection.BeginTextExportAsync($"copy {table} to stdout");
            all.AppendLine(table).AppendLine(await copy.ReadToEndAsync());
        }

        return all.ToString();
    }
}
