using System.Globalization;
using Activation.Bench.Figures;
using Activation.Bench.Web;

namespace Activation.Bench;

/// <summary>What was asked for.</summary>
static class CommandLine
{
    const int UsualRounds = 5;
    const int UsualSeconds = 5;
    const int UsualScreens = 2_000;
    const int UsualInitiatives = 100_000;

    const string Usage = """
        infra/bench [NAME…] [--rounds N] [--seconds N] [--screens N] [--initiatives N]
          NAME         only these; without a name all but growth
          --rounds N   how often each is measured, in turn with what it is held against (5)
          --seconds N  how long one measurement takes (5)
          --screens N  how many watch in live and frames (2000)
          --initiatives N  how many there are at the end of growth (100000)
          --alone      without peers, and nothing is kept: for infra/profile
        Prints a table and appends a JSON line for every figure to artifacts/bench.jsonl.
        infra/bench --page adds the last of them to tests/Bench/figures.jsonl, and writes FIGURES.md beside it.
        What there is:
        """;

    public static async Task<int> Run(string[] args)
    {
        if (args is ["empty-host", var port]) return await EmptyHost.Serve(port);
        if (args is ["bare-hub", var itsPort]) return await BareHub.Serve(itsPort);
        if (args is ["--page"]) return Page.Write([.. Benches.All.Select(bench => bench.Name)]);
        var (names, rounds, seconds, screens, initiatives, alone) = (new List<string>(), UsualRounds, UsualSeconds, UsualScreens, UsualInitiatives, false);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--rounds" && Number(args, ++i) is { } n) rounds = n;
            else if (args[i] == "--seconds" && Number(args, ++i) is { } s) seconds = s;
            else if (args[i] == "--screens" && Number(args, ++i) is { } many) screens = many;
            else if (args[i] == "--alone") alone = true;
            else if (args[i] == "--initiatives" && Number(args, ++i) is { } most) initiatives = most;
            else if (Benches.All.Any(bench => bench.Name == args[i])) names.Add(args[i]);
            else
            {
                Console.WriteLine(Usage);
                foreach (var bench in Benches.All) Console.WriteLine($"  {bench.Name,-12} {bench.What}");
                return args[i] is "--help" or "-h" ? 0 : 2;
            }
        }

        var report = new Report(Machine.Describe(), alone ? null : Kept.Here, isUsual: (screens, initiatives) == (UsualScreens, UsualInitiatives));
        using var session = new Session(rounds, TimeSpan.FromSeconds(seconds), screens, initiatives, alone, report);
        var ended = true;
        foreach (var bench in Benches.All.Where(bench => names.Count == 0 ? !bench.OnlyByName : names.Contains(bench.Name))) ended &= await session.Measure(bench);
        if (!alone) session.Report.Print();
        return ended ? 0 : 1;
    }

    static int? Number(string[] args, int at) =>
        at < args.Length && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
