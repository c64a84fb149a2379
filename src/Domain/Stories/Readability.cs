namespace Activation.Domain.Stories;

/// <summary>How easily a text is read, in the measure that Swedish and Danish readers know.</summary>
/// <param name="Lix">Words a sentence + 100 × the share of words with more than six letters: below 30 very easy, 40 easy, 50 middling, 60 heavy.</param>
/// <param name="Words">How many it was counted from.</param>
/// <param name="LongestSentence">In words.</param>
public sealed record Readability(int Lix, int Words, int LongestSentence)
{
    /// <summary>Fewer words than this say nothing about a text.</summary>
    public const int LeastWords = 30;

    /// <summary>From here on a story asks more of its reader than a newspaper does.</summary>
    public const int Heavy = 45;

    const int LongFrom = 7;

    public bool IsTelling => Words >= LeastWords;

    public bool IsHeavy => IsTelling && Lix >= Heavy;

    public static Readability Of(string text)
    {
        var (words, longWords, sentences, inSentence, longest) = (0, 0, 0, 0, 0);
        foreach (var token in text.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var letters = token.Count(char.IsLetterOrDigit);
            if (letters > 0) (words, inSentence) = (words + 1, inSentence + 1);
            if (letters >= LongFrom) longWords++;
            // What is left of a lone sign is nothing, and ends no sentence.
            if (inSentence == 0 || token.TrimEnd('"', '”', ')', '*', '_') is not [.., '.' or '!' or '?' or ':']) continue;
            (sentences, longest, inSentence) = (sentences + 1, Math.Max(longest, inSentence), 0);
        }

        if (inSentence > 0) (sentences, longest) = (sentences + 1, Math.Max(longest, inSentence));
        return words == 0 ? new(0, 0, 0) : new((int)Math.Round((double)words / sentences + 100.0 * longWords / words), words, longest);
    }
}
