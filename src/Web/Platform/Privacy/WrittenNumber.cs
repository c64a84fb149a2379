namespace Activation.Web.Platform.Privacy;

/// <summary>A telephone number as its digits within the country: 070-123 45 67, 0701234567 and +46 (0)70 123 45 67 are one.</summary>
/// <param name="Digits">Without what is dialled before it; of a country that is none of ours with all of it, behind a plus.</param>
public sealed record WrittenNumber(string Digits)
{
    /// <summary>With fewer it might be anything.</summary>
    const int Fewest = 6;

    /// <summary>So many signs between two digits are one number still.</summary>
    const int Between = 3;

    /// <summary>So many digits may be dialled before it.</summary>
    const int Before = 6;

    static readonly string[] Countries = ["46", "45", "47", "358"];

    /// <summary>Null for what holds anything but digits and what groups them.</summary>
    public static WrittenNumber? Of(string word)
    {
        if (word.Any(c => !char.IsAsciiDigit(c) && !Groups(c) && c != '+')) return null;
        var digits = Within(string.Concat(word.Where(char.IsAsciiDigit)), word.TrimStart().StartsWith('+'));
        return digits.Length >= Fewest ? new WrittenNumber(digits) : null;
    }

    /// <summary>Where it stands in a text; negative when it does not.</summary>
    public (int At, int Length) Next(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
            if ((char.IsAsciiDigit(text[at]) || text[at] == '+') && !(at > 0 && char.IsLetterOrDigit(text[at - 1])) && LengthAt(text, at) is > 0 and var length)
                return (at, length);
        return (-1, 0);
    }

    int LengthAt(string text, int at)
    {
        var (abroad, digits, apart) = (text[at] == '+', "", 0);
        for (var end = abroad ? at + 1 : at; end < text.Length && apart <= Between && digits.Length <= Digits.Length + Before; end++)
        {
            if (!char.IsAsciiDigit(text[end]))
            {
                if (!Groups(text[end])) return 0;
                apart++;
                continue;
            }

            (digits, apart) = (digits + text[end], 0);
            var isLast = end + 1 == text.Length || !char.IsAsciiDigit(text[end + 1]);
            if (isLast && Within(digits, abroad) == Digits) return end + 1 - at;
        }

        return 0;
    }

    static string Within(string digits, bool abroad)
    {
        if (!abroad && digits.StartsWith("00", StringComparison.Ordinal)) (digits, abroad) = (digits[2..], true);
        if (abroad)
        {
            if (Countries.FirstOrDefault(country => digits.StartsWith(country, StringComparison.Ordinal)) is not { } known) return $"+{digits}";
            digits = digits[known.Length..];
        }

        return digits.StartsWith('0') ? digits[1..] : digits;
    }

    static bool Groups(char c) => char.IsWhiteSpace(c) || c is '-' or '(' or ')' or '/' or '.' or '\u2011' or '\u2013';
}
