using Activation.Bench.Figures;
using Activation.Store.Marten;
using Activation.Support;
using Activation.Web.Platform;

namespace Activation.Bench.Log.OnMarten;

/// <summary>Our appends beside Marten's own, and those of our engine on Marten beside those of our own engine.</summary>
static class AppendsBesideMarten
{
    const int Prepared = 50;

    public static async Task Measure(Session session, PostgresServer server)
    {
        await Measure(session, server, "Marten as it comes", "Marten as it comes", prepared: 0, ByVersion);
        await Measure(session, server, "Marten tuned", $"Marten, Max Auto Prepare {Prepared}", Prepared, ByVersion, Goal.LeastRatio(5));
        await Measure(session, server, "Marten's FetchForWriting", $"Marten, FetchForWriting, Max Auto Prepare {Prepared}", Prepared, (marten, callers, span) => marten.RunFetching(callers, span));
        await OurEngineOnIt(session, server);
    }

    static Task<double> ByVersion(MartenAppends marten, int callers, TimeSpan span) => marten.Run(callers, span);

    static async Task Measure(
        Session session, PostgresServer server, string beside, string peer, int prepared, Func<MartenAppends, int, TimeSpan, Task<double>> run, Goal? goal = null)
    {
        await using var store = await Appends.Empty(session, server);
        await using var marten = await MartenAppends.On(await server.Fresh(), prepared);
        foreach (var callers in new[] { 32, 256 })
        {
            Session.Say($"{Appends.Callers(callers)}, beside {beside}");
            var (ours, theirs) = await session.InTurn(span => Appends.Run(store, callers, span), span => run(marten, callers, span));
            session.Report.Add(new Figure($"appends, {Appends.Callers(callers)}, beside {beside}", "/s", ours, $"{peer}, {Appends.Callers(callers)}", theirs, goal));
        }
    }

    static async Task OurEngineOnIt(Session session, PostgresServer server)
    {
        await using var own = await Appends.Empty(session, server);
        await using var onMarten = new MartenEventStore(await server.Fresh(), EventNames.All());
        await onMarten.Start(session.Over);
        foreach (var callers in new[] { 1, 32, 256 })
        {
            Session.Say($"{Appends.Callers(callers)}, our engine on Marten");
            var (ours, theirs) = await session.InTurn(span => Appends.Run(onMarten, callers, span), span => Appends.Run(own, callers, span));
            session.Report.Add(new Figure($"appends, {Appends.Callers(callers)}, our engine on Marten", "/s", ours, "our own engine", theirs));
        }
    }
}
