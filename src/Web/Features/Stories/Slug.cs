using System.Text;

namespace Activation.Web.Features.Stories;

/// <summary>A story's address: from its headline, readable, and for ever, unless somebody is named in it who is forgotten or says no.</summary>
public static class Slug
{
    const int Longest = 60;
    const int MarkLength = 6;

    static readonly string[] Taken = ["inbox", "review", "works"];

    /// <param name="id">Makes it the only one where the words alone are not.</param>
    public static string Of(string title, Guid id, bool withMark)
    {
        var words = Words(title);
        return withMark || words.Length == 0 || Taken.Contains(words) ? Marked(words, id) : words;
    }

    /// <summary>The only one of its kind.</summary>
    public static string Marked(string words, Guid id) => $"{words}-{id.ToString("N")[..MarkLength]}".TrimStart('-');

    /// <summary>Words as they stand in an address.</summary>
    public static string Words(string title)
    {
        var made = new StringBuilder();
        foreach (var letter in title.Replace("æ", "ae", StringComparison.OrdinalIgnoreCase).Replace("ø", "o", StringComparison.OrdinalIgnoreCase).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) made.Append(letter);
            else if (char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark && made.Length > 0 && made[^1] != '-') made.Append('-');
        }

        var whole = made.ToString();
        if (whole.Length <= Longest) return whole.Trim('-');
        var cut = whole.LastIndexOf('-', Longest);
        return whole[..(cut > 0 ? cut : Longest)].Trim('-');
    }
}
