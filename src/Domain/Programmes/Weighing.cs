using Activation.Domain.Members;
using Activation.Domain.Scoring;

namespace Activation.Domain.Programmes;

/// <param name="Rules">All of the numbers; which version it becomes is for the decision to say.</param>
/// <param name="From">The first day on which they hold. A day gone by counts points for what happened since anew, and no score that was shown.</param>
/// <param name="Against">The version that the new rules were compared with before they were confirmed.</param>
public sealed record SetScoringRules(ScoringRules Rules, DateOnly From, string Against, string Reason);

/// <summary>What things weigh in scores and points is changed in the open: with a reason, from a day, beside all earlier versions.</summary>
public static class Weighing
{
    public const int DaysAhead = 366;

    public static Decision Set(Programme programme, SetScoringRules command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Bounded(command.Rules)
        ?? Decision.Unless(Math.Abs(command.Rules.Weights.Sum - 1) <= RuleBounds.WeightsOff, Refusals.Scoring.WeightsSum, command.Rules.Weights.Sum)
        ?? Decision.Unless(command.Against == programme.Scoring.Newest.Rules.Version, Refusals.Scoring.ChangedMeanwhile, programme.Scoring.Newest.Rules.Version)
        ?? Begun(programme.Scoring.InForce(now.Today()), command.From)
        ?? Decision.Unless(command.From <= now.Today().AddDays(DaysAhead), Refusals.Scoring.FromTooLate, now.Today().AddDays(DaysAhead))
        ?? Text.Reason(command.Reason)
        ?? Versioned(programme.Scoring, command, actor);

    // What holds keeps its days. What has not begun is a plan: a slip in its day would else lock the rules until then.
    static Decision? Begun(DatedRules inForce, DateOnly from) => Decision.Unless(from >= inForce.From, Refusals.Scoring.FromTooEarly, inForce.From);

    // The newest under another name is no new version, unless it is to begin earlier.
    static Decision Versioned(RulesBook book, SetScoringRules command, Actor actor) =>
        command.From >= book.Newest.From && command.Rules with { Version = book.Newest.Rules.Version } == book.Newest.Rules
            ? Decision.Refuse(Refusals.Scoring.Unchanged)
            : Decision.Accept(new ScoringRulesSet(
                command.Rules with { Version = $"{book.Versions.Count + 1}" }, command.From, actor.Member, Text.Body(command.Reason)));

    static Decision? Bounded(ScoringRules rules) => RuleBounds.All.FirstOrDefault(bound => !bound.Holds(rules)) is { } broken
        ? Decision.Refuse(Refusals.Scoring.NumberRange, broken.Least, broken.Most)
        : null;
}
