using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Seeding;

namespace Activation.Web.Platform.Simulation;

/// <summary>The simulation beside a hub that serves: it begins when the store is ready and never takes the hub down with it.</summary>
public sealed class SimulationLife(Simulator simulator, HubSettings hub, ILogger<SimulationLife> logger) : BackgroundService
{
    static readonly TimeSpan BeforeAnotherTry = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (hub.Simulation is not { } settings) return;
        // Starting up is for those who wait for a page.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await simulator.Run(settings, stopping: stoppingToken);
            }
            catch (SeedException e)
            {
                logger.LogWarning("Nothing is simulated: {Reason}", e.Message);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "The simulation stumbled and begins again");
                await Task.Delay(BeforeAnotherTry, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
