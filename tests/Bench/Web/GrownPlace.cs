using System.Diagnostics;
using Activation.Bench.Figures;
using Activation.Bench.Log;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Store;
using Activation.Web.Features.Points;

namespace Activation.Bench.Web;

/// <summary>A programme that has grown, and those who look at it and write in it.</summary>
sealed class GrownPlace : IAsyncDisposable
{
    public const string OneInitiative = "/initiatives/20";
    public const int RequestsASecond = 200;
    public const int Callers = 32;

    const int DeedsBefore = 20;

    static readonly TimeSpan BetweenDeeds = TimeSpan.FromSeconds(1);

    readonly GrowingTown growing;
    readonly HttpClient client;
    readonly Dictionary<Role, Browser> signedIn = [];

    GrownPlace(Town town, GrowingTown growing, int size, long events)
    {
        (Town, this.growing, Size, Events) = (town, growing, size, events);
        client = Browser.Connections(town.Address);
    }

    public Town Town { get; }

    /// <summary>Initiatives beside those of the demo.</summary>
    public int Size { get; }

    /// <summary>In its log, when it had grown.</summary>
    public long Events { get; }

    /// <param name="who">Who look at it, beside visitors.</param>
    public static async Task<GrownPlace> Of(int size, IEnumerable<Role> who, CancellationToken over)
    {
        // In minutes is written what takes years: the badges for it would be awarded while something else is measured.
        var town = await Town.Start(over, without: typeof(BadgeAward));
        var years = new GrowingTown(town, size);
        await years.Grow();
        var grown = new GrownPlace(town, years, size, await town.Log.Head(over));
        foreach (var role in who) grown.signedIn[role] = await Browser.StepInto(grown.client, await town.Somebody(role), Path(OneInitiative));
        return grown;
    }

    /// <summary>One page, asked for so many times a second.</summary>
    /// <param name="who">Null for a visitor. While somebody with an account looks, a deed is done each second: what pages share of what they read is read anew after it.</param>
    /// <returns>How long the slowest but a hundredth waited, in milliseconds.</returns>
    public Task<double> P99(string path, Role? who, TimeSpan span) => who is { } role
        ? WhileDeedsAreDone(() => P99(() => signedIn[role].Get(Path(path)), span))
        : P99(() => client.GetAsync(Path(path)), span);

    /// <summary>One page, asked for once after each of some deeds.</summary>
    /// <returns>How long half of them waited at most, in milliseconds.</returns>
    public async Task<double> AfterDeeds(string path, Role who)
    {
        var latencies = new Latencies();
        for (var deed = 0; deed < DeedsBefore; deed++)
        {
            await Deed();
            var begun = Stopwatch.GetTimestamp();
            await Read(() => signedIn[who].Get(Path(path)));
            latencies.AddSince(begun);
        }

        return latencies.Percentiles().P50;
    }

    /// <summary>One more initiative, carried out at once, that the read models show.</summary>
    public async Task Deed()
    {
        await growing.Deed();
        await Town.ReadModels.WaitFor(await Town.Log.Head(), TimeSpan.FromSeconds(30));
    }

    /// <summary>All initiatives as a file, to its end.</summary>
    public async Task File()
    {
        using var answer = await client.GetAsync(Path("/initiatives.csv"), HttpCompletionOption.ResponseHeadersRead);
        await answer.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null);
    }

    /// <summary>Acknowledged is not all: whoever votes reads the page after it, and waits for the read models.</summary>
    /// <returns>Votes a second.</returns>
    // Members vote, and vote anew: strangers without end would be counted as present for four weeks.
    public Task<double> Votes(TimeSpan span) => Load.Closed(Callers, span, async caller =>
    {
        var (initiative, member) = (Town.Open[caller % Town.Open.Count], growing.Voter());
        var vote = new VoteCast(initiative, member, Town.Here.Municipalities[0].Municipality, Stance.Support, null);
        var append = new Append(Guid.CreateVersion7(), Town.Here.Id, member, $"bench-{Guid.CreateVersion7():N}", 0, DateTimeOffset.UtcNow, [vote]);
        var done = await Town.Log.Append(append) as Appended ?? throw new InvalidOperationException("A vote was refused");
        await Town.ReadModels.WaitFor(done.Position, TimeSpan.FromSeconds(30));
    });

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Town.DisposeAsync();
    }

    // A page of nobody's programme, as one's own, begins with a tilde.
    static string Path(string path) => path.StartsWith('~') ? path[1..] : $"/p/{Crowd.Programme}{path}";

    static async Task<double> P99(Func<Task<HttpResponseMessage>> ask, TimeSpan span)
    {
        var latencies = new Latencies();
        await Load.Open(RequestsASecond, span, async dueAt =>
        {
            await Read(ask);
            latencies.AddSince(dueAt);
        });
        return latencies.Percentiles().P99;
    }

    static async Task Read(Func<Task<HttpResponseMessage>> ask)
    {
        using var answer = await ask();
        await answer.Content.ReadAsByteArrayAsync();
        // Sent away because the hub had no time is the slowest of all answers, and tells how slow: it is no end of the measuring.
        if (answer.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable) answer.EnsureSuccessStatusCode();
    }

    async Task<double> WhileDeedsAreDone(Func<Task<double>> measure)
    {
        using var over = new CancellationTokenSource();
        var deeds = Task.Run(async () =>
        {
            for (; !over.IsCancellationRequested; await Task.Delay(BetweenDeeds)) await growing.Deed();
        });
        var measured = await measure();
        await over.CancelAsync();
        await deeds;
        return measured;
    }
}
