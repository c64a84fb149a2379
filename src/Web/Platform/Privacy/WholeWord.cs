using System.Text;

namespace Activation.Web.Platform.Privacy;

/// <summary>A word as a whole, also as an owner: Ann is not in planning, and Ann's idea, in our languages Anns, is hers.</summary>
public static class WholeWord
{
    public static bool IsIn(string text, string word) => Next(text, word, 0).At >= 0;

    public static string Blanked(string text, string word, string blank)
    {
        var (at, length) = Next(text, word, 0);
        if (at < 0) return text;
        var left = new StringBuilder();
        var from = 0;
        for (; at >= 0; (at, length) = Next(text, word, from))
        {
            left.Append(text, from, at - from).Append(blank);
            from = at + length;
        }

        return left.Append(text, from, text.Length - from).ToString();
    }

    static (int At, int Length) Next(string text, string word, int from)
    {
        for (var at = text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if (LengthAt(text, word, at) is > 0 and var length) return (at, length);
        return (-1, 0);
    }

    /// <summary>Zero where it is part of another word.</summary>
    static int LengthAt(string text, string word, int at)
    {
        var end = at + word.Length;
        if (IsLetter(text, at - 1)) return 0;
        if (!IsLetter(text, end)) return word.Length;
        return text[end] is 's' or 'S' && !IsLetter(text, end + 1) ? word.Length + 1 : 0;
    }

    static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
