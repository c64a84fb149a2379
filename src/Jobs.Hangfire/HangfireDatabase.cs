using Hangfire.PostgreSql;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Activation.Jobs.WithHangfire;

/// <summary>The jobs' own few connections, and their tables made before anything runs.</summary>
sealed class HangfireDatabase(NpgsqlDataSource source, NpgsqlDataSource locks) : IConnectionFactory, IHostedService, IAsyncDisposable
{
    public const string Schema = "hangfire";

    // A killed process lets go of its locks at once; one whose machine or network is gone only when the server asks for it, which by default is after two hours.
    const string AskAfterIt = "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

    public PostgresJobHistory History { get; } = new(source);

    public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();

    /// <summary>A connection to hold a lock with: it is lost half a minute after its node is.</summary>
    public async Task<NpgsqlConnection> Open(CancellationToken cancellationToken)
    {
        var connection = await locks.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var ask = new NpgsqlCommand(AskAfterIt, connection);
            await ask.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hangfire would make its tables when its storage is first asked for, on every node at once, and not all of them would succeed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await History.Prepare(cancellationToken);
        await using var guard = await SessionLock.Take(await Open(cancellationToken), "schema", patiently: true, cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        PostgreSqlObjectsInstaller.Install(connection, Schema);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await locks.DisposeAsync();
    }
}

/// <summary>Tells Hangfire, at the start, what is listed, and what no longer is.</summary>
sealed class Listing(HangfireRunner runner) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        runner.List();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
