using Activation.Store;

namespace Activation.Web.Features.Initiatives;

/// <summary>A vote, or being in, that stood until it was changed or taken back: by it an earlier day is told as it was.</summary>
/// <param name="Position">Of the event that ended it.</param>
/// <param name="Kind">vote or joined.</param>
public sealed record PastAnswer(Guid Programme, long Position, Guid Initiative, Guid Member, string Kind, DateTimeOffset Since, DateTimeOffset Until);

static class PastAnswers
{
    /// <summary>Remembers what is about to be replaced or removed. What a merge brought along stands where it was given, and is over when that is.</summary>
    public static void Remember<TRow>(this Rows rows, TRow? answer, Recorded recorded) where TRow : class, IAnswer
    {
        if (answer is not { Origin: null }) return;
        var kind = answer is BallotRow ? "vote" : "joined";
        rows.Add(new PastAnswer(recorded.Tenant, recorded.Position, answer.Initiative, answer.Member, kind, answer.At, recorded.At));
    }
}
