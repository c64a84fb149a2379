using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Activation.Jobs.WithQuartz;

/// <summary>The jobs' own few connections, and their schema made before Quartz looks for it.</summary>
sealed class JobsDatabase(NpgsqlDataSource source) : IHostedService, IAsyncDisposable
{
    public PostgresJobHistory History { get; } = new(source);

    public Task StartAsync(CancellationToken cancellationToken) => History.Prepare(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
