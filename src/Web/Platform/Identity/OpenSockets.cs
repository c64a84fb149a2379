using System.Collections.Concurrent;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.SignalR;

namespace Activation.Web.Platform.Identity;

/// <summary>Sockets of people, by what let them in: what has ended hangs them up. Visitors' sockets have nothing to lose.</summary>
public sealed class OpenSockets(Sessions sessions, Tokens tokens, TimeProvider clock, ILogger<OpenSockets> logger) : BackgroundService
{
    static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, (Guid? Session, Guid? Token, Action HangUp)> open = new();

    public void Add(HubCallerContext caller)
    {
        var (session, token) = (Entry.SessionOf(caller.User!), TokenDoor.TokenOf(caller.User!));
        if (session is not null || token is not null) open[caller.ConnectionId] = (session, token, caller.Abort);
    }

    public void Remove(string connection) => open.TryRemove(connection, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await Look();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A database that does not answer does not end anybody's session either; the next round asks again.
                logger.LogWarning(e, "Sessions of open sockets could not be looked up");
            }
    }

    async Task Look()
    {
        if (open.IsEmpty) return;
        var now = open.ToArray();
        var ended = await sessions.Ended([.. now.Select(one => one.Value.Session).OfType<Guid>().Distinct()]);
        var revoked = await tokens.Revoked([.. now.Select(one => one.Value.Token).OfType<Guid>().Distinct()], clock.GetUtcNow());
        foreach (var (connection, (session, token, hangUp)) in now)
        {
            if (!(session is { } s && ended.Contains(s)) && !(token is { } t && revoked.Contains(t))) continue;
            Remove(connection);
            hangUp();
        }
    }
}
