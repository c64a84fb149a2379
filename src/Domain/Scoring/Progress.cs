namespace Activation.Domain.Scoring;

/// <summary>How a municipality stands against itself: its score less the mean of its own weekly scores in the twelve weeks before.</summary>
/// <param name="Change">In points of the score.</param>
/// <param name="Weeks">How many weeks there were to compare with, 1–12.</param>
/// <param name="IsSure">The interval of the score and the mean interval of those weeks do not overlap: else the difference is not sure.</param>
public sealed record Progress(double Change, int Weeks, bool IsSure)
{
    public const int WeeksBack = 12;

    /// <summary>Null while there is nothing to compare with.</summary>
    public static Progress? Of(Estimate now, IReadOnlyCollection<Estimate> before)
    {
        if (before.Count == 0) return null;
        var (low, high) = (before.Average(week => week.Low), before.Average(week => week.High));
        return new(now.Value - before.Average(week => week.Value), before.Count, now.Low > high || now.High < low);
    }
}
