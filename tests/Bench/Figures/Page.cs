using System.Globalization;
using System.Text;
using Activation.Support;

namespace Activation.Bench.Figures;

/// <summary>The last figures of every benchmark as a page that lies beside the code, with the lines it is made of.</summary>
static class Page
{
    public static string File { get; } = Path.Combine(Repository.Root, "tests", "Bench", "FIGURES.md");

    const string Noisy = "while the machine did other things too";

    const string Head =
        "# Figures\n\nWritten by `infra/bench --page` from what was measured last of each (`figures.jsonl`); not by hand. Min / median / max of the rounds; a ratio is ours by the peer's of the same round. "
        + "A goal is reached when the worst round reaches it, else in the median where that is said. A row that is not of the last run of its table has its day beside it, and its hour (UTC) where it is of the same one. "
        + "Where the time goes, and why a goal is missed: [Profiles](Profiles/README.md).\n";

    /// <summary>Adds what was measured here to what is kept, and writes both.</summary>
    /// <param name="benches">The names of all there are.</param>
    /// <returns>The program's exit code: without figures there is no page.</returns>
    public static int Write(IReadOnlyList<string> benches)
    {
        var kept = Kept.Read(Kept.BesideThePage).With(Kept.Read(Kept.Here)).Of(benches);
        if (kept.Lines.Count == 0)
        {
            Console.WriteLine("Nothing was measured yet.");
            return 1;
        }

        kept.Write(Kept.BesideThePage);
        System.IO.File.WriteAllText(File, Of(kept));
        Console.WriteLine(File);
        return 0;
    }

    public static string Of(Kept kept)
    {
        var page = new StringBuilder(Head);
        foreach (var machine in kept.Lines.GroupBy(line => line.Machine))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {machine.Key}\n");
            foreach (var bench in machine.GroupBy(line => line.Bench)) page.Append(Table(bench.Key, [.. bench]));
        }

        return page.ToString();
    }

    static string Table(string bench, Line[] lines)
    {
        var table = new StringBuilder();
        var last = lines.Max(line => line.At);
        var isNoisy = lines.Where(line => line.At == last).All(line => !line.Calm.IsQuiet);
        table.Append(CultureInfo.InvariantCulture, $"\n### {bench}\n{last.UtcDateTime:yyyy-MM-dd}{(isNoisy ? $", {Noisy}" : "")}\n\n| | ours | beside | ratio | goal |\n|---|---|---|---|---|\n");
        foreach (var line in lines)
        {
            var figure = line.Figure;
            var beside = figure.Peers is { } peers ? $"{figure.Peer}: {Spread.Of(peers)} {figure.Unit}" : "";
            var ratio = figure.Ratios is { } ratios ? Spread.Of(ratios).AsRatio() : "";
            var goal = figure.Goal is { } held ? $"{held}, {(figure.IsMissed ? $"**{figure.Verdict}**" : figure.Verdict)}" : "";
            table.Append(CultureInfo.InvariantCulture, $"| {figure.Name}{Apart(line, last, isNoisy)} | {Spread.Of(figure.Ours)} {figure.Unit} | {beside} | {ratio} | {goal} |\n");
        }

        return table.ToString();
    }

    /// <summary>What is so of this row and not of its whole table.</summary>
    static string Apart(Line line, DateTimeOffset last, bool isNoisy)
    {
        var at = line.At.UtcDateTime;
        var when = line.At == last ? null : at.ToString(at.Date == last.UtcDateTime.Date ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var noise = line.Calm.IsQuiet || (isNoisy && line.At == last) ? null : Noisy;
        return (when ?? noise) is null ? "" : $" ({string.Join(", ", new[] { when, noise }.OfType<string>())})";
    }
}
