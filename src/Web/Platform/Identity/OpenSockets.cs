using System.Collections.Concurrent;
using System.Security.Claims;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.SignalR;

namespace Activation.Web.Platform.Identity;

/// <summary>Sockets of people, and files on their way to them, by what let them in: what has ended hangs them up. Visitors' have nothing to lose.</summary>
public sealed class OpenSockets(Sessions sessions, Tokens tokens, TimeProvider clock, ILogger<OpenSockets> logger) : BackgroundService
{
    /// <summary>How often all that is open is looked through.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, Line> open = new();

    sealed record Line(Guid? Session, Guid? Token, Func<Task<bool>> MayStay, Action HangUp);

    /// <summary>A socket: which boards it may hear is for <see cref="Live.Usher"/> to say.</summary>
    public void Add(HubCallerContext caller) => Add(caller.ConnectionId, caller.User!, () => Task.FromResult(true), caller.Abort);

    /// <param name="mayStay">Whether who is at the other end still has the right to it.</param>
    public void Add(string connection, ClaimsPrincipal user, Func<Task<bool>> mayStay, Action hangUp)
    {
        var (session, token) = (Entry.SessionOf(user), TokenDoor.TokenOf(user));
        if (session is not null || token is not null) open[connection] = new(session, token, mayStay, hangUp);
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
        foreach (var (connection, line) in now)
        {
            if (!(line.Session is { } s && ended.Contains(s)) && !(line.Token is { } t && revoked.Contains(t)) && await line.MayStay()) continue;
            Remove(connection);
            line.HangUp();
        }
    }
}
