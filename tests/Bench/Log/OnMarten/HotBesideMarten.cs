using Activation.Bench.Figures;
using Activation.Support;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;

namespace Activation.Bench.Log.OnMarten;

/// <summary>Votes on one initiative beside appends to one stream of Marten's, by as many callers. Ours end in the read models, Marten's in its log.</summary>
static class HotBesideMarten
{
    const int Prepared = 50;

    public static async Task Measure(Session session, int callers, Func<TimeSpan, Task<double>> votes)
    {
        var server = await PostgresServer.StartOwn();
        foreach (var (way, also, fetch) in Ways)
        {
            Session.Say($"beside Marten, {way}");
            await using var store = await PlainMarten.On(await server.Fresh(), Prepared, also);
            var (hot, conflicts) = (new HotStream(store, fetch), new List<double>());
            var (ours, theirs) = await session.InTurn(votes, async span =>
            {
                var rate = await hot.Run(callers, span);
                conflicts.Add(hot.ConflictsAnAppend);
                return rate;
            });
            session.Report.Add(new Figure(
                $"votes on one initiative, {callers} callers, beside Marten", "/s", ours, $"Marten, {way}, as many on one stream, Max Auto Prepare {Prepared}", theirs));
            session.Report.Add(new Figure($"Marten, {way}: conflicts", "an append", [.. conflicts.TakeLast(session.Rounds)]));
        }
    }

    // As it comes the whole stream is read and folded each time; and how its documentation advises those whose streams are long, or hot.
    static IEnumerable<(string Way, Action<StoreOptions>? Also, Func<IDocumentSession, string, Task<IEventStream<Standing>>> Fetch)> Ways =>
    [
        ("FetchForWriting", null, (session, stream) => session.Events.FetchForWriting<Standing>(stream)),
        ("FetchForWriting with a snapshot", KeepsSnapshot, (session, stream) => session.Events.FetchForWriting<Standing>(stream)),
        ("FetchForExclusiveWriting with a snapshot", KeepsSnapshot, (session, stream) => session.Events.FetchForExclusiveWriting<Standing>(stream)),
    ];

    static void KeepsSnapshot(StoreOptions marten) => marten.Projections.Snapshot<Standing>(SnapshotLifecycle.Inline);
}
