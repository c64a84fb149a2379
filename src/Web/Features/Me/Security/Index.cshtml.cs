using Activation.Domain;
using Activation.Web.Features.People;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Me.Security;

/// <summary>Where one is signed in, and by what.</summary>
[SignedIn]
public sealed class IndexModel(
    PeopleDirectory people, Sessions sessions, PasskeyStore store, Passkeys passkeys, Accounts accounts, SecondFactors factors, DirectoryLinks links,
    Directories directories)
    : SecurityPage(people)
{
    const int PasskeysAtMost = 20;

    public IReadOnlyList<SessionRow> Devices { get; private set; } = [];

    public IReadOnlyList<PasskeyRow> Keys { get; private set; } = [];

    public bool HasApp { get; private set; }

    public int RecoveryCodes { get; private set; }

    /// <summary>Directories that open this account, each with what it is called; one that is configured no longer by its key.</summary>
    public IReadOnlyList<(string Key, string Name)> KnownIn { get; private set; } = [];

    /// <summary>They have read what it means.</summary>
    [BindProperty]
    public bool Sure { get; set; }

    /// <summary>Somebody who is set up for two factors shows both before the set-up is changed.</summary>
    public bool MayChange { get; private set; }

    public Task OnGetAsync() => Read();

    public async Task<IActionResult> OnPostCloseAsync(Guid session)
    {
        await sessions.Close(Person.Person, session);
        return session == Session ? LocalRedirect("/") : Back("security.closed");
    }

    public async Task<IActionResult> OnPostCloseOthersAsync()
    {
        await sessions.CloseAll(Person.Person, but: Session);
        return Back("security.closed-others");
    }

    public async Task<IActionResult> OnPostCloseAllAsync()
    {
        await sessions.CloseAll(Person.Person);
        await Entry.Leave(HttpContext);
        return LocalRedirect("/");
    }

    public async Task<IActionResult> OnPostChallengeAsync() => Content(await passkeys.AskForNew(HttpContext, Account), "application/json");

    public async Task<IActionResult> OnPostAddKeyAsync(string? name, string? credential)
    {
        await Read();
        var called = Text.Line(name);
        if (!MayChange) ModelState.AddModelError("", T["security.first-strong"]);
        else if (called.Length is 0 or > 60 || called.Any(char.IsControl)) ModelState.AddModelError("name", T["security.key-name-missing"]);
        else if (Keys.Count >= PasskeysAtMost || await passkeys.Add(HttpContext, Account, credential, called) is not { } proof) ModelState.AddModelError("", T["security.key-failed"]);
        else
        {
            // Made with finger, face or code it was shown already; else its owner could not go on here without signing in anew.
            if (proof.Verified) await sessions.MakeStrong(Session);
            WriteDown(SecurityKinds.PasskeyAdded);
            return Back("security.key-added");
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemoveKeyAsync(string? key)
    {
        await Read();
        if (!MayChange) return Forbid();
        if (Standing.Administers && !HasApp && Keys.All(known => known.Credential == key || !known.Verified))
        {
            ModelState.AddModelError("", T["security.key-last"]);
            return Page();
        }

        if (Keys.Any(known => known.Credential == key))
        {
            await store.Remove(Person.Person, key!);
            WriteDown(SecurityKinds.PasskeyRemoved);
        }

        return Back("security.key-removed");
    }

    /// <summary>The letter with a code always stays as a way in.</summary>
    public async Task<IActionResult> OnPostCutAsync(string? directory)
    {
        await Read();
        if (!MayChange) return Forbid();
        if (!Sure)
        {
            ModelState.AddModelError(nameof(Sure), T["security.directory-unsure"]);
            return Page();
        }

        if (await links.Cut(Person.Person, directory ?? "")) WriteDown(SecurityKinds.DirectoryRemoved);
        return Back("security.directory-removed");
    }

    public async Task<IActionResult> OnPostRemoveAppAsync()
    {
        await Read();
        if (!MayChange || Standing.Administers) return Forbid();
        await factors.TakeAway(Person.Person);
        WriteDown(SecurityKinds.FactorRemoved);
        return Back("security.app-removed");
    }

    async Task Read()
    {
        Devices = await sessions.AllOf(Person.Person);
        Keys = await store.Of(Person.Person);
        KnownIn = [.. (await links.Of(Person.Person)).Select(key => (key, directories.All.FirstOrDefault(one => one.Key == key)?.Name ?? key))];
        HasApp = (await accounts.Find(Person.Person)).FactorSecret is not null;
        MayChange = Standing.Strong || !await accounts.HasTwoFactors(Person.Person);
        RecoveryCodes = HasApp ? await factors.RecoveryCodesLeft(Person.Person) : 0;
    }

    LocalRedirectResult Back(string toast)
    {
        TempData["Toast"] = T[toast];
        return LocalRedirect("/me/security");
    }
}
