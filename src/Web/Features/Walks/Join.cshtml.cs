using Activation.Domain;
using Activation.Domain.Retention;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Walks;

/// <summary>A walk as a poster or a QR code leads to it: who wants to come leaves an address, and gets a letter.</summary>
[AllowAnonymous]
public sealed class JoinModel(
    WalkList walks, ProgrammeDirectory programmes, WalkGuests guests, WalkLetters letters, RetentionBook retention, SecurityLog log,
    IValidator<JoinModel> validator)
    : GuestPage(walks, programmes)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>A letter is on its way, or was lately: who looks over somebody's shoulder learns nothing of the address.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>For how long after the walk somebody is kept.</summary>
    public int Months { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid walk) => await Found(walk) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid walk)
    {
        if (!await Found(walk)) return NotFound();
        if (!Validation.Run(validator, this, "", null, ModelState, T) || !Listed!.TakesMore(Now)) return Page();
        if (await guests.AreTooMany(Listed.Card)) log.Note(HttpContext, SecurityKinds.TooFast);
        var (email, language) = (EmailAddress.Parse(Email)!, Platform.Look.Languages.Current);
        await letters.Asked(Here, Listed.Card, email, language, await guests.Ask(Listed.Card, Text.Line(Name), email, language));
        IsAsked = true;
        return Page();
    }

    async Task<bool> Found(Guid walk)
    {
        // What is behind a programme that is not everybody's is nobody's business who found its poster.
        if (!await Find(walk) || (!Here.Card.Public && Listed!.IsBehind(Now))) return false;
        Months = (await retention.Of(Here.Id)).Single(rule => rule.Kind == Ageing.WalkGuests).Months!.Value;
        return true;
    }
}
