using System.Globalization;
using System.Text.Json;

namespace Activation.Bench.Figures;

/// <summary>Keeps what was measured: a JSON line each at once, a table at the end.</summary>
sealed class Report(Machine machine)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    readonly List<(string Bench, Figure Figure)> figures = [];
    readonly string file = Path.Combine("artifacts", "bench.jsonl");
    (string Name, Calm Calm) now;

    public void Begin(string bench, Calm calm) => now = (bench, calm);

    public void Add(Figure figure)
    {
        figures.Add((now.Name, figure));
        var line = new
        {
            At = DateTimeOffset.UtcNow, Bench = now.Name, figure.Name, figure.Unit, figure.Ours, figure.Peer, figure.Peers, figure.Ratios, figure.Goal,
            figure.Reached, Machine = machine, now.Calm,
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.AppendAllText(file, JsonSerializer.Serialize(line, Json) + '\n');
    }

    public void Print()
    {
        Console.WriteLine($"\n{machine.Processor}, {machine.Cores} cores, {machine.MemoryGiB} GiB, {machine.System}, {machine.Runtime}");
        Console.WriteLine("min / median / max of the rounds; a ratio is ours by the peer's of the same round\n");
        foreach (var (bench, figure) in figures) Print(bench, figure);
    }

    static void Print(string bench, Figure figure)
    {
        Console.WriteLine($"{bench,-9} {figure.Name,-58} {Shown(figure.Ours),32} {figure.Unit}");
        if (figure.Peers is { } peers)
        {
            Console.WriteLine($"{"",-9} {"  beside " + figure.Peer,-58} {Shown(peers),32} {figure.Unit}");
            Console.WriteLine($"{"",-9} {"  ratio",-58} {Shown(figure.Ratios!, "0.00"),32}");
        }

        if (figure.Goal is { } goal)
            Console.WriteLine(
                $"{"",-9} {$"  goal: {(goal.OfRatio ? "ratio " : "")}{(goal.AtLeast ? "≥" : "≤")} {goal.Bound.ToString("#,0.##", CultureInfo.InvariantCulture)}",-58} {(figure.Reached == true ? "reached" : "MISSED"),32}");
    }

    static string Shown(double[] values, string? format = null)
    {
        var spread = Spread.Of(values);
        var form = format ?? (spread.Median >= 100 ? "#,0" : "0.0");
        return string.Join(" / ", new[] { spread.Min, spread.Median, spread.Max }.Select(value => value.ToString(form, CultureInfo.InvariantCulture)));
    }
}
