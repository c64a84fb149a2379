using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.SignIn;

/// <summary>The link in the letter. Opening it changes nothing: mail filters open every link before their reader does.</summary>
[AllowAnonymous]
public sealed class LinkModel(SignInCodes codes) : SignInPage
{
    public bool Open { get; private set; }

    public async Task OnGetAsync([FromRoute] string secret) => Open = await codes.IsOpen(secret);

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret) =>
        await codes.Follow(secret) is { } given && await Come(given.Person, "code", strong: false, given.ReturnUrl) is { } next ? next : Page();
}
