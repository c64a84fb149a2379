using System.Text.Json;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Activation.Web.Platform.Identity;

/// <summary>A person as the framework's passkeys know them.</summary>
public sealed record Account(Guid Person, string Name);

/// <summary>Somebody who has proved to hold a passkey.</summary>
/// <param name="Verified">The device asked for finger, face or code, this time: two factors in one.</param>
public sealed record PasskeyProof(Guid Person, bool Verified);

/// <summary>Passkeys: made on /me/security, shown on /sign-in. The arithmetic is the framework's; keys and challenges are kept by us.</summary>
public sealed class Passkeys(
    IPasskeyHandler<Account> handler, UserManager<Account> people, IOptions<IdentityPasskeyOptions> options, SpentChallenges spent, HubSettings settings,
    IDataProtectionProvider protection)
{
    static readonly TimeSpan Patience = SpentChallenges.Kept;

    readonly ITimeLimitedDataProtector seal = protection.CreateProtector("passkey challenge").ToTimeLimitedDataProtector();

    string Cookie => Cookies.Named(settings, "passkey");

    /// <summary>What the browser makes a new passkey from.</summary>
    public async Task<string> AskForNew(HttpContext context, Account account)
    {
        var wanted = await handler.MakeCreationOptionsAsync(new() { Id = account.Person.ToString(), Name = account.Name, DisplayName = account.Name }, context);
        Keep(context, wanted.AttestationState);
        return wanted.CreationOptionsJson;
    }

    /// <returns>Null when what came is no answer to what was asked.</returns>
    public async Task<PasskeyProof?> Add(HttpContext context, Account account, string? credential, string name)
    {
        if (!IsJson(credential)) return null;
        var made = await handler.PerformAttestationAsync(new() { CredentialJson = credential!, HttpContext = context, AttestationState = await Take(context) });
        if (!made.Succeeded || made.UserEntity.Id != account.Person.ToString()) return null;
        made.Passkey.Name = name;
        return (await people.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded ? new PasskeyProof(account.Person, made.Passkey.IsUserVerified) : null;
    }

    /// <summary>What the browser asks whichever passkey it has: whose it is comes with the answer, so that nothing tells which addresses are known.</summary>
    public async Task<string> AskAnyone(HttpContext context)
    {
        var wanted = await handler.MakeRequestOptionsAsync(null, context);
        Keep(context, wanted.AssertionState);
        return wanted.RequestOptionsJson;
    }

    public async Task<PasskeyProof?> Prove(HttpContext context, string? credential)
    {
        if (!IsJson(credential)) return null;
        var asked = new PasskeyAssertionContext { CredentialJson = credential!, HttpContext = context, AssertionState = await Take(context) };
        // What the framework hands back tells how the key was made, not how it was shown now. So it is shown first to one who takes it with finger, face
        // or code only; what that one refuses has changed nothing, and is shown again to one who also takes a touch.
        var shown = await Strict().PerformAssertionAsync(asked);
        var verified = shown.Succeeded;
        if (!verified) shown = await handler.PerformAssertionAsync(asked);
        if (!shown.Succeeded) return null;
        await people.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        return new PasskeyProof(shown.User.Person, verified);
    }

    PasskeyHandler<Account> Strict() => new(
        people, Options.Create(new IdentityPasskeyOptions { ServerDomain = options.Value.ServerDomain, UserVerificationRequirement = "required" }));

    void Keep(HttpContext context, string? state) =>
        context.Response.Cookies.Append(Cookie, seal.Protect(state ?? "", Patience), Cookies.Passing(settings, Patience));

    // A challenge is answered once: whatever comes of it, it is gone, also for whoever kept the cookie and the answer.
    async Task<string?> Take(HttpContext context)
    {
        context.Response.Cookies.Delete(Cookie, Cookies.Passing(settings, Patience));
        try
        {
            return context.Request.Cookies[Cookie] is { } cookie && seal.Unprotect(cookie) is var state && await spent.Spend(state) ? state : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    static bool IsJson(string? text)
    {
        if (string.IsNullOrEmpty(text)) return false;
        try
        {
            using var read = JsonDocument.Parse(text);
            return read.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
