using Activation.Domain.Walks;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Programmes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Walks;

/// <summary>
/// Somebody does not come, or never asked to: their seat is given back, and nothing is kept of them. With the walk the link ends for the seat: who came is
/// known then, and all that it still does is forget an address.
/// </summary>
[AllowAnonymous]
public sealed class OffModel(WalkList walks, ProgrammeDirectory programmes, WalkGuests guests, WalkLinks links, WorkShelf works) : GuestPage(walks, programmes)
{
    WalkGuest guest = null!;

    public bool IsOff { get; private set; }

    /// <summary>They had not said yes: somebody else may have typed their address.</summary>
    public bool IsUnasked => guest.Seat is null;

    /// <summary>How they stand; null when they have not said yes.</summary>
    public MySeat? Mine { get; private set; }

    /// <summary>It has begun.</summary>
    public bool IsOver => Listed!.Card.StartsAt <= Now;

    public Task OnGetAsync([FromRoute] string secret) => Found(secret);

    /// <summary>Who waits for a seat on a course takes one that is free.</summary>
    public async Task OnPostTakeAsync([FromRoute] string secret)
    {
        if (!await Found(secret) || Mine is null) return;
        await Decide((walk, now) => walk.Queue.Contains(guest.Seat!.Value) ? Coming.Join(walk, guest.Seat.Value, now) : Domain.Decision.Accept());
        await Found(secret);
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret)
    {
        if (!await Found(secret)) return Page();
        // What they handed in stays, without what says who they are.
        if (IsOver && guest.Seat is { } theirs) await works.ForgetMaker(Listed!.Card.Walk, theirs);
        do
        {
            // Forgotten last: when it is cut off in between, the link still works. And again when another window has said yes meanwhile.
            if (guest.Seat is { } seat && !IsOver && !await Decide((walk, now) => Coming.Leave(walk, seat, now))) return Page();
        }
        while (!await guests.Forget(guest) && await Found(secret));
        IsOff = true;
        return Page();
    }

    async Task<bool> Found(string secret)
    {
        if (links.Read(secret) is not { } known || await guests.Find(known) is not { } found || !await Find((guest = found).Walk)) return false;
        Mine = found.Seat is { } seat ? await StandingOf(seat) : null;
        return true;
    }
}
