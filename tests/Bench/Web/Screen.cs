using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Activation.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Bench.Web;

/// <summary>A screen that watches a board, and when it showed what.</summary>
sealed class Screen : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly HubConnection connection;
    readonly ConcurrentQueue<(long Position, long At)> frames = [];
    long shown;

    Screen(HubConnection connection, string kind)
    {
        this.connection = connection;
        connection.On<Frame>(kind, frame =>
        {
            frames.Enqueue((frame.Position, Stopwatch.GetTimestamp()));
            Volatile.Write(ref shown, frame.Position);
        });
    }

    // What else a frame holds is read past: what it would be to draw it is the browser's.
    sealed record Frame(long Position);

    /// <summary>How many frames have come since the last <see cref="Forget"/>.</summary>
    public int Frames => frames.Count;

    /// <param name="board">Its name: the programme, the kind, and the number where it is about one initiative.</param>
    public static async Task<Screen> Open(Uri hub, string board)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new SocketConnections(""));
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(hub) { Scheme = "ws", Path = "/live" }.Uri));
        var screen = new Screen(builder.Build(), board.Split('/')[1]);
        await screen.connection.StartAsync();
        await screen.connection.InvokeAsync<Frame?>("Sync", board, -1L);
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

    public void Forget() => frames.Clear();

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
