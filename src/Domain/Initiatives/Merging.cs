using Activation.Domain.Members;

namespace Activation.Domain.Initiatives;

public sealed record MergeInitiative(string Reason);

public sealed record UndoMerge;

/// <summary>Two that are one idea become one. Who leads, and who coordinates where either of them is at home, decides it and takes it back.</summary>
/// <remarks>
/// It is written in two steps, since there are two streams: the one that stays makes room first. So it is known there before anything has moved, and
/// merges in a circle, or of what others were merged into, meet a refusal. What the first step left behind is freed by <see cref="LetGo"/>.
/// </remarks>
public static class Merging
{
    /// <summary>Far longer than the second step takes, or is known not to come.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    /// <summary>The first step, on the one that stays.</summary>
    public static Decision TakeIn(Initiative into, Initiative duplicate, MergeInitiative command, Actor actor, DateTimeOffset now) =>
        duplicate.MergedInto == into.Id && into.TakenIn.ContainsKey(duplicate.Id) ? Decision.Accept()
        : MayMerge(duplicate, into, command, actor)
        ?? Decision.Accept(new DuplicateTakenIn(into.Id, duplicate.Id, actor.Member, now));

    /// <summary>The second, on the one that goes up in it: this is what counts.</summary>
    public static Decision Merge(Initiative duplicate, Initiative into, MergeInitiative command, Actor actor, DateTimeOffset now) =>
        duplicate.MergedInto == into.Id && into.TakenIn.ContainsKey(duplicate.Id) ? Decision.Accept()
        : MayMerge(duplicate, into, command, actor)
        ?? Decision.Unless(into.TakenIn.ContainsKey(duplicate.Id), Refusals.Initiatives.MergeMissed)
        ?? Decision.Accept(new InitiativeMerged(duplicate.Id, into.Id, actor.Member, Text.Body(command.Reason)));

    public static Decision Undo(Initiative duplicate, Initiative into, UndoMerge command, Actor actor, DateTimeOffset now) =>
        Only.Known(duplicate)
        ?? Decision.Unless(duplicate.MergedInto == into.Id, Refusals.Initiatives.NotMerged)
        ?? Either(duplicate, into, actor)
        ?? Decision.Accept(new MergeUndone(duplicate.Id, into.Id, actor.Member));

    /// <summary>After an undoing, and where a merge got stuck between its steps.</summary>
    public static Decision LetGo(Initiative into, Initiative duplicate, Actor actor, DateTimeOffset now) =>
        into.TakenIn.ContainsKey(duplicate.Id) && duplicate.MergedInto != into.Id
            ? Either(duplicate, into, actor) ?? Decision.Accept(new DuplicateLetGo(into.Id, duplicate.Id, actor.Member))
            : Decision.Accept();

    /// <summary>Room for what never came is in everybody's way, and anybody's to free.</summary>
    /// <param name="id">Of the duplicate.</param>
    public static Decision Free(Initiative into, Initiative duplicate, Guid id, Actor actor, DateTimeOffset now) =>
        IsAbandoned(into, duplicate, id, now) ? Decision.Accept(new DuplicateLetGo(into.Id, id, actor.Member)) : Decision.Accept();

    /// <summary>Whether the first step was taken so long ago that the second will not come.</summary>
    static bool IsAbandoned(Initiative into, Initiative duplicate, Guid id, DateTimeOffset now) =>
        into.TakenIn.TryGetValue(id, out var since) && duplicate.MergedInto != into.Id && since < now - Abandoned;

    static Decision? MayMerge(Initiative duplicate, Initiative into, MergeInitiative command, Actor actor) =>
        Only.Known(duplicate)
        ?? Only.Known(into)
        ?? Either(duplicate, into, actor)
        ?? Decision.Unless(duplicate.Id != into.Id, Refusals.Initiatives.MergeItself)
        ?? Only.NotOver(duplicate)
        ?? Decision.Unless(into.MergedInto is null, Refusals.Initiatives.MergeIntoMerged)
        ?? Decision.Unless(into.IsUnderWay, Refusals.Initiatives.MergeIntoResting)
        ?? Decision.Unless(duplicate.TakenIn.IsEmpty, Refusals.Initiatives.MergeOfMany)
        ?? Decision.Unless(WasApproved(into) || !WasApproved(duplicate), Refusals.Initiatives.MergeApproved)
        ?? Decision.Unless(!Waiting(duplicate).Any(), Refusals.Initiatives.MergeUnanswered, Waiting(duplicate).Count())
        ?? Text.Reason(command.Reason);

    // What has a yes would be counted nowhere if it went up in what has none.
    static bool WasApproved(Initiative initiative) => initiative.Activities.Values.Any(a => a.WasApproved);

    // A first yes after the merge would be earned for an idea that earns it where it goes on.
    static IEnumerable<Activity> Waiting(Initiative duplicate) => duplicate.Activities.Values.Where(a => a.Status == ActivityStatus.Submitted);

    static Decision? Either(Initiative duplicate, Initiative into, Actor actor) => Decision.Unless(
        Only.Coordinates(duplicate, actor) || Only.Coordinates(into, actor), Refusals.Initiatives.MergeCoordinatorsOnly);
}
