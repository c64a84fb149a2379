using Activation.Domain.Walks;
using Activation.Web.Features.Programmes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Walks;

/// <summary>Somebody does not come, or never asked to: their seat is given back, and nothing is kept of them.</summary>
[AllowAnonymous]
public sealed class OffModel(WalkList walks, ProgrammeDirectory programmes, WalkGuests guests, WalkLinks links) : GuestPage(walks, programmes)
{
    WalkGuest guest = null!;

    public bool IsOff { get; private set; }

    public Task OnGetAsync([FromRoute] string secret) => Found(secret);

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret)
    {
        if (!await Found(secret)) return Page();
        // Forgotten last: when it is cut off in between, the link still works.
        if (guest.Seat is { } seat && !await Decide(Act("off", guest.Guest), (walk, _) => Coming.Leave(walk, seat))) return Page();
        await guests.Forget(guest.Guest);
        IsOff = true;
        return Page();
    }

    async Task<bool> Found(string secret) =>
        links.Read(secret) is { } known && await guests.Find(known) is { } found && await Find((guest = found).Walk);
}
