using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;

namespace Activation.Web.Features.Queue;

/// <summary>An activity that has been answered, as far as it is counted.</summary>
/// <param name="Returned">It lies with those who planned it.</param>
/// <param name="Decided">The last answer was a yes or a no, whatever became of it.</param>
/// <param name="Days">From sending to answer; null while it waits for another one.</param>
public sealed record AnsweredActivity(Guid Initiative, bool Returned, bool Decided, double? Days) : ITallied
{
    public Guid Subject => Initiative;
}

/// <summary>What was answered in some municipalities.</summary>
/// <param name="Days">From sending to answer, in the middle of all answers, and how sure that is; null before the first.</param>
public sealed record AnswerCounts(int Returned, int Decided, Estimate? Days)
{
    public static readonly AnswerCounts None = new(0, 0, null);
}

/// <summary>The days of all answers are kept in order: their middle is looked up and not searched for.</summary>
sealed class AnswerSum : ISum<AnsweredActivity, AnswerCounts>
{
    readonly SortedValues<double> days = new();
    int returned, decided;

    public AnswerCounts Answer => new(returned, decided, Median.OfSorted(days.All));

    public void Add(IReadOnlyList<AnsweredActivity> own, int times)
    {
        foreach (var activity in own)
        {
            if (activity.Returned) returned += times;
            if (activity.Decided) decided += times;
            if (activity.Days is { } taken) days.Add(taken, times);
        }
    }
}
