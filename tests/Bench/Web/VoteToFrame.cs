using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>From sending a vote to the number on somebody else's screen: all screens are on the one initiative that is voted on.</summary>
static class VoteToFrame
{
    // A vote that half a municipality watches, and what the hub is held to.
    const int Few = 500, Calm = 20, Busy = 100;

    // Until what is compiled anew on the way is.
    const int WarmUps = 2;

    public static async Task Measure(Session session)
    {
        var data = HubProcess.NewData();
        await using var hub = await HubProcess.Start(data);
        using var client = Browser.Connections(hub.Address);
        var crowd = await Crowd.Of(client, data);
        var voting = new Voting(client, crowd);
        foreach (var (screens, aSecond) in new[] { (Few, Calm), (session.Screens, Busy) })
        {
            await using var gallery = await Gallery.Open(hub.Address, $"{Crowd.Programme}/turnout/{crowd.Initiatives[0]}", screens);
            Session.Say($"{screens:N0} screens are open");
            var rounds = new List<Seen>();
            for (var round = -WarmUps; round < session.Rounds; round++)
            {
                rounds.Add(await gallery.Watch(session.Span, aSecond, voting.OnOne));
                Session.Say($"{(round < 0 ? "warming up: " : "")}{rounds[^1]}");
            }

            Tell(session.Report, $"vote → frame, {screens:N0} screens, {aSecond} votes a second", rounds[WarmUps..]);
        }
    }

    static void Tell(Report report, string what, List<Seen> rounds)
    {
        report.Add(new Figure($"{what}, p50", "ms", [.. rounds.Select(seen => seen.P50)]));
        report.Add(new Figure($"{what}, p95", "ms", [.. rounds.Select(seen => seen.P95)], Goal: Goal.Most(300)));
        report.Add(new Figure($"{what}, p99", "ms", [.. rounds.Select(seen => seen.P99)], Goal: Goal.Most(1_000)));
    }
}
