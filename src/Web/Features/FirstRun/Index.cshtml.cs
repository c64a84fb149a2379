using Activation.Domain;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.FirstRun;

/// <summary>The first page of an empty hub. Without one it has no content, as if it had never been.</summary>
[AllowAnonymous]
public sealed class IndexModel(Beginning beginning, IValidator<IndexModel> validator) : SignInPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Programme { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Slug { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public bool Public { get; set; } = true;

    public IEnumerable<SelectListItem> Languages => Platform.Look.Languages.All.Select(one => new SelectListItem(one.Name, one.Code));

    public async Task<IActionResult> OnGetAsync()
    {
        Language = Platform.Look.Languages.Current;
        return await beginning.IsOpen() ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await beginning.IsOpen()) return NotFound();
        if (!Validation.Run(validator, this, "", null, ModelState, T)) return Page();
        if (!beginning.IsRight(Code, HttpContext.Connection.RemoteIpAddress))
        {
            Refuse(nameof(Code), "first-run.code-wrong");
            return Page();
        }

        var first = new FirstProgramme(Programme!, Organisation!, Slug!, Language!, Public);
        var (person, refused) = await beginning.Make(first, Text.Line(Name), EmailAddress.Parse(Email)!, DateTimeOffset.UtcNow);
        if (person is { } made) return await Come(made, "first-run", strong: false, $"/p/{Slug}") ?? NotFound();
        if (refused is null) return NotFound();
        ModelState.AddModelError("", T[refused.Key, [.. refused.Args]]);
        return Page();
    }
}

public sealed class FirstRunValidator : AbstractValidator<IndexModel>
{
    public FirstRunValidator()
    {
        RuleFor(form => form.Name).Needed("invitations.name-missing").Fits(Text.TitleLimit).Written();
        RuleFor(form => form.Email).Must(email => EmailAddress.Parse(email) is not null).WithMessage("sign-in.email-wrong");
        RuleFor(form => form.Programme).Needed("admin.name-missing").Fits(Text.TitleLimit).Written();
        RuleFor(form => form.Organisation).Needed("admin.organisation-missing").Fits(Text.TitleLimit).Written();
        RuleFor(form => form.Slug).Needed(Refusals.Programmes.SlugShape);
        RuleFor(form => form.Language).Must(language => Platform.Texts.Languages.Contains(language)).WithMessage("forms.not-understood");
    }
}
