using System.Text.Encodings.Web;
using System.Text.Json;
using Activation.Support;

namespace Activation.Bench.Figures;

/// <summary>What was measured: the last of each figure, and when each benchmark was last measured whole.</summary>
sealed record Kept(IReadOnlyList<Line> Lines, IReadOnlyList<WholeRun> Runs)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where a run keeps what it measures.</summary>
    public static string Here { get; } = Path.Combine("artifacts", "bench.jsonl");

    /// <summary>Where it lies beside the code: the one source of the page.</summary>
    public static string BesideThePage { get; } = Path.Combine(Repository.Root, "tests", "Bench", "figures.jsonl");

    /// <returns>Nothing where there is no such file.</returns>
    public static Kept Read(string file)
    {
        var (lines, runs) = (new List<Line>(), new List<WholeRun>());
        foreach (var kept in File.Exists(file) ? File.ReadLines(file) : [])
        {
            using var read = JsonDocument.Parse(kept);
            if (read.RootElement.TryGetProperty("rows", out _)) runs.Add(read.Deserialize<WholeRun>(Json)!);
            else lines.Add(read.Deserialize<Line>(Json)!);
        }

        return new Kept([], []).With(new(lines, runs));
    }

    /// <param name="entry">A <see cref="Line"/> or a <see cref="WholeRun"/>.</param>
    public static void Add<T>(string file, T entry)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.AppendAllText(file, JsonSerializer.Serialize(entry, Json) + '\n');
    }

    public void Write(string file) =>
        File.WriteAllLines(file, [.. Lines.Select(line => JsonSerializer.Serialize(line, Json)), .. Runs.Select(run => JsonSerializer.Serialize(run, Json))]);

    /// <summary>What was measured anew takes the place of what it was; all else stays, but what a whole run since then did not tell.</summary>
    public Kept With(Kept others)
    {
        var runs = Runs.Concat(others.Runs).GroupBy(run => (run.Machine, run.Bench)).ToDictionary(same => same.Key, Last);
        var lines = Lines.Concat(others.Lines).GroupBy(line => (line.Machine, line.Bench, line.Figure.Row)).Select(same => same.OrderBy(line => line.At).Last());
        return new(
            [.. lines.Where(line => !IsGone(line)).GroupBy(line => (line.Machine, line.Bench)).SelectMany(section => section.OrderBy(Place))], [.. runs.Values]);

        static WholeRun Last(IEnumerable<WholeRun> same) => same.OrderBy(run => run.At).Last();

        bool IsGone(Line line) => runs.GetValueOrDefault((line.Machine, line.Bench)) is { } run && line.At < run.At && !run.Rows.Contains(line.Figure.Row);

        // As the benchmark tells them; what it did not tell in its last whole run comes after that.
        int Place(Line line) => runs.GetValueOrDefault((line.Machine, line.Bench)) is { } run && Array.IndexOf(run.Rows, line.Figure.Row) is >= 0 and var at ? at : int.MaxValue;
    }

    /// <summary>Only of benchmarks that there are, in their order.</summary>
    public Kept Of(IReadOnlyList<string> benches) => new(
        [.. benches.SelectMany(bench => Lines.Where(line => line.Bench == bench))], [.. benches.SelectMany(bench => Runs.Where(run => run.Bench == bench))]);
}
