using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.SignIn;

/// <summary>The authenticator app's code, or one from paper.</summary>
[AllowAnonymous]
public sealed class SecondModel(SecondFactors factors) : SignInPage
{
    [BindProperty]
    public string? Code { get; set; }

    public IActionResult OnGet() => Entry.Waiting(HttpContext) is null ? Redirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Entry.Waiting(HttpContext) is not { } half) return Redirect("/sign-in");
        if (await factors.IsRight(half.Person, Code ?? ""))
        {
            await Entry.Finish(HttpContext, half);
            return LocalRedirect(Local(half.ReturnUrl));
        }

        Refuse(nameof(Code), "sign-in.second-wrong", half.Person);
        return Page();
    }
}
