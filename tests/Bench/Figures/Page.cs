using System.Globalization;
using System.Text;
using Activation.Support;

namespace Activation.Bench.Figures;

/// <summary>The last figures of every benchmark as a page that lies beside the code.</summary>
static class Page
{
    static readonly string File = Path.Combine(Repository.Root, "tests", "Bench", "FIGURES.md");

    const string Head =
        "# Figures\n\nWritten by `infra/bench --page` from what was measured last; not by hand. Min / median / max of the rounds; a ratio is ours by the peer's of the same round. "
        + "A goal is reached when the worst round reaches it, else in the median where that is said. Where the time goes, and why a goal is missed: [Profiles](Profiles/README.md).\n";

    /// <returns>The program's exit code: without figures there is no page.</returns>
    public static int Write()
    {
        if (!System.IO.File.Exists(Line.File))
        {
            Console.WriteLine("Nothing was measured here yet.");
            return 1;
        }

        var sections = Sections();
        foreach (var bench in Line.Last().GroupBy(line => (line.Machine, line.Bench)))
            sections[(bench.Key.Machine.ToString(), bench.Key.Bench)] = Table(bench.Key.Bench, [.. bench]);
        var page = new StringBuilder(Head);
        foreach (var machine in sections.GroupBy(section => section.Key.Machine))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {machine.Key}\n");
            foreach (var (_, table) in machine) page.Append(table);
        }

        System.IO.File.WriteAllText(File, page.ToString());
        Console.WriteLine(File);
        return 0;
    }

    // What was measured at another time, or on another machine, stands until it is measured anew.
    static OrderedDictionary<(string Machine, string Bench), string> Sections()
    {
        var sections = new OrderedDictionary<(string, string), string>();
        if (!System.IO.File.Exists(File)) return sections;
        foreach (var machine in System.IO.File.ReadAllText(File).Split("\n## ").Skip(1))
            foreach (var bench in machine.Split("\n### ").Skip(1))
                sections[(machine.Split('\n')[0], bench.Split('\n')[0])] = $"\n### {bench.TrimEnd()}\n";
        return sections;
    }

    static string Table(string bench, Line[] lines)
    {
        var table = new StringBuilder();
        var noisy = lines.Any(line => !line.Calm.IsQuiet) ? ", while the machine did other things too" : "";
        table.Append(CultureInfo.InvariantCulture, $"\n### {bench}\n{lines.Max(line => line.At):yyyy-MM-dd}{noisy}\n\n| | ours | beside | ratio | goal |\n|---|---|---|---|---|\n");
        foreach (var figure in lines.Select(line => line.Figure))
        {
            var beside = figure.Peers is { } peers ? $"{figure.Peer}: {Spread.Of(peers)} {figure.Unit}" : "";
            var ratio = figure.Ratios is { } ratios ? Spread.Of(ratios).ToString("0.00") : "";
            var goal = figure.Goal is { } held ? $"{held}, {(figure.IsMissed ? $"**{figure.Verdict}**" : figure.Verdict)}" : "";
            table.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {Spread.Of(figure.Ours)} {figure.Unit} | {beside} | {ratio} | {goal} |\n");
        }

        return table.ToString();
    }
}
