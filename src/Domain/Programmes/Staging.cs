using Activation.Domain.Members;
using Activation.Domain.Scoring;

namespace Activation.Domain.Programmes;

/// <param name="Stage">Its number; 0 is the baseline.</param>
/// <param name="Value">The core value it is about, when it is about one.</param>
/// <param name="Running">What is to be reached in it; null for nothing.</param>
public sealed record PlanStage(int Stage, string Theme, DateOnly From, DateOnly To, string? Value, IReadOnlyList<RunningChallenge>? Running = null);

public sealed record OpenStage(int Stage);

/// <param name="To">The new last day.</param>
/// <param name="Running">What is to be reached in it; null for nothing.</param>
public sealed record MoveStageEnd(int Stage, DateOnly To, IReadOnlyList<RunningChallenge>? Running = null);

/// <summary>A challenge of a stage that may still be reached.</summary>
/// <param name="Until">The last day that counts.</param>
public sealed record RunningChallenge(string Title, DateOnly Until);

/// <param name="Figures">The rates as they stand; they are frozen with the stage.</param>
public sealed record CloseStage(int Stage, StageFigures Figures);

/// <summary>A programme goes in stages: one at a time, one after the other.</summary>
public static class Staging
{
    public const int LastNumber = 99;

    /// <summary>A stage that has not opened can be planned anew.</summary>
    public static Decision Plan(Programme programme, PlanStage command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(command.Stage is >= 0 and <= LastNumber, Refusals.Programmes.StageUnknown)
        ?? Decision.Unless(IsPlannedOrNew(programme, command.Stage), Refusals.Programmes.StageExists)
        ?? Text.Title(command.Theme)
        ?? Decision.Unless(command.From <= command.To, Refusals.Programmes.StageBackwards)
        ?? NotInto(Overlapped(programme, command.Stage, command.From, command.To))
        ?? NotWithout(command.Running, command.From, command.To)
        ?? Decision.Unless(
            command.Value is null || programme.Values.ContainsKey(command.Value), Refusals.Programmes.ValueUnknown, programme.ValueNames)
        ?? Decision.Accept(new StagePlanned(command.Stage, Text.Line(command.Theme), command.From, command.To, command.Value));

    public static Decision Open(Programme programme, OpenStage command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? (programme.Stages.GetValueOrDefault(command.Stage)?.Status switch
        {
            null => Decision.Refuse(Refusals.Programmes.StageUnknown),
            StageStatus.Open => Decision.Accept(),
            StageStatus.Closed => Decision.Refuse(Refusals.Programmes.StageClosed),
            _ => null,
        })
        ?? (programme.OpenStage is { } open ? Decision.Refuse(Refusals.Programmes.StageIsOpen, open.Theme) : null)
        ?? Decision.Accept(new StageOpened(command.Stage));

    /// <summary>
    /// An open stage may end on another day, today at the earliest: what was decided on days gone by is counted in it already. One that is closed has its figures, and
    /// they stand. What all were asked to reach by a later day is not cut short in passing: whoever wants that says so of the challenge first.
    /// </summary>
    public static Decision MoveEnd(Programme programme, MoveStageEnd command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(programme.Stages.GetValueOrDefault(command.Stage)?.Status != StageStatus.Closed, Refusals.Programmes.StageFrozen)
        ?? Decision.Unless(programme.OpenStage?.Number == command.Stage, Refusals.Programmes.StageNotOpen)
        ?? Decision.Unless(command.To >= now.Today() && command.To >= programme.OpenStage!.From, Refusals.Programmes.StageEndPast)
        ?? NotInto(Overlapped(programme, command.Stage, programme.OpenStage!.From, command.To))
        ?? (command.To < programme.OpenStage.To ? NotWithout(command.Running, programme.OpenStage.From, command.To) : null)
        ?? (programme.OpenStage.To == command.To ? Decision.Accept() : Decision.Accept(new StageEndMoved(command.Stage, command.To)));

    public static Decision Close(Programme programme, CloseStage command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(programme.OpenStage?.Number == command.Stage, Refusals.Programmes.StageNotOpen)
        ?? Decision.Accept(new StageClosed(command.Stage, command.Figures, Rates.Definition));

    static bool IsPlannedOrNew(Programme programme, int stage) =>
        programme.Stages.GetValueOrDefault(stage) is null or { Status: StageStatus.Planned };

    static Stage? Overlapped(Programme programme, int stage, DateOnly from, DateOnly to) =>
        programme.Stages.Values.FirstOrDefault(s => s.Number != stage && s.From <= to && from <= s.To);

    static Decision? NotWithout(IReadOnlyList<RunningChallenge>? running, DateOnly from, DateOnly to)
    {
        var outside = (running ?? []).Where(challenge => challenge.Until < from || challenge.Until > to).OrderBy(challenge => challenge.Until).ToList();
        return outside.Count == 0
            ? null
            : Decision.Refuse(Refusals.Programmes.ChallengesOutside, string.Join(", ", outside.Select(challenge => challenge.Title)), outside[^1].Until);
    }

    static Decision? NotInto(Stage? other) => other is null ? null : Decision.Refuse(Refusals.Programmes.StagesOverlap, other.Theme, other.From, other.To);
}
