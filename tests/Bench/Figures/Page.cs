using System.Globalization;
using System.Text;
using Activation.Support;

namespace Activation.Bench.Figures;

/// <summary>The last figures of every benchmark as a page that lies beside the code.</summary>
static class Page
{
    static readonly string File = Path.Combine(Repository.Root, "tests", "Bench", "FIGURES.md");

    /// <returns>The program's exit code: without figures there is no page.</returns>
    public static int Write()
    {
        if (!System.IO.File.Exists(Line.File))
        {
            Console.WriteLine("Nothing was measured here yet.");
            return 1;
        }

        var page = new StringBuilder(
            "# Figures\n\nWritten by `infra/bench --page` from what was measured last; not by hand. Min / median / max of the rounds; a ratio is ours by the peer's of the same round.\n");
        foreach (var machine in Line.Last().GroupBy(line => line.Machine))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {machine.Key}\n");
            foreach (var bench in machine.GroupBy(line => line.Bench)) Table(page, bench.Key, [.. bench]);
        }

        System.IO.File.WriteAllText(File, page.ToString());
        Console.WriteLine(File);
        return 0;
    }

    static void Table(StringBuilder page, string bench, Line[] lines)
    {
        var noisy = lines.Any(line => !line.Calm.IsQuiet) ? ", while the machine did other things too" : "";
        page.Append(CultureInfo.InvariantCulture, $"\n### {bench}\n{lines.Max(line => line.At):yyyy-MM-dd}{noisy}\n\n| | ours | beside | ratio | goal |\n|---|---|---|---|---|\n");
        foreach (var figure in lines.Select(line => line.Figure))
        {
            var beside = figure.Peers is { } peers ? $"{figure.Peer}: {Spread.Of(peers)} {figure.Unit}" : "";
            var ratio = figure.Ratios is { } ratios ? Spread.Of(ratios).ToString("0.00") : "";
            var goal = figure.Goal is { } held ? $"{held}, {(figure.Reached == true ? "reached" : "**missed**")}" : "";
            page.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {Spread.Of(figure.Ours)} {figure.Unit} | {beside} | {ratio} | {goal} |\n");
        }
    }
}
