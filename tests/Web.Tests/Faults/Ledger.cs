using System.Collections.Concurrent;
using System.Net;

namespace Activation.Web.Tests.Faults;

/// <summary>What the hub told a voter that it has done.</summary>
/// <param name="Stance">Null when the vote was taken back.</param>
/// <param name="Position">Where in the log; null when it was told by a page, which names none.</param>
/// <param name="Tries">How often it was sent until this answer came.</param>
/// <param name="LastSentAt">When the sending that was answered began.</param>
/// <param name="AnsweredAt">When the answer was there.</param>
sealed record Promise(Guid Member, Guid Initiative, string? Stance, long? Position, int Tries, DateTimeOffset LastSentAt, DateTimeOffset AnsweredAt);

/// <summary>One request and its answer; no status when the connection broke.</summary>
sealed record Try(DateTimeOffset SentAt, TimeSpan Took, HttpStatusCode? Status, string Text);

/// <summary>What the voters of a test have seen and been promised. Nothing is ever taken out of it.</summary>
sealed class Ledger
{
    readonly ConcurrentQueue<Promise> promises = [];
    readonly ConcurrentQueue<Try> tries = [];

    public IReadOnlyList<Promise> Promises => [.. promises];

    public IReadOnlyList<Try> Tries => [.. tries];

    /// <summary>Answers that no fault explains: neither done nor "again", and no broken connection.</summary>
    public IEnumerable<Try> Odd => tries.Where(one => one.Status is not (null or HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));

    public void Add(Promise promise) => promises.Enqueue(promise);

    public void Add(Try one) => tries.Enqueue(one);
}
