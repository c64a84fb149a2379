using Activation.Web.Features.People;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Me.Security;

/// <summary>Sets up the authenticator app: scan, write its code, keep the recovery codes.</summary>
[SignedIn]
public sealed class SecondModel(PeopleDirectory people, Accounts accounts, SecondFactors factors, Sessions sessions) : SecurityPage(people)
{
    /// <summary>The secret, sealed, while it is being set up; nothing is kept before its first right code.</summary>
    [BindProperty]
    public string? Sealed { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string Next => Local(ReturnUrl);

    public QrCode Qr { get; private set; } = null!;

    /// <summary>For those who cannot scan.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Shown once, when it is done.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await MayChange()) return Forbid();
        Show(Totp.NewSecret());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await MayChange()) return Forbid();
        if (factors.Opened(Sealed) is not { } secret) return RedirectToPage();
        RecoveryCodes = await factors.SetUp(Person.Person, secret, Code ?? "");
        if (RecoveryCodes is null) ModelState.AddModelError(nameof(Code), T["sign-in.second-wrong"]);
        else
        {
            await sessions.MakeStrong(Session);
            WriteDown(SecurityKinds.FactorAdded);
        }

        Show(secret);
        return Page();
    }

    // Whoever finds an open session, or reads the mailbox, must not put their own phone in the place of the app or passkey that is set up.
    async Task<bool> MayChange() => Standing.Strong || !await accounts.HasTwoFactors(Person.Person);

    void Show(byte[] secret)
    {
        ModelState.Remove(nameof(Sealed));
        Sealed = factors.Sealed(secret);
        Typed = string.Join(' ', Totp.Base32(secret).Chunk(4).Select(four => new string(four)));
        Qr = QrCode.Of(Totp.Address(secret, T["look.product"], Person.Email));
    }
}
