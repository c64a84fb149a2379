using Activation.Domain.Members;
using Activation.Domain.Stories;

namespace Activation.Domain.Initiatives;

/// <param name="Alt">What it shows, in words; as long as in a story.</param>
/// <param name="Width">In pixels, as it is kept; with <paramref name="Height"/>.</param>
public sealed record PictureActivity(Guid Activity, Moment Moment, Guid Picture, string Alt, int Width, int Height);

public sealed record RemoveActivityPicture(Guid Activity, Guid Picture);

/// <summary>What it looked like before and after: added by those behind it, as soon as it was agreed on and as long as there is something to tell.</summary>
public static class Depicting
{
    public static Decision Add(Initiative initiative, PictureActivity command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        return Only.Known(initiative)
            ?? Only.When(activity, ActivityStatus.Approved, ActivityStatus.Scheduled, ActivityStatus.CarriedOut)
            ?? (activity!.Status == ActivityStatus.CarriedOut ? null : Only.GoingOn(initiative))
            ?? Only.ThoseBehind(activity, initiative, actor)
            ?? Picturing.Described(command.Alt, null)
            ?? (activity.Pictures.Any(one => one.Picture == command.Picture && one.Moment == command.Moment && one.Alt == Text.Line(command.Alt))
                ? Decision.Accept()
                : Decision.Accept(new ActivityPictured(
                    initiative.Id, command.Activity, actor.Member, command.Picture, command.Moment, Text.Line(command.Alt), command.Width, command.Height)));
    }

    /// <summary>Whoever added it, and whoever answers for what is said there, whatever has become of the activity since.</summary>
    public static Decision Remove(Initiative initiative, RemoveActivityPicture command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        var picture = activity?.Pictures.Find(one => one.Picture == command.Picture);
        return Only.Known(initiative)
            ?? Decision.Unless(activity is not null, Refusals.Activities.Unknown)
            ?? Decision.Unless(picture is null || picture.By == actor.Member || actor.Coordinates(activity!.Municipality) || actor.Leads, Refusals.Activities.PictureNotYours)
            ?? (picture is null ? Decision.Accept() : Decision.Accept(new ActivityPictureRemoved(initiative.Id, command.Activity, actor.Member, command.Picture)));
    }
}
