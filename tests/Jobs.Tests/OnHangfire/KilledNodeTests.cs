using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Activation.Jobs.Tests.OnHangfire;

/// <summary>What becomes of a job whose node is killed in the middle of it.</summary>
[Platform("Linux")]
public sealed class KilledNodeTests
{
    const int Patience = 30_000, Often = 50;

    string database;
    NpgsqlDataSource source;

    [SetUp]
    public async Task Open()
    {
        database = await PostgresServer.FreshDatabase();
        source = NpgsqlDataSource.Create(database);
        await using var table = source.CreateCommand(Trek.Table);
        await table.ExecuteNonQueryAsync();
    }

    [TearDown]
    public async Task Close() => await source.DisposeAsync();

    [Test]
    public async Task It_is_begun_again_once_by_another_node_and_ends_once()
    {
        using var doomed = Process.Start(new ProcessStartInfo("dotnet", [typeof(Trek).Assembly.Location, database]) { RedirectStandardInput = true })!;
        Assert.That(() => One("select count(*) from pg_tables where schemaname = 'hangfire' and tablename = 'server'"), Is.EqualTo(1).After(Patience, Often));
        Assert.That(() => One("select count(*) from hangfire.server"), Is.EqualTo(1).After(Patience, Often));
        using var heir = Trek.On("heir", database);
        var runner = heir.Services.GetRequiredService<IJobRunner>();
        await runner.RunNow("trek");
        Assert.That(() => One("select string_agg(told, ', ' order by step) from trek"), Is.EqualTo("doomed begun").After(Patience, Often));

        await heir.StartAsync();
        doomed.Kill();

        const string Whole = "doomed begun, heir begun, heir ended";
        Assert.That(() => One("select string_agg(told, ', ' order by step) from trek"), Is.EqualTo(Whole).After(Patience, Often));
        Assert.That(() => One("select string_agg(statename, ', ') from hangfire.job"), Is.EqualTo("Succeeded").After(Patience, Often));
        await Task.Delay(3 * Trek.Claim);
        Assert.That(One("select string_agg(told, ', ' order by step) from trek"), Is.EqualTo(Whole), "a claim later it is not begun once more");
        Assert.That((await runner.Reports()).Single(), Has.Property("LastRun").Not.Null.And.Property("LastError").Null);
        await heir.StopAsync();
    }

    object? One(string sql)
    {
        using var command = source.CreateCommand(sql);
        return command.ExecuteScalar() is var told && told is DBNull ? null : told;
    }
}
