using System.Collections.Concurrent;
using System.Text.Json;
using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Store.Followers;
using Activation.Web.Platform;

namespace Activation.Web.Features.Chronicle;

/// <summary>Figures that are the same for everybody who asks about a programme: read once, and given to all until something happens that could move them. That is
/// forgotten before whoever caused it is answered.</summary>
/// <remarks>Figures only. Words may be taken out of the tables without anything having happened, and would be remembered here.</remarks>
public sealed class SharedReads
{
    public SharedReads(Views views, ReadModels readModels)
    {
        (Anything, Deeds, Past) = (new(views), new(views), new(views));
        readModels.BeforeShown(Forget);
    }

    /// <summary>Until anything happens there.</summary>
    public SharedRead Anything { get; }

    /// <summary>Until something else than a vote, a pledge or a comment happens there: most of what is told moves no figure of deeds.</summary>
    public SharedRead Deeds { get; }

    /// <summary>Of days that are over: until something is told that reaches back to them. What happens today moves none of them, and words that are taken out are in no figure.</summary>
    public SharedRead Past { get; }

    void Forget(Projected projected)
    {
        foreach (var events in projected.Events.GroupBy(recorded => recorded.Tenant)) Past.Forget(events.Key, events.Min(recorded => recorded.At));
        foreach (var programme in projected.Events.Select(recorded => recorded.Tenant).Distinct()) Anything.Forget(programme);
        foreach (var programme in WithDeeds(projected)) Deeds.Forget(programme);
    }

    /// <summary>The programmes in which something else than a vote, a pledge or a comment happened.</summary>
    internal static IEnumerable<Guid> WithDeeds(Projected projected) =>
        projected.Events.Where(recorded => !IsVoice(recorded.Data)).Select(recorded => recorded.Tenant).Distinct();

    /// <summary>A vote, a pledge or a comment.</summary>
    internal static bool IsVoice(object data) =>
        data is VoteCast or VoteWithdrawn or PledgeMade or PledgeWithdrawn || data.GetType().Namespace == typeof(CommentPosted).Namespace;
}

/// <summary>Questions with their answers, by programme.</summary>
/// <param name="most">Of a programme; as it comes, about as many as its pages ask of a month of days.</param>
public sealed class SharedRead(Views views, int most = 500)
{
    readonly ConcurrentDictionary<Guid, ConcurrentDictionary<object, Reading>> programmes = [];
    long minute;

    /// <summary>Few rows: what is counted there.</summary>
    /// <param name="parameters">They are part of the question: an instant among them that is another each time is never asked twice.</param>
    /// <exception cref="TimeoutException">The request has waited enough; the reading goes on, for whoever comes next.</exception>
    public Task<IReadOnlyList<T>> Many<T>(Guid programme, string sql, object parameters) where T : class =>
        Of(programme, (typeof(T), sql, JsonSerializer.Serialize(parameters)), () => views.In(programme).Many<T>(sql, parameters));

    /// <summary>What is made of many rows: the rows are not kept.</summary>
    /// <param name="question">All that the answer depends on beside the tables, alike when it is alike.</param>
    /// <param name="ends">What is later than that moves nothing in the answer; null where all may.</param>
    /// <exception cref="TimeoutException">The request has waited enough; the reading goes on, for whoever comes next.</exception>
    public async Task<T> Of<T>(Guid programme, object question, Func<Task<T>> read, DateTimeOffset? ends = null) where T : class
    {
        var answers = programmes.GetOrAdd(programme, _ => []);
        if (answers.Count > most) answers.Clear();
        // What went wrong is told to whoever waited for it, and asked again.
        if (answers.TryGetValue(question, out var old) && old.HasFailed)
            answers.TryRemove(new(question, old));
        var answer = answers.GetOrAdd(question, _ => new(new(() => Deadline.ForAll(async () => (object)await read())), ends ?? DateTimeOffset.MaxValue));
        return (T)await Deadline.For(answer.Answer.Value);
    }

    /// <summary>The same, for a minute at most: what changes without being told to the log is read again then.</summary>
    /// <exception cref="TimeoutException">The request has waited enough; the reading goes on, for whoever comes next.</exception>
    public Task<T> OfThisMinute<T>(Guid programme, object question, DateTimeOffset now, Func<Task<T>> read) where T : class
    {
        var (asked, before) = (now.UtcTicks / TimeSpan.TicksPerMinute, Volatile.Read(ref minute));
        if (asked > before && Interlocked.CompareExchange(ref minute, asked, before) == before) ForgetAll();
        return Of(programme, question, read);
    }

    internal void Forget(Guid programme) => programmes.TryRemove(programme, out _);

    /// <summary>What something of that moment may have moved.</summary>
    internal void Forget(Guid programme, DateTimeOffset since)
    {
        if (!programmes.TryGetValue(programme, out var answers)) return;
        foreach (var (question, reading) in answers)
            if (since < reading.Ends) answers.TryRemove(new(question, reading));
    }

    internal void ForgetAll() => programmes.Clear();

    sealed record Reading(Lazy<Task<object>> Answer, DateTimeOffset Ends)
    {
        public bool HasFailed => Answer is { IsValueCreated: true, Value: { IsCompleted: true, IsCompletedSuccessfully: false } };
    }
}
