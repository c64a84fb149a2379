using System.Collections.Immutable;

namespace Activation.Domain.Nudges;

/// <summary>How often somebody wants to hear from us, across all programmes.</summary>
/// <param name="Dose">Single nudges in seven days, beside one digest; 0 is none of either. What was decided about one's own is told in any case.</param>
/// <param name="SnoozedUntil">Nothing before then.</param>
public sealed record NudgeChoice(int Dose, ImmutableHashSet<NudgeKind> Muted, DateTimeOffset? SnoozedUntil)
{
    public const int UsualDose = 2;

    public static readonly ImmutableArray<int> Doses = [0, 1, 2, 5];

    /// <summary>Weeks for which everything may be put off.</summary>
    public static readonly ImmutableArray<int> Snoozes = [1, 2, 4];

    public static NudgeChoice None { get; } = new(UsualDose, [], null);

    public static NudgeChoice Evolve(NudgeChoice state, object @event) => @event switch
    {
        NudgesSnoozed e => state with { SnoozedUntil = e.Until },
        NudgeDoseChosen e => state with { Dose = e.Dose },
        NudgeKindMuted e => state with { Muted = state.Muted.Add(e.Kind) },
        NudgeKindUnmuted e => state with { Muted = state.Muted.Remove(e.Kind) },
        _ => state,
    };
}

/// <param name="Weeks">1, 2 or 4; null takes it back.</param>
public sealed record SnoozeNudges(int? Weeks);

/// <param name="After">The kind of the letter that the choice came from; null on one's own page.</param>
public sealed record ChooseDose(int Dose, NudgeKind? After = null);

public sealed record MuteKind(NudgeKind Kind, bool Muted);

/// <summary>All that one form asks: kinds that it did not ask about stay as they are.</summary>
public sealed record ChooseNudges(int Dose, IReadOnlyCollection<NudgeKind> Asked, IReadOnlyCollection<NudgeKind> Wanted, NudgeKind? After = null);

/// <summary>One's own choice, at once and without a reason.</summary>
public static class Choosing
{
    public static Decision Snooze(NudgeChoice choice, SnoozeNudges command, Guid member, DateTimeOffset now) =>
        Decision.Unless(command.Weeks is null || NudgeChoice.Snoozes.Contains(command.Weeks.Value), Refusals.Nudges.SnoozeRange)
        ?? Changed(choice, new NudgesSnoozed(member, command.Weeks is { } weeks ? now.AddDays(7 * weeks).ToUniversalTime() : null));

    public static Decision Dose(NudgeChoice choice, ChooseDose command, Guid member) =>
        Decision.Unless(NudgeChoice.Doses.Contains(command.Dose), Refusals.Nudges.DoseRange)
        ?? (command is { Dose: 0, After: { } after } && choice.Dose != 0
            ? Decision.Accept(new NudgeDoseChosen(member, 0), new NudgesRefused(member, after))
            : Changed(choice, new NudgeDoseChosen(member, command.Dose)));

    public static Decision Mute(NudgeChoice choice, MuteKind command, Guid member) =>
        Decision.Unless(Enum.IsDefined(command.Kind), Refusals.Nudges.KindUnknown)
        ?? Decision.Unless(!command.Muted || !command.Kind.Rules().IsOwed, Refusals.Nudges.KindOwed)
        ?? (choice.Muted.Contains(command.Kind) == command.Muted
            ? Decision.Accept()
            : Decision.Accept(command.Muted ? new NudgeKindMuted(member, command.Kind) : new NudgeKindUnmuted(member, command.Kind)));

    public static Decision All(NudgeChoice choice, ChooseNudges command, Guid member)
    {
        Decision[] each =
        [
            Dose(choice, new ChooseDose(command.Dose, command.After), member),
            .. command.Asked.Select(kind => Mute(choice, new MuteKind(kind, !command.Wanted.Contains(kind)), member)),
        ];
        return each.FirstOrDefault(decision => decision is Refused)
            ?? Decision.Accept([.. each.OfType<Accepted>().SelectMany(accepted => accepted.Events)]);
    }

    static Decision Changed(NudgeChoice choice, object @event) =>
        NudgeChoice.Evolve(choice, @event) == choice ? Decision.Accept() : Decision.Accept(@event);
}
