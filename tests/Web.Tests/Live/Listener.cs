using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Activation.Support;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Live;

/// <summary>What the hub sent of a board.</summary>
sealed record Heard(string Board, long Position, JsonElement State);

/// <summary>Somebody who listens to the boards with a program of their own.</summary>
sealed class Listener : IAsyncDisposable
{
    readonly HubConnection connection;
    readonly ConcurrentQueue<Heard> heard = [];
    readonly SemaphoreSlim arrived = new(0);
    int told;

    Listener(HubConnection connection)
    {
        this.connection = connection;
        foreach (var kind in new[] { "moment", "scores", "tally", "turnout", "bell", "cheer", "ended" })
            connection.On<Heard>(kind, frame =>
            {
                heard.Enqueue(frame);
                arrived.Release();
            });
    }

    public IReadOnlyList<Heard> All => [.. heard];

    public bool IsOpen => connection.State == HubConnectionState.Connected;

    public static async Task<Listener> Open(TestHub hub, string? name = null)
    {
        using var visitor = name is null ? null : await hub.As(name);
        return await Open(hub, visitor?.CookieHeader ?? "", hub.Address.GetLeftPart(UriPartial.Authority), null);
    }

    /// <summary>A program's own connection: a token, no cookie and no page.</summary>
    public static Task<Listener> WithToken(TestHub hub, string token) => Open(hub, "", null, token);

    public static async Task<Listener> Open(TestHub hub, string cookies, string? origin, string? token)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new SocketConnections(cookies, origin));
        var query = token is null ? "" : $"access_token={token}";
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(hub.Address) { Scheme = "ws", Path = "/live", Query = query }.Uri));
        var listener = new Listener(builder.Build());
        await listener.connection.StartAsync();
        return listener;
    }

    public Task<Heard?> Sync(string board, long position = -1) => connection.InvokeAsync<Heard?>("Sync", board, position);

    public Task<Heard[]> Watch(string programme, long position = -1) => connection.InvokeAsync<Heard[]>("Watch", programme, position);

    /// <summary>The newest message of a board, of those that came since the last one that was asked for.</summary>
    public async Task<Heard> Next(string board)
    {
        while (await arrived.WaitAsync(TimeSpan.FromSeconds(20)))
        {
            var all = All;
            var at = all.Select(one => one.Board).ToList().LastIndexOf(board);
            if (at < told) continue;
            told = at + 1;
            return all[at];
        }

        throw new AssertionException($"nothing was heard of {board}");
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        arrived.Dispose();
    }
}
