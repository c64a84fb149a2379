using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.SignIn;

/// <summary>The code from the letter, in the browser that asked for it.</summary>
[AllowAnonymous]
public sealed class CodeModel(HubSettings settings, SignInCodes codes, AskedFor asked) : SignInPage
{
    public bool Demo => settings.Demo;

    [BindProperty]
    public string? Code { get; set; }

    public IActionResult OnGet() => asked.Find(HttpContext) is null ? Redirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var request = asked.Find(HttpContext);
        if (request is { } one && await codes.Try(one, Code ?? "") is { } given
            && await Come(given.Person, "code", strong: false, given.ReturnUrl) is { } next)
        {
            asked.Forget(HttpContext);
            return next;
        }

        Refuse(nameof(Code), "sign-in.code-wrong", request is { } whose ? await codes.WhoAsked(whose) : null);
        return Page();
    }
}
