namespace Activation.Bench.Figures;

/// <summary>Keeps what was measured: a JSON line each at once, a table at the end.</summary>
sealed class Report(Machine machine, bool isKept)
{
    readonly List<(string Bench, Figure Figure)> figures = [];
    (string Name, Calm Calm) now;

    public void Begin(string bench, Calm calm) => now = (bench, calm);

    public void Add(Figure figure)
    {
        figures.Add((now.Name, figure));
        if (isKept) new Line(DateTimeOffset.UtcNow, now.Name, figure, machine, now.Calm).Keep();
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
            Console.WriteLine($"{"",-9} {"  ratio",-58} {Spread.Of(figure.Ratios!).ToString("0.00"),32}");
        }

        if (figure.Goal is { } goal)
            Console.WriteLine($"{"",-9} {$"  goal: {goal}",-58} {(figure.IsMissed ? "MISSED" : figure.Verdict),32}");
    }
}
