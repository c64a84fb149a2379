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
        var data = HubProcess.NewData();
        await using var hub = await HubProcess.Start(data);
        using var client = Browser.Connections(hub.Address);
        var voting = new Voting(client, await Crowd.Of(client, data));
        var ours = await Sat(session, hub, voting.Anywhere);
        await using var bare = await HubProcess.Start(BareHub.Command);
        using var toBare = Browser.Connections(bare.Address);
        await LiveFanOut.Copy(client, toBare);
        var theirs = await Sat(session, bare, () => LiveFanOut.Act(toBare));
        Add($"memory of a screen, {Screens:N0} of them at rest", "kB", sat => sat.KilobytesEach);
        Add("processor of the hub meanwhile", "% of a core", sat => sat.Busy);
        Add("from an act to the last of the screens", "ms", sat => sat.Last);

        void Add(string name, string unit, Func<Rested, double> value) =>
            session.Report.Add(new Figure(name, unit, [value(ours)], "a bare SignalR hub", [value(theirs)]));
    }

    static async Task<Rested> Sat(Session session, HubProcess hub, Func<Task<long>> act)
    {
        var before = hub.ResidentMegabytes();
        await using var gallery = await Gallery.Open(hub.Address, LiveFanOut.Board, Screens);
        var used = hub.Used();
        var begun = Stopwatch.GetTimestamp();
        await Task.Delay(Rest, session.Over);
        var busy = (hub.Used() - used) / Stopwatch.GetElapsedTime(begun);
        // Ends the run when one screen is no longer there.
        var seen = await gallery.Watch(TimeSpan.FromSeconds(1), 1, act);
        var rested = new Rested(1_000 * (hub.ResidentMegabytes() - before) / Screens, 100 * busy, seen.Most);
        Session.Say($"{Screens:N0} screens rested {Rest.TotalSeconds:N0} s: {rested}");
        return rested;
    }

    sealed record Rested(double KilobytesEach, double Busy, double Last);
}
