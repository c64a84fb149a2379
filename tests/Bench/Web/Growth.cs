using System.Diagnostics;
using Activation.Bench.Figures;
using Activation.Domain.Members;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Nudges;

namespace Activation.Bench.Web;

/// <summary>The same things done in a programme that becomes a thousand times as large: what grows faster than it should shows as a ratio.</summary>
static class Growth
{
    /// <summary>Each is measured in turn with one of a hundredth, in the same minutes: a machine that slows down slows both.</summary>
    static readonly int[] Sizes = [10_000, 100_000];

    static readonly string LongAgo = DateAsked.Written(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-60));

    static readonly (string Name, string Path, Role? Who)[] Pages =
    [
        ("overview", "", null), ("initiatives, by votes", "/initiatives", null), ("initiatives, searched", "/initiatives?q=b%C3%A4nkar+musik", null),
        ("one initiative", GrownPlace.OneInitiative, null), ("scores", "/scores", null), ("rates", "/rates", null), ("goals", "/goals", null), ("journey", "/journey", null),
        ("stories", "/stories", null), ("board", "/board", null), ("networks", "/networks", null), ("baseline", "/baseline", null), ("walks", "/walks", null),
        ("overview", "", Role.CoreTeam), ("initiatives, by votes", "/initiatives", Role.CoreTeam), ("one initiative", GrownPlace.OneInitiative, Role.CoreTeam), ("rates", "/rates", Role.CoreTeam),
        ("points", "/points", Role.CoreTeam), ("their own", "~/me", Role.CoreTeam), ("comments", "/comments/mine", Role.CoreTeam),
        ("queue", "/queue", Role.Coordinator), ("queue, answered", "/queue?show=decided", Role.Coordinator), ("queue, returned", "/queue?show=returned", Role.Coordinator), ("talks", "/talks", Role.Coordinator), ("what could be told", "/stories/inbox", Role.Communicator),
        ("people", "/admin/people", Role.Administrator), ("audit", "/admin/audit", Role.Administrator), ("audit, by a name", "/admin/audit?who=astrid", Role.Administrator),
    ];

    static readonly string[] LookedBackAt = ["scores", "rates", "points"];

    static readonly Goal HardlyMore = Goal.Most(1.2), HardlySlower = Goal.Least(.8);

    public static async Task Measure(Session session)
    {
        var who = Pages.Select(page => page.Who).OfType<Role>().Distinct().ToList();
        int[] sizes = [.. Sizes.Where(size => size <= session.Initiatives).DefaultIfEmpty(session.Initiatives)];
        foreach (var size in sizes)
        {
            await using var hundredth = await Grown(size / 100);
            await using var whole = await Grown(size);
            // What is compiled on the way belongs to no size.
            if (size == sizes[0]) await Pass(session, hundredth);
            await Measure(session, hundredth, whole);
        }

        async Task<GrownPlace> Grown(int size)
        {
            var begun = Stopwatch.GetTimestamp();
            var grown = await GrownPlace.Of(size, who, session.Over);
            Session.Say($"{size:N0} initiatives, {grown.Events:N0} events, grown in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} s");
            return grown;
        }
    }

    static async Task Pass(Session session, GrownPlace place)
    {
        for (var pass = 0; pass < 3; pass++)
            foreach (var (_, path, who) in Pages) await place.P99(path, who, session.Span);
    }

    static async Task Measure(Session session, GrownPlace hundredth, GrownPlace whole)
    {
        var pair = new Pair(session, hundredth, whole);
        foreach (var (name, path, who) in Pages)
            pair.Tell(PageOf(who, name), "ms", await pair.InTurn(place => place.P99(path, who, session.Span)), Goal.Most(50), HardlyMore);
        // So many past days are nobody's by right: one after another.
        foreach (var figures in LookedBackAt)
            pair.Tell($"page of a member: {figures} of a day that is over, just after a deed, median", "ms", await pair.InTurn(place => place.AfterDeeds($"/{figures}?asOf={LongAgo}", Role.CoreTeam)), Goal.Most(50), HardlyMore);
        var asked = await pair.InTurn(place => Seconds(() => Due(place)));
        pair.Tell("all rules of the nudges asked once", "s", asked, Goal.Most(2));
        pair.Tell("all rules of the nudges, for each that is due", "ms", asked.By(await Due(hundredth) / 1000.0, await Due(whole) / 1000.0), growth: HardlyMore);
        pair.Tell("letters of tomorrow", "s", await pair.InTurn(async place =>
        {
            // What was foreseen before is foreseen no longer.
            await place.Deed();
            return await Seconds(() => place.Town.Of<DryRun>().Tomorrow(place.Town.Here));
        }), Goal.Most(4));
        pair.Tell("file of all initiatives, for a thousand", "ms", await pair.InTurn(async place => await Seconds(place.File) * 1_000_000 / place.Size), growth: HardlyMore);
        // A round each: of the largest log it takes minutes.
        var rebuilt = await pair.Once(async place => await place.Town.Log.Head() / await Seconds(() => place.Town.ReadModels.Rebuild(cancellationToken: session.Over)));
        pair.Tell("rebuild of all read models", "events/s", rebuilt, Goal.Least(60_000), HardlySlower);
        // Last: what is written while it is measured is no part of how large the rest was.
        pair.Tell($"append and its read models, {GrownPlace.Callers} callers", "/s", await pair.InTurn(place => place.Votes(session.Span)), growth: HardlySlower);
        pair.Tell("events in the log", "", new([hundredth.Events], [whole.Events]));
    }

    static string PageOf(Role? who, string name) => who switch
    {
        null => $"page: {name}, p99 at {GrownPlace.RequestsASecond}/s",
        Role.CoreTeam => PageOf("a member", name),
        Role.Administrator => PageOf("an administrator", name),
        { } role => PageOf($"a {role.ToString().ToLowerInvariant()}", name),
    };

    static string PageOf(string who, string name) => $"page of {who}: {name}, a deed a second meanwhile, p99 at {GrownPlace.RequestsASecond}/s";

    static async Task<int> Due(GrownPlace place) => Math.Max(1, (await place.Town.Of<NudgeFinder>().Find(place.Town.Here, place.Town.Here.Local(DateTimeOffset.UtcNow))).Count);

    static async Task<double> Seconds(Func<Task> act)
    {
        var begun = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
