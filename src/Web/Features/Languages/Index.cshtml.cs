using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Features.Languages;

/// <summary>Remembers the language in a cookie and goes back to the page one was on.</summary>
[AllowAnonymous]
public sealed class IndexModel(HubSettings settings) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost(string language, string? returnUrl)
    {
        if (RequestLanguage.Cultures.FirstOrDefault(culture => culture.TwoLetterISOLanguageName == language) is not { } chosen) return BadRequest();
        Response.Cookies.Append(
            RequestLanguage.Cookie(settings), CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)), Cookies.Chosen(settings));
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
