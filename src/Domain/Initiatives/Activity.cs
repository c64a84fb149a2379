using System.Collections.Immutable;
using Activation.Domain.Stories;

namespace Activation.Domain.Initiatives;

/// <summary>One deed of an initiative.</summary>
/// <param name="Authors">Everyone who had a hand in its plan.</param>
/// <param name="Level">Concretisation K when it was last submitted or corrected; 0 before.</param>
/// <param name="WasApproved">Stays true, also when it is cancelled later.</param>
/// <param name="Schedule">The newest agreement about who, when and where.</param>
public sealed record Activity(
    Guid Id, Guid Owner, string Municipality, ActivityPlan Plan, ImmutableHashSet<Guid> Authors, ActivityStatus Status, int Level,
    bool WasApproved, ActivityScheduled? Schedule)
{
    /// <summary>What it looked like: one picture of before and one of after at most.</summary>
    public ImmutableList<ActivityPicture> Pictures { get; init; } = [];

    /// <summary>It still waits for something to happen.</summary>
    public bool IsOpen => Status is not (ActivityStatus.Declined or ActivityStatus.CarriedOut or ActivityStatus.Cancelled);

    internal static Activity Planned(ActivityPlanned e) =>
        new(e.Activity, e.Owner, e.Municipality, e.Plan, [e.By], ActivityStatus.Draft, Level: 0, WasApproved: false, Schedule: null);

    internal static Activity Evolve(Activity state, object @event) => @event switch
    {
        ActivityPlanChanged e => state with { Plan = e.Plan, Authors = state.Authors.Add(e.By) },
        ActivitySubmitted e => state with { Status = ActivityStatus.Submitted, Level = e.Level },
        ConcretisationCorrected e => state with { Level = e.Level },
        ActivityApproved => state with { Status = ActivityStatus.Approved, WasApproved = true },
        ActivityReturned => state with { Status = ActivityStatus.Returned },
        ActivityDeclined => state with { Status = ActivityStatus.Declined },
        ActivityScheduled e => state with { Status = ActivityStatus.Scheduled, Schedule = e },
        ActivityCarriedOut => state with { Status = ActivityStatus.CarriedOut },
        ActivityCancelled => state with { Status = ActivityStatus.Cancelled },
        ActivityPictured e => state with { Pictures = [.. state.Pictures.Where(one => one.Moment != e.Moment), ActivityPicture.Of(e)] },
        ActivityPictureRemoved e => state with { Pictures = state.Pictures.RemoveAll(one => one.Picture == e.Picture) },
        _ => state,
    };
}

/// <param name="By">Who added it.</param>
public sealed record ActivityPicture(Guid Picture, Moment Moment, string Alt, int Width, int Height, Guid By)
{
    public static ActivityPicture Of(ActivityPictured e) => new(e.Picture, e.Moment, e.Alt, e.Width, e.Height, e.By);

    /// <summary>As a story has it: how it became stands for the whole, how it was beside it.</summary>
    public StoryPicture ToTell() => new(Picture, Moment == Moment.After ? PictureUse.Cover : PictureUse.Before, Alt, "", Width, Height);
}

public enum ActivityStatus
{
    Draft,
    Submitted,
    Returned,
    Declined,
    Approved,
    Scheduled,
    CarriedOut,
    Cancelled,
}
