using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.SignIn;

/// <summary>The ways in: a code by mail, a passkey, the municipality's own directory.</summary>
[AllowAnonymous]
public sealed class IndexModel(HubSettings settings, SignInCodes codes, AskedFor asked, Passkeys passkeys, Directories directories) : SignInPage
{
    public bool Demo => settings.Demo;

    public IReadOnlyList<DirectorySettings> Directories => directories.All;

    /// <summary>The directory that whoever comes chose, and that did not answer; by its key.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Away { get; set; }

    public DirectorySettings? Silent => directories.All.FirstOrDefault(one => one.Key == Away);

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string Next => Local(ReturnUrl);

    /// <summary>Signed in, but by less than what they are set up for.</summary>
    public bool NeedsMore => HttpContext.Items[typeof(Standing)] is Standing { LacksFactor: true };

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (EmailAddress.Parse(Email) is not { } address)
        {
            ModelState.AddModelError(nameof(Email), T["sign-in.email-wrong"]);
            return Page();
        }

        var (request, person) = await codes.Ask(address, Next);
        if (person is null) WriteDown(SecurityKinds.Stranger);
        asked.Keep(HttpContext, request);
        return Redirect("/sign-in/code");
    }

    /// <summary>What the browser asks the passkey for.</summary>
    public async Task<IActionResult> OnPostChallengeAsync() => Content(await passkeys.AskAnyone(HttpContext), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        if (await passkeys.Prove(HttpContext, credential) is { } proof
            && await Come(proof.Person, "passkey", proof.Verified, Next) is { } next) return next;
        Refuse("", "sign-in.passkey-wrong");
        return Page();
    }

    public async Task<IActionResult> OnPostOutAsync()
    {
        await Entry.Leave(HttpContext);
        return LocalRedirect("/");
    }
}
