using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Activation.Web.Tests.Fuzz;

/// <summary>What no person would write, drawn by a seed: the same seed draws the same.</summary>
sealed class Nonsense(Random chance, IReadOnlyList<string> known)
{
    static readonly string[] Nasty =
    [
        "", " ", "\0", "a\0b", "-1", "0", "1", "99999999999999999999", "1e309", "NaN", "-0", "2147483648", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-45",
        "'; drop table x; --", "\\", "%_", "%", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}", "@Model", "${1}",
        "\u202e", "\ufeff", "👩‍👩‍👧‍👦", "İ", "ß", "\r\nSet-Cookie: x=1", "/../../etc/passwd", "//evil.example", "\\\\evil", "true", "on", "null", "undefined",
        "a * b", "a \" b", "a ) b", "a ** _",
        "00000000-0000-0000-0000-000000000000", "{}", "[]", "[0]", "support", "Support", "2", "٣", "١٢",
    ];

    public string Text() => chance.Next(10) switch
    {
        < 4 => Nasty[chance.Next(Nasty.Length)],
        < 7 => known[chance.Next(known.Count)],
        7 => Signs(chance.Next(1, 40)),
        8 => new string((char)chance.Next('!', 0x250), chance.Next(1, 12_000)),
        _ => chance.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>JSON, or what somebody takes for it.</summary>
    public string Json(IReadOnlyList<string> names) => chance.Next(12) switch
    {
        0 => Text(),
        1 => string.Concat(Enumerable.Repeat(chance.Next(2) == 0 ? "[" : "{\"a\":", chance.Next(1, 12_000))),
        2 => "\ufeff{}",
        3 => $$"""{"{{names[chance.Next(names.Count)]}}":1,"{{names[chance.Next(names.Count)]}}":1e999}""",
        _ => JsonSerializer.Serialize(Enumerable.Range(0, chance.Next(6)).Select(_ => names[chance.Next(names.Count)]).Distinct().ToDictionary(name => name, _ => Value(2))),
    };

    object? Value(int depth) => chance.Next(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => chance.Next(2) == 0,
        2 => chance.Next(-3, 120),
        3 => chance.NextInt64(),
        4 or 5 => Paired(Text()),
        6 => new[] { Value(depth - 1), Value(depth - 1) },
        7 => new Dictionary<string, object?> { [known[chance.Next(known.Count)]] = Value(depth - 1), ["value"] = Paired(Text()), ["how"] = Value(0) },
        _ => Array.Empty<object>(),
    };

    string Signs(int length)
    {
        var signs = new StringBuilder();
        for (var i = 0; i < length; i++) signs.Append((char)chance.Next(0x10000));
        return Paired(signs.ToString());
    }

    // Half a character cannot be sent: the way to the hub makes another sign of it.
    static string Paired(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
