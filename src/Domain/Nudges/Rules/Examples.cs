using Activation.Domain.Scoring;
using Activation.Domain.Stories;

namespace Activation.Domain.Nudges.Rules;

/// <summary>What was done and rated, and of which nobody has told.</summary>
/// <param name="Recipient">Makes good work visible there.</param>
/// <param name="RatedAt">When somebody last said what came of it.</param>
public sealed record Untold(Guid Activity, Guid Recipient, string Municipality, GradeSums Grades, DateTimeOffset RatedAt);

/// <summary>What went well somewhere, and a metric that it serves and that nothing serves elsewhere.</summary>
/// <param name="Recipient">Coordinates where it is missing.</param>
/// <param name="Where">The municipality in which it was done, by name.</param>
public sealed record Fit(Guid Initiative, Guid Recipient, string Municipality, string Where, string Metric, DateTimeOffset At);

/// <summary>An initiative that was borrowed.</summary>
/// <param name="Originator">Who proposed the one it is borrowed from.</param>
/// <param name="Step">adopted or done.</param>
public sealed record Copy(Guid Initiative, Guid Originator, Guid Proposer, string Municipality, string Where, string Step, DateTimeOffset At);

/// <summary>N13 to N15: what works is told of and used again, and who had the idea hears of it.</summary>
public static class Examples
{
    public const int TellAfter = 7, TellWithin = 60, FitsFor = 180, NewsFor = 30;

    /// <summary>It went well, and a week later nobody has begun its story.</summary>
    public static DueNudge? StoryWaiting(Untold one, ScoringRules rules, NudgeTime time) =>
        !one.Grades.IsAtLeast(Telling.WorthTelling, rules) || !time.IsPast(one.RatedAt, TellAfter) || time.IsPast(one.RatedAt, TellWithin) ? null
        : new DueNudge(
            NudgeKind.StoryWaiting, one.Recipient, NudgeObject.Activity(one.Activity), "1", one.Municipality, one.RatedAt.AddDays(TellWithin),
            [NudgeArg.Title, NudgeArg.Grade(one.Grades.Shown(rules))], NudgeDeed.Look(one.Activity));

    /// <summary>Others did this for a metric of yours that nothing serves yet.</summary>
    public static DueNudge? FitsYourGap(Fit fit, NudgeTime time) =>
        time.IsPast(fit.At, FitsFor) ? null
        : new DueNudge(
            NudgeKind.FitsYourGap, fit.Recipient, NudgeObject.Initiative(fit.Initiative), fit.Municipality, fit.Municipality, fit.At.AddDays(FitsFor),
            [fit.Where, NudgeArg.Title, fit.Metric], NudgeDeed.Look(fit.Initiative));

    /// <summary>Your idea lives on: somebody took it up, or carried it out; not when one took it up oneself.</summary>
    public static DueNudge? LivesOn(Copy copy, NudgeTime time) =>
        copy.Originator == copy.Proposer || time.IsPast(copy.At, NewsFor) ? null
        : new DueNudge(
            NudgeKind.IdeaLivesOn, copy.Originator, NudgeObject.Initiative(copy.Initiative), copy.Step, copy.Municipality, copy.At.AddDays(NewsFor),
            [NudgeArg.Title, copy.Where], NudgeDeed.Look(copy.Initiative));
}
