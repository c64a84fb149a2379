using Activation.Domain.Challenges;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Api;

/// <param name="AsOf">The day whose end is told; today ends when it does.</param>
/// <param name="Items">Those of the stage that was open on that day; none between stages.</param>
public sealed record ChallengesShape(long Position, DateOnly AsOf, string Definition, IReadOnlyList<ChallengeShape> Items);

/// <param name="Rule">What counts, in a sentence.</param>
/// <param name="Measure">initiativesEverywhere, initiativesTogether or participantsTogether.</param>
/// <param name="Done">So many of <paramref name="Goal"/>: municipalities that have arrived, initiatives or participants. All are counted, so that it has no interval; it may be more than the goal.</param>
/// <param name="Share">0–1.</param>
/// <param name="ReachedAt">Null while it is not, as it was known on that day.</param>
public sealed record ChallengeShape(
    Guid Id, int Stage, string Title, string Text, string Rule, ChallengeMeasure Measure, string? Value, string? FocusArea, int Target, DateOnly Until, int Done, int Goal, double Share,
    DateTimeOffset? ReachedAt, IReadOnlyList<ChallengeStopShape> Municipalities);

/// <param name="State">done, unconfirmed (carried out, and nobody but its owner has said so), planned or waiting.</param>
/// <param name="DueOn">When the first planned one is to happen, as far as a day is set.</param>
public sealed record ChallengeStopShape(string Name, string State, DateOnly? DueOn);

/// <summary>What all are to reach together, by the same count as on pages and boards.</summary>
static class ChallengesApi
{
    public static void MapChallenges(this IEndpointRouteBuilder here) =>
        here.MapGet("/challenges", List).WithSummary("What all are to reach together in the stage, and how far they had come at the end of any day").Produces<ChallengesShape>();

    [Needs(Permission.Look)]
    static Task<IResult> List(string programme, Caller caller, ChallengeQuery challenges, ChallengeWords words, Chronicle.Chronicle chronicle, string? asOf) =>
        chronicle.Tell(caller, asOf, async (here, asked) => Tagged.Json(caller.Http, new ChallengesShape(
            caller.Position, asked.Day, Definitions.Definitions.Of("challenge").Version,
            [.. (await challenges.On(here, asked.Day)).All.Select(challenge => Shape(here, challenge, words))])));

    static ChallengeShape Shape(ProgrammeView here, ChallengeView challenge, ChallengeWords words)
    {
        var (card, progress) = (challenge.Card, challenge.Progress);
        return new ChallengeShape(
            card.Challenge, card.Stage, card.Title, card.Text, words.Rule(here, card.Aim), card.Measure, card.Value, card.FocusArea, card.Target, card.UntilOn,
            progress.Done, progress.Goal, progress.Share, card.ReachedAt is { } at ? here.Local(at) : null,
            [.. challenge.Stops.Select(stop => new ChallengeStopShape(stop.Name, Word(stop), stop.DueOn))]);
    }

    static string Word(ChallengeStop stop) => stop switch
    {
        { State: StopState.Done } => "done",
        { Waits: true } => "unconfirmed",
        { State: StopState.Now } => "planned",
        _ => "waiting",
    };
}
