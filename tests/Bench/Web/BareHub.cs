using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Activation.Bench.Web;

/// <summary>What SignalR alone asks for it: acts are counted, and four times a second whoever watches is sent the same frame.</summary>
static class BareHub
{
    static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(250);

    public static string[] Command { get; } = [typeof(BareHub).Assembly.Location, "bare-hub", "0"];

    public static async Task<int> Serve(string port)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        var app = builder.Build();
        var (acts, state) = (0L, default(JsonElement));
        app.MapHub<Nothing>("/live");
        app.MapPut("/state", (JsonElement given) => { state = given; });
        app.MapPut("/act", () => Results.Json(new { position = Interlocked.Increment(ref acts) }));
        await app.StartAsync();
        Console.WriteLine($"ready {app.Urls.First()}");
        await Send(app, () => (Volatile.Read(ref acts), state));
        return 0;
    }

    static async Task Send(WebApplication app, Func<(long Position, JsonElement State)> now)
    {
        var hub = app.Services.GetRequiredService<IHubContext<Nothing>>();
        var stopping = app.Lifetime.ApplicationStopping;
        using var timer = new PeriodicTimer(BetweenFrames);
        try
        {
            for (var sent = 0L; await timer.WaitForNextTickAsync(stopping);)
            {
                var (position, state) = now();
                if (position == sent) continue;
                await hub.Clients.Group(LiveFanOut.Board).SendAsync(LiveFanOut.Kind, new { board = LiveFanOut.Board, position, state }, stopping);
                sent = position;
            }
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    sealed class Nothing : Hub
    {
        // The parameters are those that a screen sends.
        public async Task<object?> Sync(string board, long position)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, board);
            return null;
        }
    }
}
