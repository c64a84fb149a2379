using System.Text;

namespace Activation.Web.Platform.Privacy;

/// <summary>
/// A word as a whole, also as an owner: Ann is not in planning, and Ann's idea, in our languages Anns, is hers. However many spaces or lines lie between a
/// first name and a last one; a number is the same however it is grouped, and with the country before it or without (<see cref="WrittenNumber"/>).
/// </summary>
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

    /// <summary>A telephone number rather than a name or an address.</summary>
    public static bool IsNumber(string word) => WrittenNumber.Of(word) is not null;

    static (int At, int Length) Next(string text, string word, int from)
    {
        if (WrittenNumber.Of(word) is { } number) return number.Next(text, from);
        var first = word.AsSpan(0, FirstSpace(word)).ToString();
        if (first.Length == 0) return (-1, 0);
        for (var at = text.IndexOf(first, from, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(first, at + 1, StringComparison.OrdinalIgnoreCase))
            if (LengthAt(text, word, at) is > 0 and var length) return (at, length);
        return (-1, 0);
    }

    static int FirstSpace(string word)
    {
        for (var at = 0; at < word.Length; at++)
            if (char.IsWhiteSpace(word[at])) return at;
        return word.Length;
    }

    /// <summary>Zero where it is part of another word.</summary>
    static int LengthAt(string text, string word, int at)
    {
        var end = EndOf(text, word, at);
        if (end < 0 || IsLetter(text, at - 1)) return 0;
        if (!IsLetter(text, end)) return end - at;
        return text[end] is 's' or 'S' && !IsLetter(text, end + 1) ? end + 1 - at : 0;
    }

    /// <summary>Where the word ends that begins here; negative when another one does.</summary>
    static int EndOf(string text, string word, int at)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsWhiteSpace(word[i]))
            {
                if (at == text.Length || char.ToUpperInvariant(text[at]) != char.ToUpperInvariant(word[i])) return -1;
                at++;
            }
            else if (i == 0 || !char.IsWhiteSpace(word[i - 1]))
            {
                if (at == text.Length || !char.IsWhiteSpace(text[at])) return -1;
                while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            }
        }

        return at;
    }

    static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
