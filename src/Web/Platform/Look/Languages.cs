using System.Globalization;

namespace Activation.Web.Platform.Look;

/// <summary>A language of ours.</summary>
/// <param name="Culture">How dates and figures are written in it.</param>
/// <param name="Name">In itself.</param>
public sealed record Language(string Code, CultureInfo Culture, string Name);

/// <summary>The languages a reader may choose; the first is taken when nothing else is known.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<Language> All =
    [
        new("sv", CultureInfo.GetCultureInfo("sv-SE"), "Svenska"),
        new("da", CultureInfo.GetCultureInfo("da-DK"), "Dansk"),
        new("en", CultureInfo.GetCultureInfo("en-GB"), "English"),
    ];

    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>One of ours that was asked for by an address; the reader's where it is none.</summary>
    public static string Ours(string? asked) => All.Any(language => language.Code == asked) ? asked! : Current;

    public static IEnumerable<Language> Others => All.Where(language => language.Code != Current);
}
