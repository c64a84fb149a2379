using System.Diagnostics;
using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Admin.Rules;
using Activation.Web.Features.Points;

namespace Activation.Bench.Log;

/// <summary>Other rules tried on a log of a million events, three in ten of them deeds of people who are counted; and what a voter notices of it.</summary>
static class RulesPreview
{
    const int Events = 1_000_000;
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task Measure(Session session)
    {
        // In minutes are written what takes years: the badges for it would be awarded while something else is measured.
        await using var town = await Town.Start(session.Over, without: typeof(BadgeAward));
        Session.Say($"writing {Events:N0} events");
        await Fill(town);
        var (took, alone, beside) = (new List<double>(), new List<double>(), new List<double>());
        await VotesMeanwhile.P99(town, () => Task.Delay(session.Span));
        for (var round = 0; round < session.Rounds; round++)
        {
            alone.Add(await VotesMeanwhile.P99(town, () => Task.Delay(session.Span)));
            var begun = Stopwatch.GetTimestamp();
            beside.Add(await VotesMeanwhile.P99(town, () => Preview(town, Stopwatch.GetElapsedTime(begun).Ticks)));
            took.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            Session.Say($"round {round + 1}: {took[^1]:N1} s; a vote p99 {beside[^1]:N1} ms, alone {alone[^1]:N1} ms");
        }

        session.Report.Add(new Figure($"a preview on {Events:N0} events", "s", [.. took]));
        session.Report.Add(new Figure($"a vote meanwhile, p99 at {VotesMeanwhile.ASecond}/s", "ms", [.. beside], "without a preview", [.. alone]));
    }

    /// <summary>What an administrator of the demo waits for.</summary>
    public static async Task MeasureDemo(Session session)
    {
        await using var town = await Town.Start(session.Over, without: typeof(BadgeAward));
        await town.ReadModels.WaitFor(await town.Log.Head(), TimeSpan.FromMinutes(1));
        Session.Say($"{await town.Value<long>("select count(*) from deed"):N0} deeds");
        var took = new List<double>();
        for (var round = 0; round < session.Rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            await Preview(town, Stopwatch.GetTimestamp());
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            Session.Say($"round {round + 1}: {took[^1]:N0} ms");
        }

        session.Report.Add(new Figure("a preview on the history of the demo, asked to done", "ms", [.. took], Goal: Goal.Most(1000)));
    }

    static async Task Preview(Town town, long chance)
    {
        var id = Guid.NewGuid();
        var rules = ScoringRules.AtStart with { Shrinkage = 9, Points = PointRules.AtStart with { DecisionInTime = 4 + chance % 2 } };
        await town.Of<Previews>().Ask(town.Here, id, rules, new DateOnly(2000, 1, 1));
        town.Of<PreviewRun>().Ask(id);
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Longest; await Task.Delay(20))
            if (await town.Of<Previews>().Find(town.Here.Id, id) is { State: not ("waiting" or "running") } row)
            {
                if (row.State != "done") throw new InvalidOperationException($"The preview was {row.State}");
                return;
            }

        throw new InvalidOperationException("The preview did not come to an end");
    }

    static async Task Fill(Town town)
    {
        var counted = await town.Column<Guid>("select member from points_choice order by member");
        var activities = await town.Many<Place>("select initiative, activity from activity where submitted_at is not null order by activity");
        var now = DateTimeOffset.UtcNow;
        var turn = 0;
        await Parallel.ForAsync(0, Events, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (_, _) =>
        {
            var i = Interlocked.Increment(ref turn);
            var (member, at) = (Guid.CreateVersion7(), now.AddMinutes(-(long)(Events - i) * 730 * 24 * 60 / Events));
            var (initiative, activity) = i % 10 < 3 ? activities[i % activities.Count] : new Place(town.Open[i % town.Open.Count], Guid.Empty);
            object told = i % 10 < 3
                ? new ActivityReturned(initiative, activity, counted[i % counted.Count], "Skriv var")
                : new VoteCast(initiative, member, town.Here.Municipalities[0].Municipality, Stance.Support, null);
            await town.Log.Append(new Append(Guid.CreateVersion7(), town.Here.Id, member, $"bench-{member:N}", 0, at, [told]), CancellationToken.None);
        });
        await town.Settle();
        Session.Say($"{await town.Value<long>("select count(*) from deed"):N0} deeds of {counted.Count} people who are counted");
    }

    sealed record Place(Guid Initiative, Guid Activity);
}
