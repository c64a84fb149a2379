using System.Globalization;

namespace Activation.Web.Platform.Look;

/// <summary>The languages a reader may choose, each named in itself.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<(string Code, string Name)> All = [("sv", "Svenska"), ("da", "Dansk"), ("en", "English")];

    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public static IEnumerable<(string Code, string Name)> Others => All.Where(language => language.Code != Current);
}
