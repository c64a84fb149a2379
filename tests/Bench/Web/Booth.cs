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
    public Task<double> Run(TimeSpan span) => Run(span, Vote);

    /// <summary>Everybody says on one initiative what they have said already, by a new form: taken, and nothing changes.</summary>
    public Task<double> RunAgain(TimeSpan span) => Run(span, () => Send(Math.DivRem(Interlocked.Increment(ref turn), people.Count).Remainder, initiatives[0], "Support"));

    /// <returns>False when it was refused.</returns>
    public Task<bool> Vote()
    {
        var (round, person) = Math.DivRem(Interlocked.Increment(ref turn), people.Count);
        // The next initiative for everyone, twice in a row: for it, then not now.
        return Send(person, initiatives[round / 2 % initiatives.Count], round % 2 == 0 ? "Support" : "NotNow");
    }

    static async Task<double> Run(TimeSpan span, Func<Task<bool>> send)
    {
        var refused = 0;
        var asked = await Load.Closed(Callers, span, async _ =>
        {
            if (!await send()) Interlocked.Increment(ref refused);
        });
        return asked - (refused / span.TotalSeconds);
    }

    Task<bool> Send(int person, int initiative, string stance) => people[person].Post($"/p/{Crowd.Programme}/initiatives/{initiative}?handler=Vote", stance);
}
