using Activation.Bench.Figures;
using Activation.Domain.Initiatives;
#if MARTEN
using Activation.Store.Marten;
#endif
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;

namespace Activation.Bench.Log;

/// <summary>Everyone votes on one initiative: the whole write path, from reading the states to the read models that show the vote.</summary>
static class HotInitiative
{
    const int Callers = 8;

    public static async Task Measure(Session session)
    {
        await using (var town = await Town.Start(session.Over))
        {
            await Measure(session, town, "", Goal.LeastRatio(.8));
#if MARTEN
            if (!session.Alone) await OnMarten.HotBesideMarten.Measure(session, Callers, span => Run(town, span, _ => town.Open[0]));
#endif
        }

#if MARTEN
        await using var onMarten = await Town.StartOn(MartenEventStore.Name, session.Over);
        await Measure(session, onMarten, ", the log on Marten", goal: null);
#else
        session.Report.Without("built without Marten: no figures beside it, nor of a log on it (ENGINES=marten infra/bench hot)");
#endif
    }

    static async Task Measure(Session session, Town town, string where, Goal? goal)
    {
        var (hot, spread) = await session.InTurn(
            span => Run(town, span, _ => town.Open[0]),
            span => Run(town, span, turn => town.Open[turn % town.Open.Count]));
        session.Report.Add(new Figure(
            $"votes on one initiative, 8 callers{where}", "/s", hot, $"the same over {town.Open.Count} initiatives", spread, goal));
    }

    static Task<double> Run(Town town, TimeSpan span, Func<int, Guid> initiative)
    {
        var turn = 0;
        return Load.Closed(Callers, span, async _ =>
        {
            var outcome = await town.NewVoter().Vote(initiative(Interlocked.Increment(ref turn)), Stance.Support, (_, _) => Task.FromResult<Dose?>(null));
            if (outcome is not Done { Changed: true }) throw new InvalidOperationException($"A vote was not taken: {outcome}");
        });
    }
}
