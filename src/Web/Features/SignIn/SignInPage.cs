using Activation.Web.Platform.Hosting;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Features.SignIn;

/// <summary>A step of signing in: kept by no cache, since it may carry a secret.</summary>
public abstract class SignInPage : PageModel
{
    protected Texts T => HttpContext.RequestServices.GetRequiredService<Texts>();

    protected Entry Entry => HttpContext.RequestServices.GetRequiredService<Entry>();

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Response.KeepNowhere();

    /// <summary>An address of this site; anything else leads home.</summary>
    protected string Local(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/me";

    /// <summary>Says no at a field, and writes down that somebody was told so.</summary>
    /// <param name="about">Whose way in it was, when that is known.</param>
    protected void Refuse(string field, string key, Guid? about = null)
    {
        ModelState.AddModelError(field, T[key]);
        WriteDown(SecurityKinds.SignInFailed, about);
    }

    protected void WriteDown(string kind, Guid? about = null) => HttpContext.RequestServices.GetRequiredService<SecurityLog>().Note(HttpContext, kind, about);

    /// <summary>In, or on to the second factor; null for somebody who is shut out.</summary>
    protected async Task<IActionResult?> Come(Guid person, string way, bool strong, string returnUrl) =>
        await Entry.Come(HttpContext, person, way, strong, Local(returnUrl)) is { } next ? LocalRedirect(next) : null;
}
