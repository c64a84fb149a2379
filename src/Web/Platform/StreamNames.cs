using Activation.Domain.Baselines;
using Activation.Domain.Challenges;
using Activation.Domain.Comments;
using Activation.Domain.Consents;
using Activation.Domain.Courses;
using Activation.Domain.Goals;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Points;
using Activation.Domain.Programmes;
using Activation.Domain.Retention;
using Activation.Domain.Statements;
using Activation.Domain.Stories;
using Activation.Domain.Walks;
using Activation.Domain.Webhooks;

namespace Activation.Web.Platform;

/// <summary>Every stream there is, with the state it folds into.</summary>
public static class StreamNames
{
    public static Stream<Programme> Programme(Guid programme) =>
        new($"programme-{programme:N}", Domain.Programmes.Programme.None, Domain.Programmes.Programme.Evolve, Often: true);

    public static Stream<Plan> Plan(Guid programme) => new($"plan-{programme:N}", Domain.Goals.Plan.None, Domain.Goals.Plan.Evolve, Often: true);

    public static Stream<MetricValues> Values(Guid programme, string metric) =>
        new($"values-{programme:N}-{metric}", MetricValues.None, MetricValues.Evolve);

    public static Stream<Member> Member(Guid programme, Guid member) =>
        new($"member-{programme:N}-{member:N}", Domain.Members.Member.None, Domain.Members.Member.Evolve);

    public static Stream<Hooks> Webhooks(Guid programme) => new($"webhooks-{programme:N}", Hooks.None, Hooks.Evolve);
    /// <summary>What a member chose about points, and their badges: apart from their membership, which others change.</summary>
    public static Stream<Choice> Points(Guid programme, Guid member) => new($"points-{programme:N}-{member:N}", Choice.None, Choice.Evolve);

    public static Stream<Initiative> Initiative(Guid initiative) =>
        new($"initiative-{initiative:N}", Domain.Initiatives.Initiative.None, Domain.Initiatives.Initiative.Evolve, Often: true);

    public static Stream<Ballot> Ballot(Guid initiative, Guid member) =>
        new($"vote-{initiative:N}-{member:N}", Domain.Initiatives.Ballot.None, Domain.Initiatives.Ballot.Evolve);

    /// <summary>Where supports are dosed: those of one member in one stage.</summary>
    public static Stream<VoteBudget> VoteBudget(Guid programme, int stage, Guid member) =>
        new($"budget-{programme:N}-{stage}-{member:N}", Domain.Initiatives.VoteBudget.None, Domain.Initiatives.VoteBudget.Evolve);

    public static Stream<Pledge> Pledge(Guid initiative, Guid member) =>
        new($"pledge-{initiative:N}-{member:N}", Domain.Initiatives.Pledge.None, Domain.Initiatives.Pledge.Evolve);

    public static Stream<Rating> Rating(Guid activity, Guid member) =>
        new($"rating-{activity:N}-{member:N}", Domain.Initiatives.Rating.None, Domain.Initiatives.Rating.Evolve);

    public static Stream<KindPause> NudgeKind(Guid programme, NudgeKind kind) =>
        new($"nudge-kind-{programme:N}-{kind.Kebab()}", KindPause.None, KindPause.Evolve);

    public static Stream<Baseline> Baseline(Guid programme) =>
        new($"baseline-{programme:N}", Domain.Baselines.Baseline.None, Domain.Baselines.Baseline.Evolve, Often: true);

    public static Stream<Challenge> Challenge(Guid challenge) =>
        new($"challenge-{challenge:N}", Domain.Challenges.Challenge.None, Domain.Challenges.Challenge.Evolve);

    public static Stream<NudgeChoice> NudgeChoice(Guid person) =>
        new($"nudge-choice-{person:N}", Domain.Nudges.NudgeChoice.None, Domain.Nudges.NudgeChoice.Evolve);

    public static Stream<Story> Story(Guid story) => new($"story-{story:N}", Domain.Stories.Story.None, Domain.Stories.Story.Evolve);

    public static Stream<Walk> Walk(Guid walk) => new($"walk-{walk:N}", Domain.Walks.Walk.None, Domain.Walks.Walk.Evolve);

    public static Stream<Work> Work(Guid work) => new($"work-{work:N}", Domain.Courses.Work.None, Domain.Courses.Work.Evolve);

    public static Stream<Comment> Comment(Guid comment) => new($"comment-{comment:N}", Domain.Comments.Comment.None, Domain.Comments.Comment.Evolve);

    public static Stream<Reactions> Reactions(Guid comment, Guid member) =>
        new($"reaction-{comment:N}-{member:N}", Domain.Comments.Reactions.None, Domain.Comments.Reactions.Evolve);

    /// <param name="thing">The initiative or the story.</param>
    public static Stream<FollowChoice> Follow(Guid thing, Guid member) => new($"follow-{thing:N}-{member:N}", FollowChoice.None, FollowChoice.Evolve);

    /// <summary>What was taken out of the log elsewhere than around an initiative; how often is all that it folds into.</summary>
    public static Stream<int> Removals(Guid programme) => new($"removals-{programme:N}", 0, (count, data) => data is WordsRemoved ? count + 1 : count);

    public static Stream<RetentionRules> Retention(Guid programme) => new($"retention-{programme:N}", RetentionRules.None, RetentionRules.Evolve);

    public static Stream<WrittenStatements> Statements(Guid programme) =>
        new($"statements-{programme:N}", WrittenStatements.None, WrittenStatements.Evolve);

    public static Stream<Consent> Consent(Guid programme, Guid person, ConsentPurpose purpose, Guid? subject) => new(
        $"consent-{programme:N}-{person:N}-{purpose}{(subject is { } one ? $"-{one:N}" : "")}", Domain.Consents.Consent.None, Domain.Consents.Consent.Evolve);
}
