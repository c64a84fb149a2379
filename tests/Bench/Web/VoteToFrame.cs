using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Activation.Bench.Figures;
using Activation.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Bench.Web;

/// <summary>From sending a vote to the number on somebody else's screen: 500 screens on one initiative, while votes arrive.</summary>
static class VoteToFrame
{
    const int Screens = 500;
    const int VotesASecond = 20;

    public static async Task Measure(Session session)
    {
        var data = HubProcess.NewData();
        await using var hub = await HubProcess.Start(data);
        using var client = Browser.Connections(hub.Address);
        var crowd = await Crowd.Of(client, data);
        var screens = new List<Screen>();
        for (var i = 0; i < Screens; i++) screens.Add(await Screen.Open(hub.Address, crowd.Initiatives[0]));
        Session.Say($"{screens.Count} screens are open");
        var rounds = new List<(double P50, double P95, double P99)>();
        await Round(session.Span / 2);
        for (var round = 0; round < session.Rounds; round++)
        {
            rounds.Add(await Round(session.Span));
            Session.Say($"p50 {rounds[^1].P50:N0} ms, p95 {rounds[^1].P95:N0} ms, p99 {rounds[^1].P99:N0} ms");
        }

        var report = session.Report;
        report.Add(new Figure($"vote → frame, {Screens} screens, {VotesASecond} votes a second, p50", "ms", [.. rounds.Select(r => r.P50)]));
        report.Add(new Figure($"vote → frame, {Screens} screens, {VotesASecond} votes a second, p95", "ms", [.. rounds.Select(r => r.P95)], Goal: Goal.Most(300)));
        report.Add(new Figure($"vote → frame, {Screens} screens, {VotesASecond} votes a second, p99", "ms", [.. rounds.Select(r => r.P99)], Goal: Goal.Most(1_000)));
        foreach (var screen in screens) await screen.DisposeAsync();

        async Task<(double, double, double)> Round(TimeSpan span)
        {
            var votes = new ConcurrentBag<(long Position, long SentAt)>();
            await Load.Open(VotesASecond, span, async dueAt => votes.Add((await Vote(client, crowd), dueAt)));
            await Task.WhenAll(screens.Select(screen => screen.Reached(votes.Max(vote => vote.Position))));
            double[] waits = [.. screens.SelectMany(screen => votes.Select(vote => screen.WaitedFor(vote.Position, vote.SentAt))).Order()];
            return (Spread.Percentile(waits, .5), Spread.Percentile(waits, .95), Spread.Percentile(waits, .99));
        }
    }

    static int turn;

    static async Task<long> Vote(HttpClient client, Crowd crowd)
    {
        var (round, member) = Math.DivRem(Interlocked.Increment(ref turn), crowd.Tokens.Count);
        using var request = new HttpRequestMessage(HttpMethod.Put, Crowd.Vote(crowd.Initiatives[0]))
        {
            Content = JsonContent.Create(new { stance = round % 2 == 0 ? "support" : "notNow" }),
        };
        request.Headers.Authorization = new("Bearer", crowd.Tokens[member]);
        using var answer = await client.SendAsync(request);
        // A vote that was so already, or one's own initiative: nothing moves, and nobody waits for it.
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("position").GetInt64() : 0;
    }
}

/// <summary>A screen that watches an initiative, and when it showed what.</summary>
sealed class Screen : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly HubConnection connection;
    readonly ConcurrentQueue<(long Position, long At)> frames = [];
    long shown;

    Screen(HubConnection connection)
    {
        this.connection = connection;
        connection.On<Frame>("turnout", frame =>
        {
            frames.Enqueue((frame.Position, Stopwatch.GetTimestamp()));
            Volatile.Write(ref shown, frame.Position);
        });
    }

    sealed record Frame(string Board, long Position, JsonElement State);

    public static async Task<Screen> Open(Uri hub, int initiative)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new SocketConnections(""));
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(hub) { Scheme = "ws", Path = "/live" }.Uri));
        var screen = new Screen(builder.Build());
        await screen.connection.StartAsync();
        await screen.connection.InvokeAsync<Frame?>("Sync", $"{Crowd.Programme}/turnout/{initiative}", -1L);
        return screen;
    }

    public async Task Reached(long position)
    {
        for (var since = Stopwatch.GetTimestamp(); Volatile.Read(ref shown) < position; await Task.Delay(20))
            if (Stopwatch.GetElapsedTime(since) > Patience) throw new InvalidOperationException("A screen has not shown a vote");
    }

    /// <returns>Milliseconds until the first frame that has the vote.</returns>
    public double WaitedFor(long position, long sentAt) =>
        Stopwatch.GetElapsedTime(sentAt, frames.First(frame => frame.Position >= position).At).TotalMilliseconds;

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
