using System.Diagnostics;
using System.Threading.Channels;
using Activation.Store.Followers;
using Microsoft.AspNetCore.SignalR;

namespace Activation.Web.Platform.Live;

/// <summary>Sends every watched board that an event has touched: at once, and then at most four times a second.</summary>
public sealed class LivePush(
    ReadModels readModels, Boards boards, Watchers watchers, Usher usher, IHubContext<LiveHub> hub,
    ILogger<LivePush> logger)
    : BackgroundService
{
    static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(250);

    readonly HashSet<string> touched = [];
    readonly Lock gate = new();

    // Holds one: a second signal before the first is read says nothing new.
    readonly Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Hear(stoppingToken), Send(stoppingToken));

    async Task Hear(CancellationToken stopping)
    {
        await foreach (var projected in readModels.Listen(stopping))
        {
            await usher.After(projected.Events, stopping);
            var groups = watchers.OnScreen().Where(watched => projected.Events.Any(recorded => Touches(recorded, watched.Board)));
            Touch([.. groups.Select(watched => watched.Group)]);
        }
    }

    async Task Send(CancellationToken stopping)
    {
        await foreach (var _ in signal.Reader.ReadAllAsync(stopping))
        {
            var begun = Stopwatch.GetTimestamp();
            var groups = Take();
            foreach (var watched in watchers.OnScreen().Where(watched => groups.Contains(watched.Group))) await Send(watched, stopping);
            // Drawing and sending are part of the time between two frames, not on top of it.
            if (BetweenFrames - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } rest) await Task.Delay(rest, stopping);
        }
    }

    async Task Send(Watched watched, CancellationToken stopping)
    {
        try
        {
            var frame = await boards.Draw(watched.Board, watched.Language);
            await hub.Clients.Group(watched.Group).SendAsync(watched.Board.Board.Kind, frame, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One board that cannot be drawn must not silence the others; screens poll what they miss.
            logger.LogError(e, "{Board} could not be drawn", watched.Board.Name);
        }
    }

    // All at once: what comes after the signal waits for the next frame.
    void Touch(IReadOnlyCollection<string> groups)
    {
        if (groups.Count == 0) return;
        lock (gate) touched.UnionWith(groups);
        signal.Writer.TryWrite(true);
    }

    HashSet<string> Take()
    {
        lock (gate)
        {
            HashSet<string> taken = [.. touched];
            touched.Clear();
            return taken;
        }
    }

    // What is one's own is one's own in every programme.
    static bool Touches(Store.Recorded recorded, OpenBoard open) => open.Board is IPersonalBoard own
        ? open.Subject.Person is { } person && own.OwnerOf(recorded.Data) == person
        : recorded.Tenant == open.Subject.Programme.Id
        && (open.Subject.Initiative is not { } initiative || Features.Initiatives.InitiativeEvent.AllOf(recorded.Data).Contains(initiative))
        && open.Board.IsTouchedBy(recorded);
}
