namespace Activation.Domain.Scoring;

/// <summary>When one activity came how far; null where it has not come yet.</summary>
/// <param name="Proposed">Its draft was begun.</param>
/// <param name="Decided">The first answer of any kind.</param>
/// <param name="Rated">Enough had rated it for the outcome to be shown.</param>
/// <param name="IsTop">Its middle grade is the highest.</param>
public sealed record Passage(
    DateTimeOffset Proposed, DateTimeOffset? Decided, DateTimeOffset? Approved, DateTimeOffset? Scheduled, DateTimeOffset? CarriedOut,
    DateTimeOffset? Rated, bool IsTop);

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
/// <param name="MedianDays">From the step before, in days, half of them took at most so long; null where nobody came, and for what takes no time.</param>
public sealed record PathwayCount(PathwayStep Step, int Count, double? MedianDays);

/// <summary>From proposal to outcome: each step counts those of the step before that came so far, so that it shows where things stop and wait.</summary>
public static class Pathway
{
    public static IReadOnlyList<PathwayCount> Of(IReadOnlyCollection<Passage> all)
    {
        var steps = Enum.GetValues<PathwayStep>();
        return [.. steps.Select(step => new PathwayCount(step, all.Count(one => Reached(one, step)), Median(all, step)))];
    }

    static bool Reached(Passage passage, PathwayStep step) =>
        Enum.GetValues<PathwayStep>().TakeWhile(earlier => earlier < step).All(earlier => At(passage, earlier) is not null)
        && At(passage, step) is not null && (step != PathwayStep.TopOutcome || passage.IsTop);

    static double? Median(IReadOnlyCollection<Passage> all, PathwayStep step)
    {
        if (step is PathwayStep.Proposed or PathwayStep.TopOutcome) return null;
        double[] days = [.. all.Where(one => Reached(one, step)).Select(one => (At(one, step)!.Value - At(one, step - 1)!.Value).TotalDays).Order()];
        return days.Length == 0 ? null : (days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2;
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
