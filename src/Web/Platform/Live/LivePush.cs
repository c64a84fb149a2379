using System.Diagnostics;
using Activation.Store.Followers;
using Microsoft.AspNetCore.SignalR;

namespace Activation.Web.Platform.Live;

/// <summary>Sends every watched board that an event has touched: at once, and then at most four times a second. Each at its own pace: one that takes long to draw
/// keeps no other waiting, and rests twice as long as it took.</summary>
public sealed class LivePush(
    ReadModels readModels, Boards boards, Watchers watchers, Usher usher, IHubContext<LiveHub> hub,
    ILogger<LivePush> logger)
    : BackgroundService
{
    static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(250), LongestRest = TimeSpan.FromSeconds(2);

    /// <summary>Pages want the database too.</summary>
    const int DrawnAtOnce = 4;

    readonly SemaphoreSlim places = new(DrawnAtOnce);
    readonly Dictionary<string, Pace> paces = [];
    readonly Lock gate = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var projected in readModels.Listen(stoppingToken))
        {
            await usher.After(projected.Events, stoppingToken);
            foreach (var watched in watchers.OnScreen())
                if (projected.Events.Any(recorded => Touches(recorded, watched.Board))) Touch(watched, stoppingToken);
        }
    }

    // A frame that is asked for and not begun shows what touches the board meanwhile too.
    void Touch(Watched watched, CancellationToken stopping)
    {
        lock (gate)
        {
            if (!paces.TryGetValue(watched.Group, out var pace)) paces[watched.Group] = pace = new();
            if (pace.IsAsked) return;
            pace.IsAsked = true;
            pace.Frames = Next(pace.Frames, pace, watched, stopping);
        }
    }

    async Task Next(Task before, Pace pace, Watched watched, CancellationToken stopping)
    {
        try
        {
            // Also when it is over already: whoever touches it holds the gate.
            await Task.Yield();
            await before;
            var took = await InTurn(pace, watched, stopping);
            // Drawing and sending are part of the time between two frames, not on top of it.
            var rest = Longer(BetweenFrames - took, Shorter(2 * took, LongestRest));
            await Task.Delay(rest, stopping);
            lock (gate)
                if (!pace.IsAsked) paces.Remove(watched.Group);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    async Task<TimeSpan> InTurn(Pace pace, Watched watched, CancellationToken stopping)
    {
        await places.WaitAsync(stopping);
        try
        {
            lock (gate) pace.IsAsked = false;
            var begun = Stopwatch.GetTimestamp();
            await Send(watched, stopping);
            return Stopwatch.GetElapsedTime(begun);
        }
        finally
        {
            places.Release();
        }
    }

    async Task Send(Watched watched, CancellationToken stopping)
    {
        try
        {
            var frame = await boards.Draw(watched.Board, watched.Language);
            await hub.Clients.Group(watched.Group).SendAsync(watched.Board.Board.Kind, frame, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            // One board that cannot be drawn must not silence the others; screens poll what they miss.
            logger.LogError(e, "{Board} could not be drawn", watched.Board.Name);
        }
    }

    // What is one's own is one's own in every programme.
    static bool Touches(Store.Recorded recorded, OpenBoard open) => open.Board is IPersonalBoard own
        ? open.Subject.Person is { } person && own.OwnerOf(recorded.Data) == person
        : recorded.Tenant == open.Subject.Programme.Id
        && (open.Subject.Initiative is not { } initiative || Features.Initiatives.InitiativeEvent.AllOf(recorded.Data).Contains(initiative))
        && open.Board.IsTouchedBy(recorded);

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Of one board in one language.</summary>
    sealed class Pace
    {
        /// <summary>A frame is to come that is not begun.</summary>
        public bool IsAsked { get; set; }

        /// <summary>Ends when the next one may begin.</summary>
        public Task Frames { get; set; } = Task.CompletedTask;
    }
}
