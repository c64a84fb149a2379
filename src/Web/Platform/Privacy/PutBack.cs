using Activation.Web.Platform.Hosting;

namespace Activation.Web.Platform.Privacy;

/// <summary>
/// A database that was put back from a copy, by whatever tool, is older than the lists beside the data: it holds who was erased since, and what was taken out. Both
/// go again before the first page answers, at night, and when whoever runs the hub asks for it (<c>erase-again</c>).
/// </summary>
public sealed class PutBack(HubSettings settings, Erasures erasures, TextRemoval texts, ILogger<PutBack> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Hold(DateTimeOffset.UtcNow, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Hold(DateTimeOffset now, CancellationToken cancellationToken) => settings.HoldsToLists ? Again(now, cancellationToken) : Task.CompletedTask;

    /// <returns>How many people were erased again, and how many texts taken out.</returns>
    public async Task<(int Erased, int Masked)> Again(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var erased = await erasures.EraseAgain(now, cancellationToken);
        var masked = await texts.Again(now, cancellationToken);
        if (erased + masked > 0) logger.LogWarning("An older copy was put back: {Erased} erased again, {Masked} texts taken out again", erased, masked);
        return (erased, masked);
    }
}
