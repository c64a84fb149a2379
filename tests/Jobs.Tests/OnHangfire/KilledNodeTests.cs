using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Activation.Jobs.Tests.OnHangfire;

/// <summary>What becomes of a job whose node is killed in the middle of it.</summary>
[Platform("Linux")]
public sealed class KilledNodeTests
{
    const int Patience = 30_000, Often = 50;

    const string Told = "select string_agg(told, ', ' order by step) from trek";

    string database;
    NpgsqlDataSource source;
    Process doomed;

    [SetUp]
    public async Task Open()
    {
        database = await PostgresServer.FreshDatabase();
        source = NpgsqlDataSource.Create(database);
        await using var table = source.CreateCommand(Trek.Table);
        await table.ExecuteNonQueryAsync();
        await Begin();
    }

    [TearDown]
    public async Task Close()
    {
        // Also where it stands still and would never end by itself.
        doomed.Kill();
        doomed.Dispose();
        await source.DisposeAsync();
    }

    [Test]
    public async Task It_is_begun_again_once_by_another_node_and_ends_once()
    {
        using var heir = Trek.On("heir", database);
        await heir.StartAsync();
        doomed.Kill();

        await IsEndedOnceBy(heir);
    }

    [Test]
    public async Task Of_a_node_that_stands_still_it_is_begun_again_when_that_one_is_gone_and_not_before()
    {
        using var heir = Trek.On("heir", database);
        await heir.StartAsync();
        await Process.Start("kill", ["-STOP", $"{doomed.Id}"]).WaitForExitAsync();
        Assert.That(() => One("select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'advisory' and query like '%pg_advisory_lock%'"), Is.EqualTo(1).After(Patience, Often));
        Assert.That(One(Told), Is.EqualTo("doomed begun"), "it may go on any moment");
        doomed.Kill();

        await IsEndedOnceBy(heir);
    }

    /// <summary>A node in a process of its own comes into the middle of the job.</summary>
    async Task Begin()
    {
        doomed = Process.Start(new ProcessStartInfo("dotnet", [typeof(Trek).Assembly.Location, database]) { RedirectStandardInput = true, UseShellExecute = false })!;
        Assert.That(() => One("select count(*) from pg_tables where schemaname = 'hangfire' and tablename = 'server'"), Is.EqualTo(1).After(Patience, Often));
        Assert.That(() => One("select count(*) from hangfire.server"), Is.EqualTo(1).After(Patience, Often));
        using var asking = Trek.On("asking", database);
        await asking.Services.GetRequiredService<IJobRunner>().RunNow("trek");
        Assert.That(() => One(Told), Is.EqualTo("doomed begun").After(Patience, Often));
    }

    async Task IsEndedOnceBy(IHost heir)
    {
        const string Whole = "doomed begun, heir begun, heir ended";
        Assert.That(() => One(Told), Is.EqualTo(Whole).After(Patience, Often));
        Assert.That(() => One("select string_agg(statename, ', ') from hangfire.job"), Is.EqualTo("Succeeded").After(Patience, Often));
        await Task.Delay(3 * Trek.Claim);
        Assert.That(One(Told), Is.EqualTo(Whole), "a claim later it is not begun once more");
        Assert.That((await heir.Services.GetRequiredService<IJobRunner>().Reports()).Single(), Has.Property("LastRun").Not.Null.And.Property("LastError").Null);
        await heir.StopAsync();
    }

    object? One(string sql)
    {
        using var command = source.CreateCommand(sql);
        return command.ExecuteScalar() is var told && told is DBNull ? null : told;
    }
}
