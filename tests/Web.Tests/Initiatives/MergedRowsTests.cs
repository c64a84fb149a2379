using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Initiatives;

/// <summary>Whatever people do before, while and after two initiatives are one: everybody counts once, and undone it is as if it had never been.</summary>
public sealed class MergedRowsTests
{
    const int Histories = 150;

    [Test]
    public void Everybody_counts_once_where_two_are_merged()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var town = new Town(seed);
            town.Act(40);
            var (from, into) = (town.Voters(town.From), town.Voters(town.Into));
            var (joined, joinedInto) = (town.Pledgers(town.From), town.Pledgers(town.Into));
            town.Merge();
            var voters = town.Voters(town.Into);
            var everybody = from.Keys.Union(into.Keys).Where(member => member != town.Host).ToArray();
            Assert.That(voters.Keys, Is.EquivalentTo(everybody), $"voters of both, {seed}");
            Assert.That(voters.All(vote => vote.Value == (into.TryGetValue(vote.Key, out var own) ? own : from[vote.Key])), Is.True, $"as they voted, {seed}");
            Assert.That(town.Pledgers(town.Into), Is.EquivalentTo(joined.Union(joinedInto).Where(member => member != town.Host)), $"who is in, {seed}");
            town.Act(40);
            town.CardsHoldTheirRows(seed);
            var counting = town.Rows.All<BallotRow>().Where(row => town.Card(row.Initiative).MergedInto is null).Select(row => (row.Initiative, row.Member));
            Assert.That(counting, Is.Unique);
            Assert.That(town.Rows.All<StandingSpell>().Count(spell => spell.Until == Spells.Open && !spell.Merged), Is.EqualTo(1), "for the score it is one");
        }
    }

    [Test]
    public void Undone_it_is_as_if_it_had_never_been()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var town = new Town(seed);
            town.Act(40);
            town.Merge();
            town.Act(40);
            town.Undo();
            Assert.That(town.Voters(town.From).Keys.Intersect(town.TookBack), Is.Empty, $"what was taken back does not come again, {seed}");
            town.Act(20);
            town.CardsHoldTheirRows(seed);
            var never = new InMemoryReadModels(new InitiativeProjection());
            never.Fold([.. town.Log.Where(recorded => recorded.Data is not (DuplicateTakenIn or DuplicateLetGo or InitiativeMerged or MergeUndone))]);
            Assert.That(town.Rows.All<BallotRow>(), Is.EquivalentTo(never.All<BallotRow>()), $"votes, {seed}");
            Assert.That(town.Rows.All<PledgeRow>(), Is.EquivalentTo(never.All<PledgeRow>()), $"who is in, {seed}");
            foreach (var card in never.All<InitiativeCard>())
                Assert.That(Town.Told(town.Card(card.Initiative)), Is.EqualTo(Town.Told(card)), $"cards, {seed}");
        }
    }

    /// <summary>Two initiatives and twelve people who say things about them, by the decisions of the domain.</summary>
    sealed class Town
    {
        static readonly DateTimeOffset Start = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
        static readonly Guid Programme = Id(900);
        static readonly Actor Lead = Person(99, Role.ProgrammeLead);

        readonly Random random;
        readonly Dictionary<string, List<object>> streams = [];
        readonly Actor[] people = [.. Enumerable.Range(1, 12).Select(i => Person(i, Role.CoreTeam))];

        public Town(int seed)
        {
            random = new Random(seed);
            foreach (var (id, proposer) in ((Guid, Actor)[])[(From, people[0]), (Into, people[1])])
            {
                Write(StreamNames.Initiative(id).Name, proposer, new InitiativeProposed(
                    id, proposer.Member, proposer.Municipality, [], 1, "Promenad", "", [], [], [], Start.AddDays(80), null));
            }
        }

        public Guid From { get; } = Id(101);

        public Guid Into { get; } = Id(102);

        /// <summary>Who proposed the one that stays: nobody votes on their own.</summary>
        public Guid Host => people[1].Member;

        /// <summary>Who took their vote back at the one that stays.</summary>
        public HashSet<Guid> TookBack { get; } = [];

        public List<Recorded> Log { get; } = [];

        public InMemoryReadModels Rows { get; } = new(new InitiativeProjection(), new StandingProjection());

        public InitiativeCard Card(Guid id) => Rows.Find<InitiativeCard>(id)!;

        public Dictionary<Guid, Stance> Voters(Guid id) => Rows.All<BallotRow>().Where(row => row.Initiative == id).ToDictionary(row => row.Member, row => row.Stance);

        public Guid[] Pledgers(Guid id) => [.. Rows.All<PledgeRow>().Where(row => row.Initiative == id).Select(row => row.Member)];

        public void Merge()
        {
            var command = new MergeInitiative("samma idé");
            Decide(StreamNames.Initiative(Into), Lead, Merging.TakeIn(State(Into), State(From), command, Lead, Now));
            Decide(StreamNames.Initiative(From), Lead, Merging.Merge(State(From), State(Into), command, Lead, Now));
            Assert.That(Card(From).MergedInto, Is.EqualTo(Into));
        }

        public void Undo()
        {
            Decide(StreamNames.Initiative(From), Lead, Merging.Undo(State(From), State(Into), new UndoMerge(), Lead, Now));
            Decide(StreamNames.Initiative(Into), Lead, Merging.LetGo(State(Into), State(From), Lead, Now));
            Assert.That(Card(From).MergedInto, Is.Null);
        }

        public void Act(int times)
        {
            for (var i = 0; i < times; i++) Act(random.Next(2) == 0 ? From : Into, people[random.Next(people.Length)]);
        }

        public void CardsHoldTheirRows(int seed)
        {
            foreach (var id in (Guid[])[From, Into])
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
            // What came along from the other is taken back as well.
            var (movedVote, movedPledge) = State(id).TakenIn.ContainsKey(From) ? (State(StreamNames.Ballot(From, who.Member)), State(StreamNames.Pledge(From, who.Member))) : (Ballot.None, Pledge.None);
            switch (random.Next(8))
            {
                case < 4: Decide(vote, who, Voting.Cast(State(id), State(vote), new CastVote((Stance)random.Next(2)), who, Now)); break;
                case 4: Unvote(id, who, movedVote); break;
                case 5 or 6: Decide(pledge, who, Pledging.Make(State(id), State(pledge), new MakePledge(random.Next(2) == 0 ? null : "fika"), who, Now)); break;
                default: StepBack(id, who, movedPledge); break;
            }
        }

        // In two steps, as the hub takes them: here, then where it was said.
        void Unvote(Guid id, Actor who, Ballot moved)
        {
            var taken = Decide(StreamNames.Ballot(id, who.Member), who, Voting.Withdraw(State(id), State(StreamNames.Ballot(id, who.Member)).Or(moved), new WithdrawVote(), who, Now));
            if (!taken || id != Into || !State(Into).TakenIn.ContainsKey(From)) return;
            Decide(StreamNames.Ballot(From, who.Member), who, Voting.TakeBack(State(From), State(StreamNames.Ballot(From, who.Member)), who));
            TookBack.Add(who.Member);
        }

        void StepBack(Guid id, Actor who, Pledge moved)
        {
            var taken = Decide(StreamNames.Pledge(id, who.Member), who, Pledging.Withdraw(State(id), State(StreamNames.Pledge(id, who.Member)).Or(moved), new WithdrawPledge(), who, Now));
            if (taken && id == Into && State(Into).TakenIn.ContainsKey(From))
                Decide(StreamNames.Pledge(From, who.Member), who, Pledging.TakeBack(State(From), State(StreamNames.Pledge(From, who.Member)), who));
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
}
