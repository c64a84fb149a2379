using System.Text.RegularExpressions;

namespace Activation.Domain.Comments;

/// <summary>How a member is named in a comment: by a number, so that no name stands in the log.</summary>
public static partial class Mention
{
    /// <summary>So many in one comment: more is a mailing.</summary>
    public const int Most = 10;

    /// <summary>What is typed for one is never shorter.</summary>
    public const string Shortest = "@…";

    public static string Of(Guid member) => $"@[{member:N}]";

    /// <summary>A text in pieces: words, and members that it mentions. What only looks like a mention is words.</summary>
    public static IEnumerable<(string Words, Guid? Member)> Pieces(string text, IReadOnlyCollection<Guid> mentioned)
    {
        var from = 0;
        foreach (Match token in Token().Matches(text))
        {
            var member = Guid.ParseExact(token.Groups["member"].ValueSpan, "N");
            if (!mentioned.Contains(member)) continue;
            if (token.Index > from) yield return (text[from..token.Index], null);
            yield return ("", member);
            from = token.Index + token.Length;
        }

        if (from < text.Length) yield return (text[from..], null);
    }

    [GeneratedRegex(@"@\[(?<member>[0-9a-f]{32})\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
