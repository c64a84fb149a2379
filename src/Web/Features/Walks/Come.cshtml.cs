using Activation.Domain.Walks;
using Activation.Web.Features.Programmes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Walks;

/// <summary>The link in the letter: that somebody opened it and pressed the button is what verifies their address. Opening it alone changes nothing.</summary>
[AllowAnonymous]
public sealed class ComeModel(WalkList walks, ProgrammeDirectory programmes, WalkGuests guests, WalkLinks links) : GuestPage(walks, programmes)
{
    WalkGuest guest = null!;

    /// <summary>They got a seat just now, or a place in the waiting list.</summary>
    public bool IsComing { get; private set; }

    /// <summary>Which of both; null before they pressed the button.</summary>
    public MySeat? Mine { get; private set; }

    /// <summary>What the link is made of by which they stay at home.</summary>
    public string Off => links.Off(guest.Guest).Segments[^1];

    public Task OnGetAsync([FromRoute] string secret) => Found(secret);

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret)
    {
        if (!await Found(secret)) return Page();
        // Written before the seat is taken: whatever is cut off after it, their links and the sweep know which seat is theirs.
        if (await guests.Take(guest.Guest) is not { } seat || !await Decide((walk, now) => Coming.Join(walk, seat, now))) return Page();
        IsComing = await guests.Confirm(guest.Guest);
        // Another window has sent them home in between: a seat without anybody is nobody's.
        if (!IsComing) await Decide((walk, now) => Coming.Leave(walk, seat, now));
        else Mine = await StandingOf(seat);
        return Page();
    }

    async Task<bool> Found(string secret) => await guests.ByCome(secret) is { } found && await Find((guest = found).Walk);
}
