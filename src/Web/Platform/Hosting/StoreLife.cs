using Activation.Store.Followers;
using Activation.Store.Postgres;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Seeding;
using Npgsql;

namespace Activation.Web.Platform.Hosting;

/// <summary>Before the first page answers: tables are there, the log is written to and followed, and an empty demo has its people.</summary>
public sealed class StoreLife(
    PostgresEventStore store, ReadModels readModels, NpgsqlDataSource database, HubSettings settings, Sower sower, ProgrammeDirectory programmes,
    ILogger<StoreLife> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var command = database.CreateCommand(PeopleDirectory.Ddl + KeyRing.Ddl + Drafts.Ddl)) await command.ExecuteNonQueryAsync(cancellationToken);
        await store.Start(cancellationToken);
        await readModels.Start(cancellationToken);
        await readModels.Ready.WaitAsync(cancellationToken);
        if (settings.Seed is not { } folder || await store.Head(cancellationToken) > 0) return;
        logger.LogInformation("Sowing {Folder}", folder);
        await sower.Sow(folder, DateTimeOffset.UtcNow, cancellationToken);
        programmes.Forget();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
