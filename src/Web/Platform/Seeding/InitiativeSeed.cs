using Activation.Domain;
using Activation.Domain.Comments;
using Activation.Domain.Goals;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Platform.Pictures;

namespace Activation.Web.Platform.Seeding;

/// <summary>One initiative and everything that people did about it, as acts in time.</summary>
public sealed class InitiativeSeed
{
    readonly Plot plot;
    readonly SeedInitiative seed;
    readonly ProgrammeFile file;
    readonly Plan plan;
    readonly Random chance;
    readonly Invented proposer;
    readonly Invented coordinator;
    readonly string home;
    readonly List<Invented> others;

    public InitiativeSeed(Plot plot, SeedInitiative seed, ProgrammeFile file, Plan plan)
    {
        (this.plot, this.seed, this.file, this.plan) = (plot, seed, file, plan);
        chance = Chance.Of(0, seed.Id);
        home = Key(seed.Municipality);
        coordinator = plot.CoordinatorOf(home);
        var neighbours = plot.People.Where(person => person.Role == Role.CoreTeam && person.Municipality == home).ToArray();
        proposer = seed.Proposer is { } cast ? plot.Cast(cast) : neighbours[chance.Next(neighbours.Length)];
        var everyone = plot.People.Where(person => person.Role == Role.CoreTeam && person != proposer).ToArray();
        chance.Shuffle(everyone);
        // People join what happens near them more often than what happens far away.
        others = [.. everyone.OrderBy(person => person.Municipality == home ? chance.NextDouble() * 0.7 : 0.3 + chance.NextDouble() * 0.7)];
    }

    Guid Id => IdOf(seed.Id);

    public IEnumerable<Act> Acts() =>
    [
        Propose(), .. Votes(), .. Pledges(), .. seed.Comments.Select(Comment),
        .. seed.Activities.SelectMany(activity => new ActivitySeed(this, activity).Acts()), .. Completion(),
    ];

    /// <summary>What is told of it, when something is.</summary>
    internal IEnumerable<Act> Told(PictureStore pictures, SeedFolder files) =>
        seed.Story is { } story ? new StorySeed(this, story, Chance.Id($"{plot.Slug} activity {story.Activity}"), pictures, files).Acts() : [];

    internal Plot Plot => plot;

    internal Invented Proposer => proposer;

    internal Invented Coordinator => coordinator;

    internal IReadOnlyList<Invented> Joined => [.. others.Take(JoinedCount)];

    internal string Home => home;

    internal Act Act(int day, int hour, string key, Invented who, Func<Initiative, DateTimeOffset, Decision> decide) => new(
        plot.Calendar.At(day, hour, $"{seed.Id} {key}"), Turn.Deed, seed.Id,
        at => plot.Decide($"{seed.Id} {key}", StreamNames.Initiative(Id), who.Actor, at, state => decide(state, at)));

    internal Task<Initiative> State() => plot.Read(StreamNames.Initiative(Id));

    internal Task<Pledge> PledgeOf(Invented who) => plot.Read(StreamNames.Pledge(Id, who.Id));

    Act Propose() => new(plot.Calendar.At(seed.ProposedDay, 8, seed.Id), Turn.Deed, seed.Id, async at =>
    {
        var programme = await plot.Read(StreamNames.Programme(plot.Programme));
        var command = new ProposeInitiative(
            Id, seed.Title, seed.Description, [.. seed.Partners.Select(Key)], seed.FocusAreas,
            [.. seed.Values.Select(value => new ValueShown(file.CoreValues.First(core => core.Name == value.Value).Id, value.How))],
            [.. seed.Metrics.Select(metric => new MetricLink(metric.Number, metric.Mechanism))], VotingEnd(), seed.AdoptedFrom is { } from ? IdOf(from) : null,
            seed.IntendedInvolvement);
        await plot.Decide(
            $"{seed.Id} propose", StreamNames.Initiative(Id), proposer.Actor, at,
            state => Proposing.Propose(state, programme, plan, command, proposer.Actor, at));
    });

    IEnumerable<Act> Votes()
    {
        var voters = others.ToArray();
        chance.Shuffle(voters);
        var last = Math.Min(seed.Voting.ClosesDay - 1, 0);
        return voters.Take(seed.Voting.Supports + seed.Voting.NotNow).Select((voter, i) =>
        {
            var stance = i < seed.Voting.Supports ? Stance.Support : Stance.NotNow;
            var day = seed.Voting.OpensDay + Early(last - seed.Voting.OpensDay);
            return new Act(plot.Calendar.At(day, chance.Next(9, 22), $"{seed.Id} vote {i}"), Turn.Answer, $"{seed.Id} vote {voter.Id}", async at =>
            {
                var initiative = await State();
                await plot.Decide(
                    $"{seed.Id} vote {voter.Id}", StreamNames.Ballot(Id, voter.Id), voter.Actor, at,
                    state => Voting.Cast(initiative, state, new CastVote(stance), voter.Actor, at));
            });
        });
    }

    // Whoever rates has joined first, so that there are at least as many as the busiest activity has ratings.
    int JoinedCount => Math.Max(seed.Pledges, seed.Activities.Max(activity => (int?)activity.Ratings.Length) ?? 0);

    IEnumerable<Act> Pledges()
    {
        var last = seed.Activities.Min(activity => activity.CarriedOut?.Day) ?? 0;
        return Joined.Select(person =>
        {
            var day = seed.ProposedDay + Early(last - 1 - seed.ProposedDay);
            return new Act(plot.Calendar.At(day, chance.Next(9, 22), $"{seed.Id} pledge {person.Id}"), Turn.Answer, $"{seed.Id} pledge {person.Id}", async at =>
            {
                var initiative = await State();
                await plot.Decide(
                    $"{seed.Id} pledge {person.Id}", StreamNames.Pledge(Id, person.Id), person.Actor, at,
                    state => Pledging.Make(initiative, state, new MakePledge(null), person.Actor, at));
            });
        });
    }

    Act Comment(SeedComment comment, int i)
    {
        var author = others[chance.Next(Math.Min(others.Count, 60))];
        var id = Chance.Id($"{plot.Slug} {seed.Id} comment {i}");
        return new Act(plot.Calendar.At(comment.Day, 19, $"{seed.Id} comment {i}"), Turn.Answer, $"{seed.Id} comment {i}", async at =>
        {
            var initiative = await State();
            await plot.Decide(
                $"{seed.Id} comment {i}", StreamNames.Comment(id), author.Actor, at,
                state => Commenting.Post(Topic.Of(initiative), Domain.Comments.Comment.None, state, new PostComment(id, comment.Text), author.Actor, at));
        });
    }

    /// <summary>When something was done, nothing is open and the voting is over, the proposer says that it is complete.</summary>
    IEnumerable<Act> Completion()
    {
        var ends = seed.Activities.Select(activity => activity.CarriedOut?.Day ?? activity.Cancelled?.Day ?? DeclinedDay(activity)).ToList();
        if (ends.Contains(null) || seed.Activities.All(activity => activity.CarriedOut is null)) yield break;
        var day = Math.Max(ends.Max()!.Value, seed.Voting.ClosesDay) + 2;
        if (day < 0)
            yield return Act(day, 17, "complete", proposer, (state, at) => Closing.Complete(
                state, new CompleteInitiative(), proposer.Actor, at));
    }

    int? DeclinedDay(SeedActivity activity) => activity.Decision is { Kind: "declined" } no ? plot.Calendar.OfficeDay(no.Day) : null;

    DateTimeOffset VotingEnd() => plot.Calendar.EndOf(seed.Voting.ClosesDay);

    /// <summary>Some day from the first to the last, more often an early one: interest is greatest when something is new.</summary>
    int Early(int days) => days <= 0 ? 0 : (int)(days * Math.Pow(chance.NextDouble(), 1.6)) + (days > 1 ? 1 : 0);

    Guid IdOf(string id) => Chance.Id($"{plot.Slug} initiative {id}");

    string Key(string municipality) => file.Municipalities.FirstOrDefault(m => m.Name == municipality)?.Id
        ?? throw new SeedException($"{seed.Id}: no municipality is called '{municipality}'");
}
