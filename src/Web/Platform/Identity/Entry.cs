using System.Security.Claims;
using System.Text.Json;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Platform.Identity;

/// <summary>Somebody who has shown the first factor and is asked for the second.</summary>
public sealed record Half(Guid Person, string Way, string ReturnUrl);

/// <summary>The last step of every way in: who has shown who they are gets a session, or is first asked for the second factor.</summary>
public sealed class Entry(Sessions sessions, Accounts accounts, SecurityLog log, HubSettings settings, IDataProtectionProvider protection)
{
    /// <summary>Names the session in the cookie.</summary>
    public const string Session = "session";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    readonly ITimeLimitedDataProtector seal = protection.CreateProtector("half signed in").ToTimeLimitedDataProtector();

    string HalfCookie => Cookies.Named(settings, "half");

    /// <summary>Lets somebody in.</summary>
    /// <param name="strong">What they showed was two factors already: a passkey that asked for finger, face or code.</param>
    /// <returns>Where to go from here: a local address. Null for somebody who may not come in.</returns>
    public async Task<string?> Come(HttpContext context, Guid person, string way, bool strong, string returnUrl)
    {
        var account = await accounts.Find(person);
        if (account.DisabledAt is not null) return null;
        if (account.FactorSecret is null || strong)
        {
            await Welcome(context, person, way, strong);
            return returnUrl;
        }

        var half = seal.Protect(JsonSerializer.Serialize(new Half(person, way, returnUrl)), Patience);
        context.Response.Cookies.Append(HalfCookie, half, Cookies.Passing(settings, Patience));
        return "/sign-in/second";
    }

    /// <summary>Who waits at the second step; null for nobody, or somebody who waited too long.</summary>
    public Half? Waiting(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[HalfCookie] is { } cookie ? JsonSerializer.Deserialize<Half>(seal.Unprotect(cookie)) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public async Task Finish(HttpContext context, Half half)
    {
        context.Response.Cookies.Delete(HalfCookie, Cookies.Passing(settings, Patience));
        await Welcome(context, half.Person, half.Way, strong: true);
    }

    async Task Welcome(HttpContext context, Guid person, string way, bool strong)
    {
        await Open(context, person, way, strong);
        log.Note(context, SecurityKinds.SignedIn, person, strong ? way + SecurityLog.Strong : way);
    }

    public async Task Open(HttpContext context, Guid person, string way, bool strong, params Claim[] more)
    {
        // A session that was there before ends: whoever knew its name knows nothing now.
        await End(context);
        var session = await sessions.Open(person, context.Request.Headers.UserAgent, way, strong);
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, person.ToString()), new Claim(Session, session.ToString()), .. more],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = way != Sessions.Demo });
    }

    /// <summary>Signs out here.</summary>
    public async Task Leave(HttpContext context)
    {
        await End(context);
        await context.SignOutAsync();
    }

    async Task End(HttpContext context)
    {
        if (SessionOf(context.User) is { } session && Visit.PersonOf(context.User) is { } person) await sessions.Close(person, session);
    }

    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var session) ? session : null;
}
