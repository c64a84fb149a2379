using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Domain.Baselines;

/// <param name="IsKept">Whether anything is kept of the wave that the stage has had, if any: of fewer than five answers nothing is, and it may be opened again.</param>
public sealed record OpenBaseline(int Stage, DateOnly Until, bool IsKept = true);

public sealed record CloseBaseline(int Stage);

/// <param name="Grades">1–5 for each statement, in their order.</param>
public sealed record AnswerBaseline(int Stage, IReadOnlyList<int> Grades);

/// <summary>One wave at a time, once for each stage; again only where too few answered for anything to be kept. Who answers is noted apart from what is answered, so this decides and writes nothing.</summary>
public static class Asking
{
    /// <summary>Know it, understand it, believe in it, know my part, have done something.</summary>
    public const int Statements = 5;

    public const int MostDays = 60;

    public static Decision Open(Baseline baseline, Programme programme, OpenBaseline command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(command.Stage == 0 || HasBegun(programme, command.Stage), Refusals.Baselines.StageNotBegun)
        ?? Decision.Unless(baseline.Waves.GetValueOrDefault(command.Stage) is not { } before || (before.IsClosed && !command.IsKept), Refusals.Baselines.AskedAlready)
        // What is asked of people who have begun is no measure of how it was before.
        ?? Decision.Unless(command.Stage > 0 || !programme.Stages.Keys.Any(stage => stage > 0 && HasBegun(programme, stage)), Refusals.Baselines.FirstStageHasBegun)
        ?? Decision.Unless(baseline.Open is null, Refusals.Baselines.OneAtATime)
        ?? Decision.Unless(command.Until >= now.Today() && command.Until <= now.Today().AddDays(MostDays), Refusals.Baselines.UntilRange, MostDays)
        ?? Decision.Accept(new BaselineOpened(command.Stage, command.Until));

    public static Decision Close(Baseline baseline, CloseBaseline command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor)
        ?? (baseline.Waves.GetValueOrDefault(command.Stage) switch
        {
            null => Decision.Refuse(Refusals.Baselines.NotAsked),
            { IsClosed: true } => Decision.Accept(),
            _ => Decision.Accept(new BaselineClosed(command.Stage)),
        });

    /// <summary>Whether somebody may answer, and with that.</summary>
    public static Decision Answer(Baseline baseline, AnswerBaseline command, Actor actor, DateTimeOffset now) =>
        Decision.Unless(actor.Joins, Refusals.Members.ViewersLook)
        ?? (baseline.Waves.GetValueOrDefault(command.Stage) is not { IsClosed: false } wave || wave.Until < now.Today()
            ? Decision.Refuse(Refusals.Baselines.NotAsked)
            : null)
        ?? Decision.Unless(command.Grades.Count == Statements && command.Grades.All(grade => grade is >= 1 and <= 5), Refusals.Baselines.EachOneToFive)
        ?? Decision.Accept();

    static bool HasBegun(Programme programme, int stage) => programme.Stages.GetValueOrDefault(stage) is { Status: not StageStatus.Planned };
}
