namespace Activation.Bench.Figures;

/// <summary>Keeps what was measured: a JSON line each at once, a table at the end.</summary>
/// <param name="file">Where the lines go; null keeps nothing.</param>
/// <param name="isUsual">As many screens and initiatives as without an option: only then a run can be whole.</param>
sealed class Report(Machine machine, string? file, bool isUsual)
{
    readonly List<(string Bench, Figure Figure)> figures = [];
    (string Name, DateTimeOffset At, Calm Calm, bool IsWhole) now;

    public void Begin(string bench, Calm calm) => now = (bench, DateTimeOffset.UtcNow, calm, isUsual);

    public void Add(Figure figure)
    {
        figures.Add((now.Name, figure));
        if (file is not null) Kept.Add(file, new Line(now.At, now.Name, figure, machine, now.Calm));
    }

    /// <summary>Says what is not measured, and why: what is kept of it stays.</summary>
    public void Without(string what)
    {
        Session.Say(what);
        now.IsWhole = false;
    }

    /// <summary>The benchmark came to its end.</summary>
    public void End()
    {
        if (file is null || !now.IsWhole) return;
        string[] rows = [.. figures.Where(one => one.Bench == now.Name).Select(one => one.Figure.Row)];
        Kept.Add(file, new WholeRun(DateTimeOffset.UtcNow, now.Name, machine, rows));
    }

    public void Print()
    {
        Console.WriteLine($"\n{machine}");
        Console.WriteLine("min / median / max of the rounds; a ratio is ours by the peer's of the same round\n");
        foreach (var (bench, figure) in figures) Print(bench, figure);
    }

    static void Print(string bench, Figure figure)
    {
        Console.WriteLine($"{bench,-9} {figure.Name,-58} {Spread.Of(figure.Ours),32} {figure.Unit}");
        if (figure.Peers is { } peers)
        {
            Console.WriteLine($"{"",-9} {"  beside " + figure.Peer,-58} {Spread.Of(peers),32} {figure.Unit}");
            Console.WriteLine($"{"",-9} {"  ratio",-58} {Spread.Of(figure.Ratios!).AsRatio(),32}");
        }

        if (figure.Goal is { } goal)
            Console.WriteLine($"{"",-9} {$"  goal: {goal}",-58} {(figure.IsMissed ? "MISSED" : figure.Verdict),32}");
    }
}
