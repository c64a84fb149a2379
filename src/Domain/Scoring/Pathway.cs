namespace Activation.Domain.Scoring;

/// <summary>When one activity came how far; null where it has not come yet.</summary>
/// <param name="Proposed">Its draft was begun.</param>
/// <param name="Decided">The first answer of any kind.</param>
/// <param name="Rated">Enough had rated it for the outcome to be shown.</param>
/// <param name="IsTop">Its middle grade is the highest.</param>
/// <param name="IsDeclined">Its last answer was not now. What has an answer and no yes was declined, or else returned with a wish.</param>
public sealed record Passage(
    DateTimeOffset Proposed, DateTimeOffset? Decided, DateTimeOffset? Approved, DateTimeOffset? Scheduled, DateTimeOffset? CarriedOut,
    DateTimeOffset? Rated, bool IsTop, bool IsDeclined = false);

public enum PathwayStep
{
    Proposed,
    Decided,
    Approved,
    Scheduled,
    CarriedOut,
    Rated,
    TopOutcome,
}

/// <summary>How many came as far as a step.</summary>
/// <param name="MedianDays">From the step before, in days, half of them took at most so long; null where nobody came, and for what takes no time:
/// where the median is of the same moment as the step before.</param>
/// <param name="LowDays">With <paramref name="HighDays"/> the 95 % interval of the median; null where too few came to say, and in what was frozen before it was there.</param>
/// <param name="Returned">Of those that were answered and have no yes, how many were sent back with a wish, and <paramref name="Declined"/> how many were told not now: with those
/// of the next step they are all of this one. Null at every other step, and in what was frozen before it was there.</param>
public sealed record PathwayCount(
    PathwayStep Step, int Count, double? MedianDays, double? LowDays = null, double? HighDays = null, int? Returned = null, int? Declined = null);

/// <summary>From proposal to outcome: each step counts those of the step before that came so far, so that it shows where things stop and wait.</summary>
public static class Pathway
{
    public static IReadOnlyList<PathwayCount> Of(IReadOnlyCollection<Passage> all)
    {
        var steps = Enum.GetValues<PathwayStep>();
        return [.. steps.Select(step => Counted(all, step))];
    }

    /// <summary>Of those who came to the step before, the share that came on, 0–1; null for the first.</summary>
    public static Estimate? ShareOfPrevious(IReadOnlyList<PathwayCount> steps, int place) => place == 0 ? null : Wilson.Share(steps[place].Count, steps[place - 1].Count);

    static PathwayCount Counted(IReadOnlyCollection<Passage> all, PathwayStep step)
    {
        var (count, days) = (all.Count(one => Reached(one, step)), Days(all, step));
        PathwayCount counted = days is { N: >= Median.SureFrom } sure ? new(step, count, sure.Value, sure.Low, sure.High) : new(step, count, days?.Value);
        return step == PathwayStep.Decided ? counted with { Returned = WithoutYes(all, isDeclined: false), Declined = WithoutYes(all, isDeclined: true) } : counted;
    }

    static int WithoutYes(IReadOnlyCollection<Passage> all, bool isDeclined) =>
        all.Count(one => Reached(one, PathwayStep.Decided) && !Reached(one, PathwayStep.Approved) && one.IsDeclined == isDeclined);

    static bool Reached(Passage passage, PathwayStep step) =>
        Enum.GetValues<PathwayStep>().TakeWhile(earlier => earlier < step).All(earlier => At(passage, earlier) is not null)
        && At(passage, step) is not null && (step != PathwayStep.TopOutcome || passage.IsTop);

    static Estimate? Days(IReadOnlyCollection<Passage> all, PathwayStep step)
    {
        if (step is PathwayStep.Proposed or PathwayStep.TopOutcome) return null;
        var days = Median.Of(all.Where(one => Reached(one, step)).Select(one => (At(one, step)!.Value - At(one, step - 1)!.Value).TotalDays));
        return days?.Value > 0 ? days : null;
    }

    static DateTimeOffset? At(Passage passage, PathwayStep step) => step switch
    {
        PathwayStep.Proposed => passage.Proposed,
        PathwayStep.Decided => passage.Decided,
        PathwayStep.Approved => passage.Approved,
        PathwayStep.Scheduled => passage.Scheduled,
        PathwayStep.CarriedOut => passage.CarriedOut,
        _ => passage.Rated,
    };
}
