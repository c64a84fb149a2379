using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>From sending a vote to the number on somebody else's screen: 500 screens on one initiative, while votes arrive.</summary>
static class VoteToFrame
{
    const int Screens = 500;

    public static async Task Measure(Session session)
    {
        var data = HubProcess.NewData();
        await using var hub = await HubProcess.Start(data);
        using var client = Browser.Connections(hub.Address);
        var crowd = await Crowd.Of(client, data);
        var voting = new Voting(client, crowd);
        await using var screens = await Gallery.Open(hub.Address, $"{Crowd.Programme}/turnout/{crowd.Initiatives[0]}", Screens);
        Session.Say($"{Screens} screens are open");
        var rounds = new List<Seen>();
        await screens.Watch(session.Span / 2, voting.OnOne);
        for (var round = 0; round < session.Rounds; round++)
        {
            rounds.Add(await screens.Watch(session.Span, voting.OnOne));
            Session.Say($"{rounds[^1]}");
        }

        var (report, what) = (session.Report, $"vote → frame, {Screens} screens, {Gallery.ActsASecond} votes a second");
        report.Add(new Figure($"{what}, p50", "ms", [.. rounds.Select(seen => seen.P50)]));
        report.Add(new Figure($"{what}, p95", "ms", [.. rounds.Select(seen => seen.P95)], Goal: Goal.Most(300)));
        report.Add(new Figure($"{what}, p99", "ms", [.. rounds.Select(seen => seen.P99)], Goal: Goal.Most(1_000)));
    }
}
