using Activation.Store;
using Activation.Web.Features.Api;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform.Hosting;

/// <summary>The whole log of a programme, an event a line, as <c>GET …/events</c> tells it to an administrator's program.</summary>
public static class ExportEvents
{
    public const string Verb = "export-events";

    /// <summary>What else the program says: to standard error, since standard output is the file.</summary>
    public static readonly string[] Apart = ["--Logging:Console:LogToStandardErrorThreshold=Trace"];

    /// <returns>1 where there is no such programme.</returns>
    public static async Task<int> Run(IServiceProvider services, string slug, Stream to, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<ProgrammeDirectory>().Find(slug) is not { } here)
        {
            await Console.Error.WriteLineAsync($"no programme here is called {slug}");
            return 1;
        }

        var log = services.GetRequiredService<IEventStore>();
        for (long after = 0; await log.ReadLog(after, EventsApi.Stretch, cancellationToken) is [.., var last] stretch; after = last.Position)
            foreach (var recorded in stretch.Where(recorded => EventsApi.Tells(here, recorded)))
                await EventsApi.WriteLine(to, EventsApi.Line(here, recorded), cancellationToken);
        await to.FlushAsync(cancellationToken);
        return 0;
    }
}
