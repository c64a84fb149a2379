using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>A programme and one of a hundredth of its size, measured in turn in the same minutes: a machine that slows down slows both.</summary>
/// <remarks>Both are in one process: what the collector of garbage does for the whole falls on its hundredth too. The deeds that are done meanwhile, a hundred or two in each, make a
/// hundredth of a hundred initiatives larger and the others hardly.</remarks>
sealed class Pair(Session session, GrownPlace hundredth, GrownPlace whole)
{
    bool wholeFirst;

    /// <summary>Once each for nothing, and then so often.</summary>
    public async Task<Measured> InTurn(Func<GrownPlace, Task<double>> measure)
    {
        await Once(measure);
        var rounds = new List<Measured>();
        for (var round = 0; round < session.Rounds; round++) rounds.Add(await Once(measure));
        return new([.. rounds.SelectMany(round => round.Hundredth)], [.. rounds.SelectMany(round => round.Whole)]);
    }

    /// <remarks>Now one goes first and now the other.</remarks>
    public async Task<Measured> Once(Func<GrownPlace, Task<double>> measure)
    {
        wholeFirst = !wholeFirst;
        if (!wholeFirst) return new([await measure(hundredth)], [await measure(whole)]);
        double[] first = [await measure(whole)];
        return new([await measure(hundredth)], first);
    }

    /// <param name="measured">A value a round.</param>
    /// <param name="goal">For each of the two.</param>
    /// <param name="growth">What the whole may be by its hundredth; null where it has to grow, or starts from nothing.</param>
    public void Tell(string name, string unit, Measured measured, Goal? goal = null, Goal? growth = null)
    {
        Session.Say($"  {name}: {Spread.Of(measured.Whole).Median:N1} {unit}, of a hundredth {Spread.Of(measured.Hundredth).Median:N1}");
        var small = new Figure(Named(hundredth), unit, measured.Hundredth, Goal: goal);
        var large = new Figure(Named(whole), unit, measured.Whole, "the same with a hundredth of the data", measured.Hundredth, goal);
        session.Report.Add(small);
        session.Report.Add(large);
        if (growth is not null) session.Report.Add(new Figure($"{large.Name}, by a hundredth", "×", large.Ratios!, Goal: growth));

        string Named(GrownPlace place) => $"{name}, {place.Size:N0} initiatives";
    }

    /// <summary>A value a round of each.</summary>
    public sealed record Measured(double[] Hundredth, double[] Whole)
    {
        public Measured By(double hundredth, double whole) => new([.. Hundredth.Select(value => value / hundredth)], [.. Whole.Select(value => value / whole)]);
    }
}
