using System.Globalization;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.SignalR;

namespace Activation.Web.Platform.Live;

/// <summary>Screens ask to watch; nothing is ever changed from here. Whether a board may be seen is asked for each of them.</summary>
[AllowAnonymous]
public sealed class LiveHub(Boards boards, Watchers watchers, OpenSockets sockets) : Hub
{
    static readonly string[] OfEveryProgramme = ["moment", "scores"];

    /// <summary>Watches a programme's own boards.</summary>
    /// <returns>The boards that are not of <paramref name="position"/>.</returns>
    [EachBoardNeeds]
    public async Task<IReadOnlyList<LiveFrame>> Watch(string programme, long position)
    {
        var frames = new List<LiveFrame>();
        foreach (var kind in OfEveryProgramme)
            if (await Sync($"{programme}/{kind}", position) is { } frame) frames.Add(frame);
        return frames;
    }

    /// <summary>Watches one board, or catches up on it after a break.</summary>
    /// <returns>Its state, also an older one than the screen has: it may be of a log that went back. Null when the screen has it already, or may not see it.</returns>
    [EachBoardNeeds]
    public async Task<LiveFrame?> Sync(string board, long position)
    {
        var http = Context.GetHttpContext()!;
        var person = Visit.PersonOf(Context.User!);
        if (await boards.Open(board, person) is not { } open) return null;
        var watched = new Watched(open, Language(http));
        var seat = new Seat(Context.ConnectionId, person, watched);
        if (!watchers.Add(seat)) return null;
        // Joined first, drawn after: a change in between is sent twice rather than never.
        await Groups.AddToGroupAsync(Context.ConnectionId, watched.Group);
        // What ends a right looks for the seats that are there: whether it ended before this one was, is asked again now that it is.
        if (await boards.Open(board, person) is null)
        {
            watchers.Remove(seat);
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, watched.Group);
            return null;
        }

        var frame = await boards.Draw(open, watched.Language);
        return frame.Position != position ? frame : null;
    }

    public override Task OnConnectedAsync()
    {
        sockets.Add(Context);
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        sockets.Remove(Context.ConnectionId);
        watchers.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    static CultureInfo Language(HttpContext http) =>
        http.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture ?? Look.Languages.All[0].Culture;
}
