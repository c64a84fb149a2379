using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Activation.Web.Platform.Identity;

/// <summary>The browser's half of a code: without it, a code that somebody else reads over a shoulder is of no use.</summary>
public sealed class AskedFor(HubSettings settings, IDataProtectionProvider protection)
{
    readonly ITimeLimitedDataProtector seal = protection.CreateProtector("asked for a code").ToTimeLimitedDataProtector();

    string Name => Cookies.Named(settings, "asked");

    public void Keep(HttpContext context, Guid request) =>
        context.Response.Cookies.Append(Name, seal.Protect(request.ToString(), SignInCodes.Lasts), Cookies.Passing(settings, SignInCodes.Lasts));

    public Guid? Find(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Name] is { } cookie ? Guid.Parse(seal.Unprotect(cookie)) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public void Forget(HttpContext context) => context.Response.Cookies.Delete(Name, Cookies.Passing(settings, SignInCodes.Lasts));
}
