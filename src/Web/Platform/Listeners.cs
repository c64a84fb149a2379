using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Admin.Audit;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Admin.Statements;
using Activation.Web.Features.Baseline;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Goals;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;

namespace Activation.Web.Platform;

/// <summary>Everything that listens to the log.</summary>
public static class Listeners
{
    /// <summary>Whoever reads a read model sees the rows of one programme.</summary>
    public static RowLock OneProgramme { get; } = new("programme", "activation_reader", "activation.programme");

    /// <summary>The read models. One follower keeps them all, so that every page agrees with every other.</summary>
    public static IReadOnlyList<IProjection> Projections { get; } =
    [
        new ProgrammeProjection(),
        new ChallengeProjection(),
        new WaveProjection(),
        new MemberProjection(),
        new GoalProjection(),
        new InitiativeProjection(),
        new ActivityProjection(),
        new StoryProjection(),
        new CommentProjection(),
        new FollowProjection(),
        new ReactionProjection(),
        new WalkProjection(),
        new WorkProjection(),
        new HappeningProjection(),
        new AuditProjection(),
        new PausedKindProjection(),
        new PresenceProjection(),
        new MembershipProjection(),
        new CourseProjection(),
        new GradeProjection(),
        new StandingProjection(),
        new TurningProjection(),
        new RetentionProjection(),
        new ConsentProjection(),
        new StatementProjection(),
        new AimProjection(),
        new ChoiceProjection(),
        new DeedProjection(),
    ];
}
