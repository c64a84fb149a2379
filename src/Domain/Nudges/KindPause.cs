using Activation.Domain.Members;

namespace Activation.Domain.Nudges;

/// <summary>Whether a kind goes out in a programme.</summary>
/// <param name="Reason">Null while it does.</param>
public sealed record KindPause(PauseReason? Reason)
{
    public static KindPause None { get; } = new((PauseReason?)null);

    public static KindPause Evolve(KindPause state, object @event) => @event switch
    {
        NudgeKindPaused e => new(e.Reason),
        NudgeKindResumed => None,
        _ => state,
    };
}

/// <param name="Reason">Whoever does it by hand gives <see cref="PauseReason.ByHand"/>; the others are the house's own.</param>
public sealed record PauseKind(NudgeKind Kind, PauseReason Reason, int Sent, int OptOuts);

public sealed record ResumeKind(NudgeKind Kind);

/// <summary>A kind that annoys or does nothing rests, until an administrator lets it go out again; its figures are then counted anew. What people are owed never rests.</summary>
public static class Pausing
{
    public static Decision Pause(KindPause pause, PauseKind command, Actor actor) =>
        Decision.Unless(Enum.IsDefined(command.Kind), Refusals.Nudges.KindUnknown)
        ?? Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly)
        ?? Decision.Unless(!command.Kind.Rules().IsOwed, Refusals.Nudges.KindOwed)
        ?? (pause.Reason is not null
            ? Decision.Accept()
            : Decision.Accept(new NudgeKindPaused(command.Kind, command.Reason, By(actor), command.Sent, command.OptOuts)));

    public static Decision Resume(KindPause pause, ResumeKind command, Actor actor) =>
        Decision.Unless(Enum.IsDefined(command.Kind), Refusals.Nudges.KindUnknown)
        ?? Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly)
        ?? (pause.Reason is null ? Decision.Accept() : Decision.Accept(new NudgeKindResumed(command.Kind, actor.Member)));

    static Guid? By(Actor actor) => actor == Actor.House ? null : actor.Member;
}
