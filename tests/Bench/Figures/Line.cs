using System.Text.Json;

namespace Activation.Bench.Figures;

/// <summary>A figure as it is kept: with when, on what and in what calm it was measured.</summary>
sealed record Line(DateTimeOffset At, string Bench, Figure Figure, Machine Machine, Calm Calm)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string File { get; } = Path.Combine("artifacts", "bench.jsonl");

    public void Keep()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(File))!);
        System.IO.File.AppendAllText(File, JsonSerializer.Serialize(this, Json) + '\n');
    }

    /// <summary>The last of each figure, in the order in which they first came.</summary>
    public static IReadOnlyList<Line> Last() =>
        [.. System.IO.File.ReadLines(File).Select(line => JsonSerializer.Deserialize<Line>(line, Json)!).GroupBy(line => (line.Bench, line.Figure.Name)).Select(same => same.Last())];
}
