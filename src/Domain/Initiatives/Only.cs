using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

/// <summary>The conditions that several decisions share, each stated once. Null lets the decision go on.</summary>
static class Only
{
    public static Decision? MembersWhoJoin(Actor actor) => Decision.Unless(actor.Joins, Refusals.Members.ViewersLook);

    public static Decision? MembersWhoTakePart(Actor actor) =>
        MembersWhoJoin(actor) ?? Decision.Unless(actor.TakesPart, Refusals.Members.PartnersJoin);

    public static Decision? Known(Initiative initiative) => Decision.Unless(initiative.Id != Guid.Empty, Refusals.Initiatives.Unknown);

    public static Decision? UnderWay(Initiative initiative) => ForItself(initiative) ?? GoingOn(initiative);

    /// <summary>What was agreed on goes on also where the initiative itself was merged into another.</summary>
    public static Decision? GoingOn(Initiative initiative) => initiative.Status switch
    {
        InitiativeStatus.Proposed or InitiativeStatus.Active => null,
        InitiativeStatus.Parked => Decision.Refuse(Refusals.Initiatives.Parked),
        _ => Over(initiative),
    };

    public static Decision? NotOver(Initiative initiative) => ForItself(initiative) ?? Over(initiative);

    public static Decision? ForItself(Initiative initiative) => Decision.Unless(initiative.MergedInto is null, Refusals.Initiatives.Merged);

    static Decision? Over(Initiative initiative) => initiative.Status switch
    {
        InitiativeStatus.None => Decision.Refuse(Refusals.Initiatives.Unknown),
        InitiativeStatus.Completed => Decision.Refuse(Refusals.Initiatives.Completed),
        InitiativeStatus.Withdrawn => Decision.Refuse(Refusals.Initiatives.Withdrawn),
        _ => null,
    };

    public static Decision? ItsProposer(Initiative initiative, Actor actor) =>
        MembersWhoTakePart(actor) ?? Decision.Unless(actor.Member == initiative.Proposer, Refusals.Initiatives.ProposerOnly);

    public static Decision? ItsProposerOrCoordinator(Initiative initiative, Actor actor) =>
        MembersWhoTakePart(actor)
        ?? Decision.Unless(actor.Member == initiative.Proposer || Coordinates(initiative, actor), Refusals.Initiatives.ProposerOrCoordinator);

    public static Decision? ItsCoordinator(Initiative initiative, Actor actor) =>
        Decision.Unless(Coordinates(initiative, actor), Refusals.Initiatives.CoordinatorOnly);

    /// <summary>The activity exists and has got so far; else the refusal tells what can be done with it now.</summary>
    public static Decision? When(Activity? activity, params ReadOnlySpan<ActivityStatus> statuses) => activity switch
    {
        null => Decision.Refuse(Refusals.Activities.Unknown),
        _ when statuses.Contains(activity.Status) => null,
        _ => Decision.Refuse(WhatCanBeDone(activity.Status)),
    };

    public static Decision? ThoseBehind(Activity activity, Initiative initiative, Actor actor) =>
        MembersWhoTakePart(actor)
        ?? Decision.Unless(
            actor.Member == activity.Owner || actor.Member == initiative.Proposer || actor.Coordinates(activity.Municipality),
            Refusals.Activities.OwnersOnly);

    public static bool Coordinates(Initiative initiative, Actor actor) => actor.Coordinates(initiative.Municipality) || actor.Is(Role.ProgrammeLead);

    static string WhatCanBeDone(ActivityStatus status) => status switch
    {
        ActivityStatus.Draft => Refusals.Activities.Draft,
        ActivityStatus.Submitted => Refusals.Activities.Submitted,
        ActivityStatus.Returned => Refusals.Activities.Returned,
        ActivityStatus.Declined => Refusals.Activities.Declined,
        ActivityStatus.Approved => Refusals.Activities.Approved,
        ActivityStatus.Scheduled => Refusals.Activities.Scheduled,
        ActivityStatus.CarriedOut => Refusals.Activities.CarriedOut,
        ActivityStatus.Cancelled => Refusals.Activities.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
