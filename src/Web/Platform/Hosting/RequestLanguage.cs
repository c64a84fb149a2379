using System.Globalization;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Localization;

namespace Activation.Web.Platform.Hosting;

/// <summary>The language of a request: chosen before, else what the browser asks for, else Swedish.</summary>
static class RequestLanguage
{
    public static string Cookie(HubSettings settings) => Cookies.Named(settings, "language");

    public static IReadOnlyList<CultureInfo> Cultures { get; } =
        [.. Languages.All.Select(language => language.Culture)];

    public static void Configure(RequestLocalizationOptions options, HubSettings settings)
    {
        var cultures = Cultures.ToList();
        options.DefaultRequestCulture = new RequestCulture(cultures[0]);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie(settings) }, new Asked(cultures)];
    }

    /// <summary>The browser says sv, sv-FI or nb: the first language of ours that it asks for, whatever the country.</summary>
    sealed class Asked(IReadOnlyList<CultureInfo> ours) : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
        {
            var asked = httpContext.Request.GetTypedHeaders().AcceptLanguage
                .OrderByDescending(language => language.Quality ?? 1)
                .Select(language => ours.FirstOrDefault(culture => language.Value.StartsWith(culture.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase)))
                .FirstOrDefault(culture => culture is not null);
            return Task.FromResult(asked is null ? null : new ProviderCultureResult(asked.Name));
        }
    }
}
