using System.Text.Json;
using Activation.Domain.Baselines;
using Activation.Domain.Challenges;
using Activation.Domain.Comments;
using Activation.Domain.Courses;
using Activation.Domain.Goals;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Domain.Retention;
using Activation.Domain.Statements;
using Activation.Domain.Stories;
using Activation.Domain.Walks;

namespace Activation.Domain.Tests;

/// <summary>What has happened around one initiative. Every state is folded from it, so that each test starts lawfully.</summary>
sealed class World(IEnumerable<object> happened)
{
    public static readonly DateTimeOffset Now = new(2027, 3, 10, 9, 0, 0, TimeSpan.FromHours(1));

    readonly List<object> events = [.. happened];

    public IReadOnlyList<object> Events => events;

    public Initiative Initiative => events.Aggregate(Initiative.None, Initiative.Evolve);

    public Programme Programme => events.Aggregate(Programme.None, Programme.Evolve);

    public Baseline Baseline => events.Aggregate(Baseline.None, Baseline.Evolve);

    public Challenge Challenge => events.Aggregate(Challenge.None, Challenge.Evolve);

    public Walk Walk => events.Aggregate(Walk.None, Walk.Evolve);

    public Work Work => events.Aggregate(Work.None, Work.Evolve);

    public Story Story => events.Aggregate(Story.None, Story.Evolve);

    public Plan Plan => events.Aggregate(Plan.None, Plan.Evolve);

    public RetentionRules Retention => events.Aggregate(RetentionRules.None, RetentionRules.Evolve);

    public WrittenStatements Statements => events.Aggregate(WrittenStatements.None, WrittenStatements.Evolve);

    public Ballot BallotOf(Guid member) =>
        events.Where(e => e is VoteCast v && v.Member == member || e is VoteWithdrawn w && w.Member == member).Aggregate(Ballot.None, Ballot.Evolve);

    public Pledge PledgeOf(Guid member) => events
        .Where(e => e is PledgeMade p && p.Member == member || e is PledgeWithdrawn w && w.Member == member)
        .Aggregate(Pledge.None, Pledge.Evolve);

    public Rating RatingOf(Guid activity, Guid member) =>
        events.OfType<OutcomeRated>().Where(e => e.Activity == activity && e.Member == member).Aggregate(Rating.None, Rating.Evolve);

    public Comment CommentOf(Guid comment) => events
        .Where(e => e.GetType().Namespace == typeof(CommentPosted).Namespace && Equals(e.GetType().GetProperty("Comment")?.GetValue(e), comment))
        .Aggregate(Comment.None, Comment.Evolve);

    public Reactions ReactionsOf(Guid comment, Guid member) => events
        .Where(e => e is ReactionGiven g && (g.Comment, g.Member) == (comment, member) || e is ReactionTakenBack t && (t.Comment, t.Member) == (comment, member))
        .Aggregate(Reactions.None, Reactions.Evolve);

    public FollowChoice FollowOf(Guid member) => events
        .Where(e => e is TopicFollowed f && f.Member == member || e is TopicUnfollowed u && u.Member == member).Aggregate(FollowChoice.None, FollowChoice.Evolve);

    public MetricValues ValuesOf(string metric) => events
        .Where(e => e is MetricValueRecorded r && r.Number == metric || e is MetricValueCorrected c && c.Number == metric || e is MetricSignedOff s && s.Number == metric)
        .Aggregate(MetricValues.None, MetricValues.Evolve);

    public Member Member(Guid id) => events.Where(e => IsOf(id, e)).Aggregate(Domain.Members.Member.None, Domain.Members.Member.Evolve);

    public void Add(Decision decision) => events.AddRange(((Accepted)decision).Events);

    public static Given Given(params object[] events) => new(new(events));

    static bool IsOf(Guid member, object e) => e is MemberEnrolled or RoleGranted or RoleRevoked or DeputyAppointed or DeputyReleased or MemberMoved or MemberLeft
        or RolesChanged or AbsenceNoted or AbsenceEnded or MemberErased or MemberShutOut or MemberLetIn
        && Equals(e.GetType().GetProperty("Member")!.GetValue(e), member);
}

sealed record Given(World World)
{
    public Then When(Actor actor, object command) => When(actor, command, World.Now);

    public Then When(Actor actor, object command, DateTimeOffset now) => new(Decide.By(World, command, actor, now));

    /// <summary>A decision about one member, whose id the command does not carry.</summary>
    public Then When(Actor actor, Func<World, Actor, DateTimeOffset, Decision> decide) => new(decide(World, actor, World.Now));
}

sealed record Then(Decision Decision)
{
    public void Happens(params object[] events)
    {
        Assert.That(Decision, Is.TypeOf<Accepted>(), (Decision as Refused)?.Key);
        Assert.That(((Accepted)Decision).Events.Select(Shown), Is.EqualTo(events.Select(Shown)));
    }

    public void IsRefused(string key, params object[] args)
    {
        Assert.That(Decision, Is.TypeOf<Refused>(), "it was accepted");
        Assert.That(((Refused)Decision).Key, Is.EqualTo(key));
        if (args.Length > 0) Assert.That(((Refused)Decision).Args, Is.EqualTo(args));
    }

    public T Only<T>() => ((Accepted)Decision).Events.OfType<T>().Single();

    // Records do not compare their arrays; their text does.
    static string Shown(object e) => e.GetType().Name + JsonSerializer.Serialize(e, e.GetType());
}
