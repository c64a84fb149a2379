using System.Net;
using Activation.Jobs;
using Activation.Store;
using Activation.Store.Followers;

namespace Activation.Web.Platform.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the store writes and the read models follow. How far
/// each of them is, is told to this machine alone: everybody else reads one word.</summary>
static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" })).AllowAnonymous();
        app.MapGet("/health/ready", Ready).AllowAnonymous();
    }

    static async Task<IResult> Ready(HttpContext http, IStoreEngine log, ReadModels readModels, IJobRunner jobs)
    {
        // Behind a proxy this is whoever asks the proxy.
        var isFromHere = http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from);
        try
        {
            var health = await Deadline.For(readModels.Health());
            var head = await Deadline.For(log.Head());
            var reports = await Deadline.For(jobs.Reports());
            var ready = !log.Fenced && health.StoppedWith is null && health.Ready;
            object told = !isFromHere ? new { status = Word(ready) } : new
            {
                status = Word(ready), engine = log.Engine, rowLock = readModels.Lock is null ? "off" : "on", log = new { position = head },
                followers = new[] { new { name = "pages", position = health.Position, lag = health.Lag } },
                jobs = reports.Select(job => new { name = job.Name, lastRun = job.LastRun, nextRun = job.NextRun, failed = job.LastError is not null }),
            };
            return Results.Json(told, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (Busy.Is(e))
        {
            return Results.Json(new { status = Word(false) }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    static string Word(bool ready) => ready ? "ready" : "not ready";
}
