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
public sealed class Pathway
{
    static readonly PathwayStep[] Steps = Enum.GetValues<PathwayStep>();

    readonly int[] counts = new int[Steps.Length];
    readonly SortedValues<double>[] days = [.. Steps.Select(_ => new SortedValues<double>())];
    int returned, declined;

    public static IReadOnlyList<PathwayCount> Of(IEnumerable<Passage> all)
    {
        var pathway = new Pathway();
        foreach (var passage in all) pathway.Add(passage);
        return pathway.Counts;
    }

    public IReadOnlyList<PathwayCount> Counts => [.. Steps.Select(Counted)];

    /// <param name="passage">Of one activity.</param>
    /// <param name="times">1; or −1 for one that was added as it no longer is.</param>
    public void Add(Passage passage, int times = 1)
    {
        foreach (var step in Steps.TakeWhile(step => At(passage, step) is not null && (step != PathwayStep.TopOutcome || passage.IsTop)))
        {
            counts[(int)step] += times;
            if (TakesTime(step)) days[(int)step].Add((At(passage, step)!.Value - At(passage, step - 1)!.Value).TotalDays, times);
        }

        if (passage is not { Decided: not null, Approved: null }) return;
        if (passage.IsDeclined) declined += times;
        else returned += times;
    }

    /// <summary>Of those who came to the step before, the share that came on, 0–1; null for the first.</summary>
    public static Estimate? ShareOfPrevious(IReadOnlyList<PathwayCount> steps, int place) => place == 0 ? null : Wilson.Share(steps[place].Count, steps[place - 1].Count);

    PathwayCount Counted(PathwayStep step)
    {
        var (count, median) = (counts[(int)step], TakesTime(step) && Median.OfSorted(days[(int)step].All) is { Value: > 0 } some ? some : null);
        PathwayCount counted = median is { N: >= Median.SureFrom } sure ? new(step, count, sure.Value, sure.Low, sure.High) : new(step, count, median?.Value);
        return step == PathwayStep.Decided ? counted with { Returned = returned, Declined = declined } : counted;
    }

    static bool TakesTime(PathwayStep step) => step is not (PathwayStep.Proposed or PathwayStep.TopOutcome);

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
