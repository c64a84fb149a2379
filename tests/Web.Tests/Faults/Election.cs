using System.Globalization;
using Activation.Web.Platform;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Npgsql;

namespace Activation.Web.Tests.Faults;

/// <summary>People who vote at a hub that things happen to, round after round, and what they were told.</summary>
sealed class Election : IAsyncDisposable
{
    const int Scripts = 12;
    const int Pages = 2;
    const int Readers = 2;
    const int Initiatives = 10;
    static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(60);
    readonly Random random = new(7);
    readonly List<Voter> voters = [];
    readonly List<PageVoter> pageVoters = [];
    readonly List<Reader> readers = [];
    readonly Checks checks;
    long since;

    Election(HubProgram hub) => (Hub, checks) = (hub, new Checks(hub.Database));

    public HubProgram Hub { get; }

    public Ledger Ledger { get; } = new();

    /// <summary>What everybody votes on.</summary>
    public IReadOnlyList<Open> Open { get; private set; } = [];

    /// <summary>A member who votes when a test says so.</summary>
    public Someone Bystander { get; private set; } = null!;

    public static async Task<Election> Begin()
    {
        var election = new Election(await HubProgram.Sown());
        await election.Gather();
        return election;
    }

    /// <summary>While everybody votes, something happens; then all come to rest, and everything is looked at.</summary>
    /// <param name="strike">What happens, at a random moment.</param>
    /// <param name="mend">What an operator does about it; nothing when the hub has to come back by itself.</param>
    public async Task<Round> Go(Func<Task> strike, Func<Task> mend)
    {
        using var enough = new CancellationTokenSource();
        var told = Ledger.Promises.Count;
        Task[] everybody =
        [
            .. voters.Select(voter => voter.Vote(enough.Token)), .. pageVoters.Select(voter => voter.Vote(enough.Token)),
            .. readers.Select(reader => reader.Follow(enough.Token)),
        ];
        await Task.Delay(random.Next(300, 1500));
        await strike();
        var struckAt = DateTimeOffset.UtcNow;
        await mend();
        var back = await FirstAnswerTo(struckAt);
        await Task.Delay(300);
        await enough.CancelAsync();
        await Task.WhenAll(everybody).WaitAsync(LongestOutage);
        await Task.WhenAll(readers.Select(reader => reader.ReadToTheEnd()));
        IReadOnlyList<Promise> promises = [.. Ledger.Promises.Skip(told)];
        var wrong = await checks.Find(Ledger, since, readers.Select(reader => reader.Seen));
        return new Round(struckAt, back - struckAt, promises, await WrittenUnanswered(promises), wrong);
    }

    /// <summary>How many events in the log are a member's votes on an initiative.</summary>
    public async Task<long> VotesOf(Someone member, Open open)
    {
        await using var command = Hub.Database.CreateCommand("select count(*) from log.event where stream = $1");
        command.Parameters.Add(new() { Value = StreamNames.Ballot(open.Initiative, member.Person).Name });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var voter in voters) voter.Dispose();
        foreach (var voter in pageVoters) voter.Dispose();
        await Hub.DisposeAsync();
    }

    async Task Gather()
    {
        since = await checks.Head();
        var people = await Hub.People("core");
        Open = await OpenTo([.. people.Take(Scripts + Pages + 1).Select(one => one.Person)]);
        Bystander = people[Scripts + Pages];
        foreach (var one in people.Take(Scripts))
            voters.Add(new Voter(new Script(Hub.Address, one.Token, "en"), one.Person, Open, Ledger, new Random(random.Next())));
        foreach (var one in people.Skip(Scripts).Take(Pages))
        {
            var visitor = new Visitor(Hub.Address, "sv");
            await visitor.StepInto(one.Person);
            pageVoters.Add(new PageVoter(visitor, one.Person, Open[0], Ledger));
        }

        var administrator = (await Hub.People("administrator"))[0];
        for (var i = 0; i < Readers; i++) readers.Add(new Reader(Hub.Address, administrator.Token, new Random(random.Next())));
    }

    /// <summary>Initiatives that none of them proposed or has voted on.</summary>
    async Task<IReadOnlyList<Open>> OpenTo(Guid[] people)
    {
        await using var command = Hub.Database.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"""
            select number, initiative from pages.initiative i
             where state = 'proposed' and not voting_closed and voting_until > now() + interval '1 day' and proposer <> all(@people)
               and not exists (select from pages.ballot b where b.initiative = i.initiative and b.member = any(@people)) order by number limit {Initiatives}
            """));
        command.Parameters.Add(new NpgsqlParameter("people", people));
        var open = new List<Open>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) open.Add(new Open(rows.GetInt32(0), rows.GetGuid(1)));
        Assert.That(open, Is.Not.Empty);
        return open;
    }

    async Task<DateTimeOffset> FirstAnswerTo(DateTimeOffset struckAt)
    {
        using var patience = new CancellationTokenSource(LongestOutage);
        while (true)
        {
            var answered = Ledger.Promises.Where(promise => promise.LastSentAt > struckAt).Select(promise => promise.AnsweredAt).ToList();
            if (answered.Count > 0) return answered.Min();
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>How many were in the log before the sending that was answered began: their first answer was lost, not they.</summary>
    async Task<int> WrittenUnanswered(IReadOnlyList<Promise> promises)
    {
        var repeated = promises.Where(promise => promise is { Tries: > 1, Position: not null })
            .ToDictionary(promise => promise.Position!.Value, promise => promise.LastSentAt);
        await using var command = Hub.Database.CreateCommand("select position, recorded_at from log.event where position = any($1)");
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. repeated.Keys] });
        var count = 0;
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            if (rows.GetDateTime(1) < repeated[rows.GetInt64(0)].UtcDateTime) count++;
        return count;
    }
}

/// <summary>What one round of an election came to.</summary>
/// <param name="Back">From the end of the blow to the first answer to something that was sent after it.</param>
/// <param name="WrittenUnanswered">Promises that were written already when they were sent again.</param>
/// <param name="Wrong">What the checks found.</param>
sealed record Round(DateTimeOffset StruckAt, TimeSpan Back, IReadOnlyList<Promise> Promises, int WrittenUnanswered, IReadOnlyList<string> Wrong)
{
    public int Repeated => Promises.Count(promise => promise.Tries > 1);

    public override string ToString() =>
        $"back after {Back.TotalSeconds:0.00} s, {Promises.Count} acknowledged, {Repeated} repeated of which {WrittenUnanswered} were written already, "
        + $"{Wrong.Count} wrong";
}
