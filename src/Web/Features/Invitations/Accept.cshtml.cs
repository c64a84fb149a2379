using Activation.Domain;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Invitations;

/// <summary>
/// The link of an invitation. Opening it changes nothing; the button does. It makes an account and lets in who has none. Who has one signs in as
/// always, and takes the invitation afterwards: a letter that is weeks old opens nobody's account.
/// </summary>
[AllowAnonymous]
public sealed class AcceptModel(Inviting invitations, IValidator<AcceptModel> validator) : SignInPage
{
    /// <summary>Null when it opens nothing any more.</summary>
    public OpenInvitation? Invitation { get; private set; }

    /// <summary>Whose account it is for is not signed in here: that comes first.</summary>
    public bool MustSignIn => Invitation?.Person is { } person && Visit.PersonOf(User) != person;

    /// <summary>The ordinary way in, and back here.</summary>
    public string Entrance => $"/sign-in?returnUrl={Uri.EscapeDataString(Request.Path)}";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    public IEnumerable<SelectListItem> Languages => Platform.Look.Languages.All.Select(one => new SelectListItem(one.Name, one.Code));

    public string Roles => string.Join(", ", Invitation!.Row.ToRoles().Select(role => T[$"roles.{role}"]));

    public async Task OnGetAsync([FromRoute] string secret)
    {
        Invitation = await invitations.Find(secret);
        (Name, Language) = (Invitation?.Name, Invitation?.Language);
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret)
    {
        Invitation = await invitations.Find(secret);
        if (Invitation is null) return Page();
        if (MustSignIn) return LocalRedirect(Entrance);
        if (Invitation.Person is null && !Platform.Pages.Validation.Run(validator, this, "", null, ModelState, T)) return Page();
        var language = Platform.Look.Languages.All.FirstOrDefault(one => one.Code == Language)?.Code ?? Invitation.Language;
        if (await invitations.Accept(Invitation, Text.Line(Name), language) is No no)
        {
            ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
            return Page();
        }

        TempData["Toast"] = T["invitations.done"];
        var home = $"/p/{Invitation.Here.Slug}";
        if (Invitation.Person is not null) return LocalRedirect(home);
        // Somebody else may have made an account of the same address a moment ago: it is let in by its own way only.
        return await invitations.PersonAt(Invitation.Email) == Invitation.Newcomer
            ? await Come(Invitation.Newcomer, "invitation", strong: false, home) ?? LocalRedirect("/no-access")
            : LocalRedirect($"/sign-in?returnUrl={Uri.EscapeDataString(home)}");
    }
}

public sealed class AcceptValidator : AbstractValidator<AcceptModel>
{
    public AcceptValidator() => RuleFor(form => form.Name).Needed("invitations.name-missing").Fits(Text.TitleLimit).Written();
}
