using System.Buffers;
using System.Globalization;
using System.Text;

namespace Activation.Domain;

/// <summary>What people write: cleaned before it is kept, and never longer than somebody will read.</summary>
public static class Text
{
    /// <summary>Characters as a reader counts them: å or a waving family is one.</summary>
    public const int TitleLimit = 120;

    public const int BodyLimit = 4000;

    public const int NoteLimit = 1000;

    /// <summary>Shorter than this is no reason.</summary>
    public const int ReasonAtLeast = 3;

    // One letter can carry thousands of marks, so what is stored is limited as well as what is counted.
    const int CodeUnitsPerCharacter = 8;

    /// <summary>One line: no breaks, single spaces, nothing around it.</summary>
    public static string Line(string? raw) =>
        string.Join(' ', (raw ?? "").Split((char[])[' ', '\t', '\r', '\n', '\u00a0'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Several lines: breaks are newlines, tabs are spaces, nothing around it.</summary>
    public static string Body(string? raw) =>
        (raw ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\t', ' ').Trim();

    /// <summary>Nothing is kept as nothing.</summary>
    public static string? BodyOrNull(string? raw) => Body(raw) is { Length: > 0 } text ? text : null;

    internal static Decision? Title(string? raw) => Line(raw).Length == 0 ? Decision.Refuse(Refusals.Texts.TitleMissing) : Fits(Line(raw), TitleLimit);

    internal static Decision? Reason(string? raw) => Characters(Body(raw), NoteLimit) < ReasonAtLeast
        ? Decision.Refuse(Refusals.Texts.ReasonMissing, ReasonAtLeast)
        : Fits(Body(raw), NoteLimit);

    internal static Decision? Note(string? raw) => Fits(Body(raw), NoteLimit);

    internal static Decision? Long(string? raw) => Fits(Body(raw), BodyLimit);

    internal static Decision? Needed(string? raw, int limit) =>
        Body(raw).Length == 0 ? Decision.Refuse(Refusals.Texts.Missing) : Fits(Body(raw), limit);

    internal static Decision? Fits(string? raw, int limit) =>
        Decision.Unless(Characters(raw ?? "", limit) <= limit, Refusals.Texts.TooLong, limit)
        ?? Decision.Unless(!IsForbidden(raw ?? ""), Refusals.Texts.ForbiddenCharacter);

    static int Characters(string text, int limit) =>
        text.Length > limit * CodeUnitsPerCharacter ? int.MaxValue : new StringInfo(text).LengthInTextElements;

    /// <summary>NUL and its kin, half characters (PostgreSQL keeps neither), and marks that turn the reading direction of what follows.</summary>
    public static bool IsForbidden(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var taken) != OperationStatus.Done) return true;
            if (Rune.IsControl(rune) && rune.Value != '\n') return true;
            if (rune.Value is (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069)) return true;
            rest = rest[taken..];
        }
        return false;
    }
}
