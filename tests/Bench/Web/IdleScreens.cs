using System.Diagnostics;
using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>Ten thousand screens that watch while nothing happens: what each costs the hub, beside SignalR alone, and whether they are all there when something does.</summary>
static class IdleScreens
{
    const int Screens = 10_000;

    // Longer than SignalR waits between two signs of life, and than it waits for one before it hangs up.
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(45);

    public static async Task Measure(Session session)
    {
        var (ours, theirs) = (new List<Rested>(), new List<Rested>());
        for (var round = 0; round < session.Rounds; round++)
        {
            // Both anew in each round: what the last ten thousand left behind would count for these, and who has voted moves nothing by the same vote.
            var data = HubProcess.NewData();
            await using var hub = await HubProcess.Start(data);
            using var client = Browser.Connections(hub.Address);
            var voting = new Voting(client, await Crowd.Of(client, data));
            ours.Add(await Sat(session, hub, voting.Anywhere));
            await using var bare = await HubProcess.Start(BareHub.Command);
            using var toBare = Browser.Connections(bare.Address);
            await LiveFanOut.Copy(client, toBare);
            theirs.Add(await Sat(session, bare, () => LiveFanOut.Act(toBare)));
        }

        Add("screens that are shown an act after they have rested", "screens", sat => sat.Shown, Goal.Least(Screens));
        Add($"memory of a screen, {Screens:N0} of them at rest", "kB", sat => sat.KilobytesEach);
        Add("processor of the hub meanwhile", "% of a core", sat => sat.Busy);
        Add("from an act to the last of the screens", "ms", sat => sat.Last);

        void Add(string name, string unit, Func<Rested, double> value, Goal? goal = null) =>
            session.Report.Add(new Figure(name, unit, [.. ours.Select(value)], "a bare SignalR hub", [.. theirs.Select(value)], goal));
    }

    static async Task<Rested> Sat(Session session, HubProcess hub, Func<Task<long>> act)
    {
        var before = hub.ResidentMegabytes();
        await using var gallery = await Gallery.Open(hub.Address, LiveFanOut.Board, Screens);
        var used = hub.Used();
        var begun = Stopwatch.GetTimestamp();
        await Task.Delay(Rest, session.Over);
        var busy = (hub.Used() - used) / Stopwatch.GetElapsedTime(begun);
        // Ends the benchmark when one screen is no longer there.
        var seen = await gallery.Watch(TimeSpan.FromSeconds(1), 1, act);
        var rested = new Rested(gallery.Shown, 1_000 * (hub.ResidentMegabytes() - before) / Screens, 100 * busy, seen.Most);
        Session.Say($"{Screens:N0} screens rested {Rest.TotalSeconds:N0} s: {rested}");
        return rested;
    }

    sealed record Rested(int Shown, double KilobytesEach, double Busy, double Last);
}
