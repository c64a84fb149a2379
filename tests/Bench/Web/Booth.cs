using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>Where three hundred people vote, one after another, and every time otherwise than the last time.</summary>
sealed class Booth(HttpClient client, IReadOnlyList<Browser> people, IReadOnlyList<int> initiatives)
{
    const int Callers = 32;
    const int SignInsAtOnce = 4;
    int turn = -1;

    public static async Task<Booth> Open(HttpClient client, string data)
    {
        var crowd = await Crowd.Of(client, data);
        var form = $"/p/{Crowd.Programme}/initiatives/{crowd.Initiatives[0]}";
        var people = new Browser[crowd.Members.Count];
        await Parallel.ForAsync(0, people.Length, new ParallelOptions { MaxDegreeOfParallelism = SignInsAtOnce }, async (i, _) =>
            people[i] = await Browser.StepInto(client, crowd.Members[i], form));
        Session.Say($"{people.Length} people have stepped in, {crowd.Initiatives.Count} initiatives take votes");
        return new Booth(client, people, crowd.Initiatives);
    }

    /// <returns>Votes a second that are in the log: what was refused, or changed nothing, does not count.</returns>
    public async Task<double> Run(TimeSpan span)
    {
        var (before, begun) = (await Head(), Stopwatch.GetTimestamp());
        await Load.Closed(Callers, span, _ => Vote());
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return (await Head() - before) / took;
    }

    public Task Vote()
    {
        var (round, person) = Math.DivRem(Interlocked.Increment(ref turn), people.Count);
        // The next initiative for everyone, twice in a row: for it, then not now.
        var initiative = initiatives[round / 2 % initiatives.Count];
        return people[person].Post($"/p/{Crowd.Programme}/initiatives/{initiative}?handler=Vote", round % 2 == 0 ? "Support" : "NotNow");
    }

    async Task<long> Head() =>
        (await client.GetFromJsonAsync<JsonElement>("/health/ready")).GetProperty("log").GetProperty("position").GetInt64();
}
