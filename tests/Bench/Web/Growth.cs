using System.Diagnostics;
using System.Net;
using Activation.Bench.Figures;
using Activation.Bench.Log;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Points;

namespace Activation.Bench.Web;

/// <summary>The same things done in a programme that becomes a thousand times as large: what grows faster than it should shows as a ratio.</summary>
static class Growth
{
    const int Callers = 32;
    const int RequestsASecond = 200;

    /// <summary>Each is held against the one two places before it: a hundredth.</summary>
    static readonly int[] Sizes = [100, 1_000, 10_000, 100_000];

    const string OneInitiative = "/initiatives/20";

    static readonly (string Name, string Path)[] Pages =
    [
        ("overview", ""), ("initiatives, by votes", "/initiatives"), ("initiatives, searched", "/initiatives?q=b%C3%A4nkar+musik"), ("one initiative", OneInitiative),
        ("scores", "/scores"), ("rates", "/rates"), ("goals", "/goals"), ("journey", "/journey"), ("stories", "/stories"), ("board", "/board"),
    ];

    static readonly (string Name, string Path)[] PagesOfMembers = [("overview", ""), ("initiatives, by votes", "/initiatives"), ("one initiative", OneInitiative), ("rates", "/rates"), ("points", "/points")];

    static readonly Goal HardlyMore = Goal.Most(1.2), HardlySlower = Goal.Least(.8);

    static readonly TimeSpan BetweenDeeds = TimeSpan.FromSeconds(1);

    public static async Task Measure(Session session)
    {
        var found = new List<Dictionary<string, Measured>>();
        foreach (var size in Sizes.Where(size => size <= session.Initiatives))
        {
            // Each size is a programme of its own: as old as the others, and nothing in it that was measured before.
            // In minutes is written what takes years: the badges for it would be awarded while something else is measured.
            await using var town = await Town.Start(session.Over, without: typeof(BadgeAward));
            var growing = new GrowingTown(town, size);
            var begun = Stopwatch.GetTimestamp();
            await growing.Grow();
            var events = await town.Log.Head();
            Session.Say($"{size:N0} initiatives, {events:N0} events, grown in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} s");
            using var client = Browser.Connections(town.Address);
            var member = await Browser.StepInto(client, await town.CoreTeamMember(), $"/p/{Crowd.Programme}{OneInitiative}");
            // What is compiled on the way belongs to no size.
            if (found.Count == 0) await Pass(session, client, member);
            found.Add(await At(session, town, growing, client, member));
            foreach (var (name, measured) in found[^1]) Session.Say($"  {name}: {Spread.Of(measured.Values).Median:N1} {measured.Unit}");
            foreach (var (name, measured) in found[^1]) Add(session, $"{name}, {size:N0} initiatives", measured, found.Count > 2 ? found[^3][name] : null);
            session.Report.Add(new Figure($"events in the log, {size:N0} initiatives", "", [events]));
        }
    }

    static async Task Pass(Session session, HttpClient client, Browser member)
    {
        for (var pass = 0; pass < 3; pass++)
        {
            foreach (var (_, path) in Pages) await Asked(session, () => client.GetAsync($"/p/{Crowd.Programme}{path}"));
            foreach (var (_, path) in PagesOfMembers) await Asked(session, () => member.Get($"/p/{Crowd.Programme}{path}"));
        }
    }

    static void Add(Session session, string name, Measured measured, Measured? hundredth)
    {
        session.Report.Add(new Figure(
            name, measured.Unit, measured.Values, hundredth is null ? null : "the same with a hundredth of the data", hundredth?.Values, measured.Goal));
        if (hundredth is not null && measured.Growth is { } growth)
            session.Report.Add(new Figure($"{name}, by a hundredth", "×", [.. measured.Values.Zip(hundredth.Values, (now, then) => now / then)], Goal: growth));
    }

    static async Task<Dictionary<string, Measured>> At(Session session, Town town, GrowingTown growing, HttpClient client, Browser member)
    {
        var found = new Dictionary<string, Measured>();
        foreach (var (name, path) in Pages)
            found[$"page: {name}, p99 at {RequestsASecond}/s"] = await Page(() => client.GetAsync($"/p/{Crowd.Programme}{path}"));
        // What pages share of what they read is read anew after every deed.
        foreach (var (name, path) in PagesOfMembers)
            found[$"page of a member: {name}, a deed a second meanwhile, p99 at {RequestsASecond}/s"] = await Meanwhile(growing.Deed, () => Page(() => member.Get($"/p/{Crowd.Programme}{path}")));
        var due = 0;
        var asked = await Rounds(session, () => Seconds(async () => due = (await town.Of<NudgeFinder>().Find(town.Here, town.Here.Local(DateTimeOffset.UtcNow))).Count));
        found["all rules of the nudges asked once"] = new("s", asked, Goal.Most(2));
        found["all rules of the nudges, for each that is due"] = new("ms", [.. asked.Select(took => took * 1000 / Math.Max(1, due))], Growth: HardlyMore);
        // A round each: of the largest log it takes minutes.
        found["rebuild of all read models"] = new(
            "events/s", [await town.Log.Head() / await Seconds(() => town.ReadModels.Rebuild(cancellationToken: session.Over))], Goal.Least(60_000), HardlySlower);
        // Last: what is written while it is measured is no part of how large the rest was.
        found[$"append and its read models, {Callers} callers"] = new("/s", await Rounds(session, () => Votes(session, town, growing)), Growth: HardlySlower);
        return found;

        async Task<Measured> Page(Func<Task<HttpResponseMessage>> ask) => new("ms", await Rounds(session, () => Asked(session, ask)), Goal.Most(50), HardlyMore);
    }

    static async Task<T> Meanwhile<T>(Func<Task> deed, Func<Task<T>> measure)
    {
        using var over = new CancellationTokenSource();
        var deeds = Task.Run(async () =>
        {
            for (; !over.IsCancellationRequested; await Task.Delay(BetweenDeeds)) await deed();
        });
        var measured = await measure();
        await over.CancelAsync();
        await deeds;
        return measured;
    }

    static async Task<double[]> Rounds(Session session, Func<Task<double>> measure)
    {
        await measure();
        var values = new double[session.Rounds];
        for (var round = 0; round < values.Length; round++) values[round] = await measure();
        return values;
    }

    static async Task<double> Asked(Session session, Func<Task<HttpResponseMessage>> ask)
    {
        var latencies = new Latencies();
        await Load.Open(RequestsASecond, session.Span, async dueAt =>
        {
            using var answer = await ask();
            await answer.Content.ReadAsByteArrayAsync();
            // Sent away because the hub had no time is the slowest of all answers, and tells how slow: it is no end of the measuring.
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) answer.EnsureSuccessStatusCode();
            latencies.AddSince(dueAt);
        });
        return latencies.Percentiles().P99;
    }

    // Acknowledged is not all: whoever votes reads the page after it, and waits for the read models.
    // Members vote, and vote anew: strangers without end would be counted as present for four weeks.
    static Task<double> Votes(Session session, Town town, GrowingTown growing) => Load.Closed(Callers, session.Span, async caller =>
    {
        var (initiative, member) = (town.Open[caller % town.Open.Count], growing.Voter());
        var vote = new VoteCast(initiative, member, town.Here.Municipalities[0].Municipality, Stance.Support, null);
        var append = new Append(Guid.CreateVersion7(), town.Here.Id, member, $"bench-{Guid.CreateVersion7():N}", 0, DateTimeOffset.UtcNow, [vote]);
        var done = await town.Log.Append(append) as Appended ?? throw new InvalidOperationException("A vote was refused");
        await town.ReadModels.WaitFor(done.Position, TimeSpan.FromSeconds(30));
    });

    static async Task<double> Seconds(Func<Task> act)
    {
        var begun = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <param name="Growth">What it may be by a hundredth of the data; null where it has to grow, or starts from nothing.</param>
    sealed record Measured(string Unit, double[] Values, Goal? Goal = null, Goal? Growth = null);
}
