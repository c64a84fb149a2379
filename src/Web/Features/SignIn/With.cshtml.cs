using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.SignIn;

/// <summary>Over to the municipality's own directory. A link and no form: forms may be sent to this site only.</summary>
[AllowAnonymous]
public sealed class WithModel(Directories directories) : SignInPage
{
    public IActionResult OnGet(string directory, string? returnUrl) => directories.All.FirstOrDefault(one => one.Key == directory) is { } known
        ? Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, Directories.Scheme(known))
        : NotFound();
}
