using Activation.Domain.Members;
using Activation.Domain.Scoring;

namespace Activation.Domain.Programmes;

/// <param name="Rules">All of the numbers; which version it becomes is for the decision to say.</param>
/// <param name="From">The first day on which they hold. A day gone by counts points for what happened since anew, and no score that was shown.</param>
/// <param name="Against">The version that the new rules were compared with before they were confirmed.</param>
public sealed record SetScoringRules(ScoringRules Rules, DateOnly From, string Against, string Reason);

/// <param name="Version">The version that is planned last, as whoever postpones it has seen it.</param>
/// <param name="From">The first day on which its numbers are to hold: a later one than was planned.</param>
public sealed record PostponeScoringRules(string Version, DateOnly From, string Reason);

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
        ?? Near(command.From, now)
        ?? Text.Reason(command.Reason)
        ?? Versioned(programme.Scoring, command, actor);

    /// <summary>What is planned begins later: as a version of its own in the other's place, so that what was said of that one stands. Until then holds what held.</summary>
    public static Decision Postpone(Programme programme, PostponeScoringRules command, Actor actor, DateTimeOffset now) =>
        Lead.Only(actor, programme)
        ?? Decision.Unless(IsPlanned(programme.Scoring.Newest, command.Version, now), Refusals.Scoring.NotPlanned, programme.Scoring.Newest.Rules.Version)
        ?? Decision.Unless(command.From > programme.Scoring.Newest.From, Refusals.Scoring.NotLater, programme.Scoring.Newest.From)
        ?? Near(command.From, now)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(Next(programme.Scoring, programme.Scoring.Newest.Rules, command.From, actor, command.Reason) with { InsteadOf = command.Version });

    static bool IsPlanned(DatedRules newest, string version, DateTimeOffset now) => newest.Rules.Version == version && newest.From > now.Today();

    static Decision? Near(DateOnly from, DateTimeOffset now) =>
        Decision.Unless(from <= now.Today().AddDays(DaysAhead), Refusals.Scoring.FromTooLate, now.Today().AddDays(DaysAhead));

    // What holds keeps its days. What has not begun is a plan: a slip in its day would else lock the rules until then.
    static Decision? Begun(DatedRules inForce, DateOnly from) => Decision.Unless(from >= inForce.From, Refusals.Scoring.FromTooEarly, inForce.From);

    // The newest under another name is no new version, unless it is to begin earlier.
    static Decision Versioned(RulesBook book, SetScoringRules command, Actor actor) =>
        command.From >= book.Newest.From && command.Rules with { Version = book.Newest.Rules.Version } == book.Newest.Rules
            ? Decision.Refuse(Refusals.Scoring.Unchanged)
            : Decision.Accept(Next(book, command.Rules, command.From, actor, command.Reason));

    static ScoringRulesSet Next(RulesBook book, ScoringRules rules, DateOnly from, Actor actor, string reason) =>
        new(rules with { Version = $"{book.Versions.Count + 1}" }, from, actor.Member, Text.Body(reason));

    static Decision? Bounded(ScoringRules rules) => RuleBounds.All.FirstOrDefault(bound => !bound.Holds(rules)) is { } broken
        ? Decision.Refuse(Refusals.Scoring.NumberRange, broken.Least, broken.Most)
        : null;
}
