using Activation.Domain;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Invitations;

/// <summary>The link of an invitation. Opening it changes nothing; the button does.</summary>
[AllowAnonymous]
public sealed class AcceptModel(Inviting invitations, IValidator<AcceptModel> validator) : SignInPage
{
    /// <summary>Null when it opens nothing any more.</summary>
    public OpenInvitation? Invitation { get; private set; }

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
        if (Invitation.Person is null && !Platform.Pages.Validation.Run(validator, this, "", null, ModelState, T)) return Page();
        var language = Platform.Look.Languages.All.FirstOrDefault(one => one.Code == Language)?.Code ?? Invitation.Language;
        if (await invitations.Accept(Invitation, Text.Line(Name), language) is No no)
        {
            ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
            return Page();
        }

        return await Welcome();
    }

    // The mailbox is proved by the link; who has a second factor still shows it.
    async Task<IActionResult> Welcome()
    {
        var person = (await invitations.PersonAt(Invitation!.Email))!.Value;
        TempData["Toast"] = T["invitations.done"];
        return await Come(person, "invitation", strong: false, $"/p/{Invitation.Here.Slug}") ?? LocalRedirect("/no-access");
    }
}

public sealed class AcceptValidator : AbstractValidator<AcceptModel>
{
    const int LongestName = 100;

    public AcceptValidator() => RuleFor(form => form.Name)
        .Must(name => Text.Line(name).Length > 0).WithMessage("invitations.name-missing")
        .Must(name => Text.Line(name).Length <= LongestName && !Text.Line(name).Any(char.IsControl)).WithMessage(Refusals.Texts.TooLong).WithState(_ => new object[] { LongestName });
}
