using Activation.Domain.Scoring;
using Activation.Domain.Stories;

namespace Activation.Domain.Nudges.Rules;

/// <summary>What was done and rated, and of which nobody has told.</summary>
/// <param name="Recipient">Makes good work visible there.</param>
/// <param name="RatedAt">When somebody last said what came of it.</param>
public sealed record Untold(Guid Activity, Guid Recipient, string Municipality, GradeSums Grades, DateTimeOffset RatedAt);

/// <summary>A story that was to be published by now and is not.</summary>
/// <param name="Recipient">Who said when.</param>
public sealed record HeldStory(Guid Story, Guid Recipient, string Municipality, DateTimeOffset PublishAt);

/// <summary>What went well somewhere, and a metric that it serves and that nothing serves elsewhere.</summary>
/// <param name="Recipient">Coordinates where it is missing.</param>
/// <param name="Where">The municipality in which it was done, by name.</param>
/// <param name="Grades">Of what was done of it.</param>
public sealed record Fit(Guid Initiative, Guid Recipient, string Municipality, string Where, string Metric, GradeSums Grades, DateTimeOffset At);

/// <summary>An initiative that was borrowed.</summary>
/// <param name="Originator">Who proposed the one it is borrowed from.</param>
/// <param name="Step">adopted or done.</param>
/// <param name="Grades">Of what was done of it.</param>
public sealed record Copy(Guid Initiative, Guid Originator, Guid Proposer, string Municipality, string Where, string Step, DateTimeOffset At, GradeSums Grades);

/// <summary>N13 to N15: what works is told of and used again, and who had the idea hears of it.</summary>
public static class Examples
{
    public const int TellAfter = 7, TellWithin = 60, FitsFor = 180, NewsFor = 30, HeldFor = 14;

    /// <summary>By then it has been tried more than once.</summary>
    public static readonly TimeSpan HeldAfter = TimeSpan.FromMinutes(10);

    /// <summary>It went well, and a week later nobody has begun its story.</summary>
    public static DueNudge? StoryWaiting(Untold one, ScoringRules rules, NudgeTime time) =>
        !one.Grades.IsAtLeast(Telling.WorthTelling, rules) || !time.IsPast(one.RatedAt, TellAfter) || time.IsOver(one.RatedAt, TellWithin, one.Recipient) ? null
        : new DueNudge(
            NudgeKind.StoryWaiting, one.Recipient, NudgeObject.Activity(one.Activity), NudgeArg.Day(time.DayOf(one.RatedAt)), one.Municipality, time.After(one.RatedAt, TellWithin, one.Recipient),
            [NudgeArg.Title, NudgeArg.Grade(one.Grades.Shown(rules))], NudgeDeed.Look(one.Activity));

    /// <summary>Its time has come, and somebody who is named in it has not said yes, or a colleague has not read it: whoever set the time hears of it within two weeks.</summary>
    public static DueNudge? StoryHeld(HeldStory one, NudgeTime time) =>
        time.Now < one.PublishAt + HeldAfter || time.IsOver(one.PublishAt, HeldFor, one.Recipient) ? null
        : new DueNudge(
            NudgeKind.StoryHeld, one.Recipient, NudgeObject.Story(one.Story), Approving.PeriodOf(one.PublishAt), one.Municipality, time.After(one.PublishAt, HeldFor, one.Recipient),
            [NudgeArg.Title, NudgeArg.Day(time.DayOf(one.PublishAt))], NudgeDeed.Look(one.Story));

    /// <summary>Others did this, and well, for a metric of yours that nothing serves yet.</summary>
    public static DueNudge? FitsYourGap(Fit fit, ScoringRules rules, NudgeTime time) =>
        !fit.Grades.IsAtLeast(Telling.WorthTelling, rules) || time.IsOver(fit.At, FitsFor, fit.Recipient) ? null
        : new DueNudge(
            NudgeKind.FitsYourGap, fit.Recipient, NudgeObject.Initiative(fit.Initiative), fit.Municipality, fit.Municipality, time.After(fit.At, FitsFor, fit.Recipient),
            [fit.Where, NudgeArg.Title, fit.Metric], NudgeDeed.Look(fit.Initiative));

    /// <summary>
    /// Your ideas live on: somebody took them up, or carried them out; not when one took them up oneself. A week is told when it is over, all of it in one:
    /// what falls into it stands by then, so nothing is told twice and nothing is left between two letters. Of one alone its outcome is told, too, as soon
    /// as everybody may know it.
    /// </summary>
    public static IEnumerable<DueNudge> LiveOn(IEnumerable<Copy> copies, ScoringRules rules, NudgeTime time) => copies
        .Where(copy => copy.Originator != copy.Proposer && !time.IsOver(copy.At, NewsFor, copy.Originator) && time.WeekOf(copy.At) != time.Week)
        .GroupBy(copy => (copy.Originator, Week: time.WeekOf(copy.At)))
        .Select(week => (week.Key, News: week.OrderBy(copy => copy.At).ThenBy(copy => copy.Initiative).ToList()))
        .Select(week => new DueNudge(
            NudgeKind.IdeaLivesOn, week.Key.Originator, NudgeObject.Member(time.Programme), week.Key.Week, null, time.After(week.News[^1].At, NewsFor, week.Key.Originator),
            [NudgeArg.Title, string.Join('|', week.News.Select(copy => copy.Where).Distinct()), NudgeArg.Number(week.News.DistinctBy(copy => copy.Initiative).Count()), OutcomeOf(week.News, rules)],
            NudgeDeed.Look(week.News[0].Initiative)));

    static string OutcomeOf(List<Copy> news, ScoringRules rules) =>
        news.All(copy => copy.Initiative == news[0].Initiative) && news[0].Grades is var grades && grades.IsPublished(rules) ? NudgeArg.Grade(grades.Shown(rules)) : "";
}
