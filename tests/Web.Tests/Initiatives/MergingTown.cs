using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Initiatives;

/// <summary>One initiative, its duplicates, and twelve people who say things about them, by the decisions of the domain.</summary>
sealed class MergingTown
{
    static readonly DateTimeOffset Start = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
    static readonly Guid Programme = Id(900);
    static readonly Actor Lead = Person(99, Role.ProgrammeLead);

    readonly Random random;
    readonly Dictionary<string, List<object>> streams = [];
    readonly Actor[] people = [.. Enumerable.Range(1, 12).Select(i => Person(i, Role.CoreTeam))];

    public MergingTown(int seed, int duplicates = 1)
    {
        random = new Random(seed);
        Duplicates = [From, .. Enumerable.Range(103, duplicates - 1).Select(Id)];
        foreach (var (id, proposer) in Duplicates.Select((id, at) => (id, people[2 * at])).Append((Into, people[1])))
        {
            Write(StreamNames.Initiative(id).Name, proposer, new InitiativeProposed(
                id, proposer.Member, proposer.Municipality, [], 1, "Promenad", "", [], [], [], Start.AddDays(80), null));
        }
    }

    public Guid From { get; } = Id(101);

    public Guid Into { get; } = Id(102);

    /// <summary>What may be merged into the one that stays; the first is <see cref="From"/>.</summary>
    public IReadOnlyList<Guid> Duplicates { get; }

    /// <summary>Who proposed the one that stays: nobody votes on their own.</summary>
    public Guid Host => people[1].Member;

    /// <summary>Who took their vote back at the one that stays.</summary>
    public HashSet<Guid> TookBack { get; } = [];

    public List<Recorded> Log { get; } = [];

    public InMemoryReadModels Rows { get; } = new(new InitiativeProjection(), new StandingProjection());

    public InitiativeCard Card(Guid id) => Rows.Find<InitiativeCard>(id)!;

    public Dictionary<Guid, Stance> Voters(Guid id) => Rows.All<BallotRow>().Where(row => row.Initiative == id).ToDictionary(row => row.Member, row => row.Stance);

    public Guid[] Pledgers(Guid id) => [.. Rows.All<PledgeRow>().Where(row => row.Initiative == id).Select(row => row.Member)];

    public bool IsMerged(Guid duplicate) => State(duplicate).MergedInto == Into;

    /// <param name="late">How many answers to the duplicate are decided before, and come into the log after it.</param>
    public void Merge(Guid duplicate, int late = 0)
    {
        var command = new MergeInitiative("samma idé");
        var waiting = people.OrderBy(_ => random.Next()).Take(late).Select(who => Late(duplicate, who)).ToList();
        Decide(StreamNames.Initiative(Into), Lead, Merging.TakeIn(State(Into), State(duplicate), command, Lead, Now));
        Decide(StreamNames.Initiative(duplicate), Lead, Merging.Merge(State(duplicate), State(Into), command, Lead, Now));
        Assert.That(Card(duplicate).MergedInto, Is.EqualTo(Into));
        foreach (var write in waiting) write();
    }

    public void Undo(Guid duplicate)
    {
        Decide(StreamNames.Initiative(duplicate), Lead, Merging.Undo(State(duplicate), State(Into), new UndoMerge(), Lead, Now));
        Decide(StreamNames.Initiative(Into), Lead, Merging.LetGo(State(Into), State(duplicate), Lead, Now));
        Assert.That(Card(duplicate).MergedInto, Is.Null);
    }

    /// <summary>Everybody who has said something where it goes on or to what is merged there, as their own streams have it: once each.</summary>
    public IEnumerable<Guid> Said<TSaid>(Func<Guid, Guid, Stream<TSaid>> stream, Func<TSaid, bool> stands) => people.Select(who => who.Member)
        .Where(member => stands(State(stream(Into, member))) || (member != Host && Duplicates.Where(IsMerged).Any(one => stands(State(stream(one, member))))));

    /// <summary>What a member has voted in all of these places.</summary>
    public IReadOnlyCollection<Stance> Stances(Guid member) => State(StreamNames.Ballot(Into, member)).Stance is { } own
        ? [own]
        : [.. Duplicates.Where(IsMerged).Select(one => State(StreamNames.Ballot(one, member)).Stance).OfType<Stance>()];

    public void Act(int times)
    {
        for (var i = 0; i < times; i++) Act(random.Next(Duplicates.Count + 1) is var at && at < Duplicates.Count ? Duplicates[at] : Into, people[random.Next(people.Length)]);
    }

    public void CardsHoldTheirRows(int seed)
    {
        foreach (var id in Duplicates.Append(Into))
        {
            var (card, votes) = (Card(id), Voters(id));
            Assert.That(card.Supports, Is.EqualTo(votes.Values.Count(stance => stance == Stance.Support)), $"supports, {seed}");
            Assert.That(card.NotNows, Is.EqualTo(votes.Values.Count(stance => stance == Stance.NotNow)), $"not now, {seed}");
            Assert.That(card.Pledges, Is.EqualTo(Pledgers(id).Length), $"pledges, {seed}");
            Assert.That(card.PledgesFrom.Values.Sum(), Is.EqualTo(card.Pledges), $"by municipality, {seed}");
        }
    }

    /// <summary>All that a card says but when it was last touched.</summary>
    public static string Told(InitiativeCard card) => System.Text.Json.JsonSerializer.Serialize(
        card with { LastAt = default, PledgesFrom = new(card.PledgesFrom.OrderBy(from => from.Key, StringComparer.Ordinal)) });

    void Act(Guid id, Actor who)
    {
        var (vote, pledge) = (StreamNames.Ballot(id, who.Member), StreamNames.Pledge(id, who.Member));
        switch (random.Next(8))
        {
            case < 4: Decide(vote, who, Voting.Cast(State(id), State(vote), new CastVote((Stance)random.Next(2)), who, Now)); break;
            case 4: Unvote(id, who); break;
            case 5 or 6: Decide(pledge, who, Pledging.Make(State(id), State(pledge), new MakePledge(random.Next(2) == 0 ? null : "fika"), who, Now)); break;
            default: StepBack(id, who); break;
        }
    }

    // In steps, as the hub takes them: here, then where it was said.
    void Unvote(Guid id, Actor who)
    {
        var moved = TakenIn(id).Select(from => State(StreamNames.Ballot(from, who.Member))).FirstOrDefault(vote => vote.Stance is not null) ?? Ballot.None;
        if (!Decide(StreamNames.Ballot(id, who.Member), who, Voting.Withdraw(State(id), State(StreamNames.Ballot(id, who.Member)).Or(moved), new WithdrawVote(), who, Now))) return;
        foreach (var from in TakenIn(id))
        {
            Decide(StreamNames.Ballot(from, who.Member), who, Voting.TakeBack(State(from), id, State(StreamNames.Ballot(from, who.Member)), who));
            TookBack.Add(who.Member);
        }
    }

    void StepBack(Guid id, Actor who)
    {
        var moved = TakenIn(id).Select(from => State(StreamNames.Pledge(from, who.Member))).FirstOrDefault(pledge => pledge.IsMade) ?? Pledge.None;
        if (!Decide(StreamNames.Pledge(id, who.Member), who, Pledging.Withdraw(State(id), State(StreamNames.Pledge(id, who.Member)).Or(moved), new WithdrawPledge(), who, Now))) return;
        foreach (var from in TakenIn(id)) Decide(StreamNames.Pledge(from, who.Member), who, Pledging.TakeBack(State(from), id, State(StreamNames.Pledge(from, who.Member)), who));
    }

    Guid[] TakenIn(Guid id) => [.. State(id).TakenIn.Keys.Order()];

    // Decided now, written when it is called.
    Action Late(Guid id, Actor who)
    {
        var (vote, pledge) = (StreamNames.Ballot(id, who.Member), StreamNames.Pledge(id, who.Member));
        return random.Next(4) switch
        {
            0 => Deciding(vote, Voting.Cast(State(id), State(vote), new CastVote((Stance)random.Next(2)), who, Now)),
            1 => Deciding(vote, Voting.Withdraw(State(id), State(vote), new WithdrawVote(), who, Now)),
            2 => Deciding(pledge, Pledging.Make(State(id), State(pledge), new MakePledge("kaka"), who, Now)),
            _ => Deciding(pledge, Pledging.Withdraw(State(id), State(pledge), new WithdrawPledge(), who, Now)),
        };

        Action Deciding<TState>(Stream<TState> stream, Decision decision) => () => Decide(stream, who, decision);
    }

    DateTimeOffset Now => Start.AddMinutes(Log.Count);

    Initiative State(Guid id) => State(StreamNames.Initiative(id));

    TState State<TState>(Stream<TState> stream) =>
        streams.TryGetValue(stream.Name, out var events) ? events.Aggregate(stream.None, stream.Evolve) : stream.None;

    /// <returns>False when it was refused.</returns>
    bool Decide<TState>(Stream<TState> stream, Actor actor, Decision decision)
    {
        if (decision is Accepted accepted) Write(stream.Name, actor, [.. accepted.Events]);
        return decision is Accepted;
    }

    void Write(string stream, Actor actor, params object[] events)
    {
        if (!streams.TryGetValue(stream, out var before)) streams[stream] = before = [];
        foreach (var e in events)
        {
            before.Add(e);
            Log.Add(new Recorded(Log.Count + 1, Programme, stream, before.Count, "", Guid.NewGuid(), actor.Member, Now, e));
            Rows.Fold(Log[^1]);
        }
    }

    static Actor Person(int number, Role role) => new(Id(number), number % 2 == 0 ? "astorp" : "klippan", new HashSet<Role> { role }, new HashSet<string>());

    static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
