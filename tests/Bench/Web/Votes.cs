using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>A vote as a browser sends it: cookie, antiforgery, validation, decision, durable, shown by the read models, and a redirect.</summary>
static class Votes
{
    const int Callers = 32;

    // The hub compiles its path anew until some thousand requests have shown how it is used.
    const int WarmUps = 4;

    // A person may send sixty forms at once and two a second: more than this and the limit is measured, not the hub.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);
    static readonly TimeSpan UntilFormsMayBeSent = TimeSpan.FromSeconds(30);
    const double MostlyTaken = .95;

    public static async Task Measure(Session session)
    {
        session = session with { Span = session.Span < Longest ? session.Span : Longest };
        var data = HubProcess.NewData();
        await using var hub = await HubProcess.Start(data);
        await using var empty = await HubProcess.Start(EmptyHost.Command);
        using var toHub = Browser.Connections(hub.Address);
        using var toEmpty = Browser.Connections(empty.Address);
        var booth = await Booth.Open(toHub, data);
        var nobody = await Task.WhenAll(Enumerable.Range(0, Callers).Select(name => Browser.AtEmptyHost(toEmpty, name)));
        var (ours, framework) = await session.InTurn(
            span => booth.Run(span),
            span => Load.Closed(Callers, span, async caller => Taken(await nobody[caller].Post("/form", "Support"))),
            WarmUps);
        var report = session.Report;
        report.Add(new Figure("votes through HTTP", "/s", ours, "a form that does nothing, on a host that does nothing else", framework, Goal.Least(1_500)));
        report.Add(new Figure("our own share of the time of a vote, by the framework's", "×", Share(ours, framework), Goal: Goal.Most(3)));
        await AtHalf(session, booth, (int)(Spread.Of(ours).Median / 2));
        if (!session.Alone) await Parts(session, booth, nobody, ours);
    }

    /// <summary>What a vote is made of: the way to its decision, without what is written and shown for it; and what the framework asks for a form of a page.</summary>
    static async Task Parts(Session session, Booth booth, Browser[] nobody, double[] votes)
    {
        await Task.Delay(UntilFormsMayBeSent);
        var (again, page) = await session.InTurn(
            booth.RunAgain, span => Load.Closed(Callers, span, async caller => Taken(await nobody[caller].Post("/page", "Support"))));
        session.Report.Add(new Figure("the same vote again: decided, and nothing to write", "/s", again, "a form of MVC that does nothing, on a host that does nothing else", page));
        session.Report.Add(new Figure("our own share of the time of a vote, by that of MVC", "×", Share(votes, page)));
    }

    static double[] Share(double[] ours, double[] theirs) => [.. ours.Zip(theirs, (vote, form) => (form / vote) - 1)];

    static async Task AtHalf(Session session, Booth booth, int aSecond)
    {
        await Task.Delay(UntilFormsMayBeSent);
        var (p50, p99) = (new List<double>(), new List<double>());
        for (var round = 0; round < session.Rounds; round++)
        {
            var latencies = new Latencies();
            await Load.Open(aSecond, session.Span, async dueAt =>
            {
                if (await booth.Vote()) latencies.AddSince(dueAt);
            });
            // A few people vote on what is their own; more, and the limit of forms is measured.
            if (latencies.Count < MostlyTaken * aSecond * session.Span.TotalSeconds) throw new InvalidOperationException($"Only {latencies.Count:N0} votes were taken");
            var found = latencies.Percentiles();
            p50.Add(found.P50);
            p99.Add(found.P99);
            Session.Say($"at {aSecond}/s: p50 {found.P50:N1} ms, p99 {found.P99:N1} ms");
        }

        session.Report.Add(new Figure("one vote, at half of that rate, p50", "ms", [.. p50]));
        session.Report.Add(new Figure("one vote, at half of that rate, p99", "ms", [.. p99], Goal: Goal.Most(50)));
    }

    static void Taken(bool taken)
    {
        if (!taken) throw new InvalidOperationException("A form was not taken");
    }
}
