using Activation.Jobs;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Baseline;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Features.Webhooks;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Identity;

namespace Activation.Web.Platform;

/// <summary>Everything that runs by itself, and by whose clock.</summary>
public static class Schedules
{
    public static IReadOnlyList<Schedule> All { get; } =
    [
        Schedule.Every<StageTurn>("stage-turn", TimeSpan.FromMinutes(10)),
        Schedule.Every<WaveTurn>("baseline-turn", TimeSpan.FromMinutes(10)),
        Schedule.Every<AskedLetters>("baseline-asked", TimeSpan.FromMinutes(1)),
        Schedule.Every<ArrivalsSeen>("challenges-reached", TimeSpan.FromMinutes(1)),
        Schedule.Every<NudgesDue>("nudges-due", TimeSpan.FromMinutes(5)),
        Schedule.At<NudgesJudged>("nudges-judged", "50 * * * *"),
        Schedule.At<KeysForgotten>("keys-forgotten", "20 3 * * *"),
        Schedule.At<RefusalsForgotten>("refusals-forgotten", "35 3 * * *"),
        Schedule.At<DeliveriesForgotten>("deliveries-forgotten", "50 3 * * *"),
        Schedule.Every<SignInWatch>("sign-in-watch", TimeSpan.FromMinutes(1)),
        Schedule.At<RetentionDay>("retention-day", "10 4 * * *"),
        Schedule.At<BadgesCaughtUp>("badges-caught-up", "50 3 * * *"),
        Schedule.Every<WordsForgotten>("words-forgotten", TimeSpan.FromMinutes(10)),
        Schedule.Every<StoryDue>("story-due", TimeSpan.FromMinutes(1)),
        Schedule.Every<WalksTold>("walks-told", TimeSpan.FromMinutes(1)),
        Schedule.Every<SignInSwept>("sign-in-swept", TimeSpan.FromHours(1)),
    ];
}
