using Activation.Bench.Figures;

namespace Activation.Bench.Web;

/// <summary>Where three hundred people vote, one after another, and every time otherwise than the last time.</summary>
sealed class Booth(IReadOnlyList<Browser> people, IReadOnlyList<int> initiatives)
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
        return new Booth(people, crowd.Initiatives);
    }

    /// <returns>Votes a second: those that were refused, as of who votes on what is their own, do not count.</returns>
    public async Task<double> Run(TimeSpan span)
    {
        var refused = 0;
        var asked = await Load.Closed(Callers, span, async _ =>
        {
            if (!await Vote()) Interlocked.Increment(ref refused);
        });
        return asked - (refused / span.TotalSeconds);
    }

    /// <returns>False when it was refused.</returns>
    public Task<bool> Vote()
    {
        var (round, person) = Math.DivRem(Interlocked.Increment(ref turn), people.Count);
        // The next initiative for everyone, twice in a row: for it, then not now.
        var initiative = initiatives[round / 2 % initiatives.Count];
        return people[person].Post($"/p/{Crowd.Programme}/initiatives/{initiative}?handler=Vote", round % 2 == 0 ? "Support" : "NotNow");
    }
}
