using System.Text.RegularExpressions;

namespace Activation.Web.Features.Initiatives;

/// <summary>What somebody looks for, as PostgreSQL's full text search takes it: only letters and digits get through.</summary>
public static partial class SearchWords
{
    const int Most = 12;

    // Shorter words are in every title.
    const int TellingLength = 4;

    /// <summary>What a word ends with of which only the beginning has to be there.</summary>
    public const string Begun = ":*";

    /// <summary>PostgreSQL's dictionaries of the languages that people write in.</summary>
    public static readonly IReadOnlyList<(string Language, string Dictionary)> Dictionaries = [("sv", "swedish"), ("da", "danish"), ("en", "english")];

    /// <summary>SQL: a text of which nobody knows in which language it is, taken apart by the rules of each.</summary>
    public static string Vector(string text) => $"({string.Join(" || ", Dictionaries.Select(one => $"to_tsvector('{one.Dictionary}', {text})"))})";

    /// <summary>SQL: words that are looked for by the rules of any of the languages.</summary>
    public static string Query(string words) => $"({string.Join(" || ", Dictionaries.Select(one => $"to_tsquery('{one.Dictionary}', {words})"))})";

    /// <summary>All words have to be there, each at least begun; null when there is nothing to look for.</summary>
    public static string? All(string? text) => Joined(Words(text), " & ");

    /// <summary>The telling words, each at least begun.</summary>
    public static string[] Telling(string? text) => [.. Words(text).Where(word => word.Length >= TellingLength).Take(Most).Select(word => word + Begun)];

    /// <summary>The text anywhere in a line, whatever signs it holds.</summary>
    public static string Within(string text) => $"%{LikeSigns().Replace(text, @"\$0")}%";

    static IEnumerable<string> Words(string? text) => Word().Matches(text ?? "").Select(match => match.Value);

    static string? Joined(IEnumerable<string> words, string by) =>
        string.Join(by, words.Take(Most).Select(word => word + Begun)) is { Length: > 0 } joined ? joined : null;

    [GeneratedRegex(@"[\p{L}\p{Nd}]+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"[\\%_]", RegexOptions.None, 1000)]
    private static partial Regex LikeSigns();
}
