using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Journey;

/// <summary>A step: from the end of the one before it to the end of its day.</summary>
public sealed record TapeSpan(Guid Programme, DateTimeOffset Begins, DateOnly Day);

/// <summary>What is told of a step.</summary>
public sealed record ToldSpan(IReadOnlyDictionary<string, CountsOn> Counts, IReadOnlyList<DoneRow> Told, IReadOnlyList<StageRow> Stages, IReadOnlyList<StageDeed> Deeds);

/// <summary>The steps that were read. Of a programme one reading goes on at a time, and at most one waits behind it, for all who came meanwhile: however long a history is and
/// however much happens, those who ask for it are not the more work the more they are.</summary>
public sealed class TapeMemory(Func<ProgrammeView, IReadOnlyList<TapeSpan>, Task<IReadOnlyDictionary<TapeSpan, ToldSpan>>> read, TimeProvider clock)
{
    /// <summary>Of a dozen programmes.</summary>
    const int Most = 2000;

    /// <summary>Words that the log has just lost stand in the tables for a while more: until all is read anew, where nothing else helps. On another node than the one that
    /// takes them out nobody tells when they are gone: what is read meanwhile is kept for a minute only.</summary>
    static readonly TimeSpan UntilMended = TimeSpan.FromHours(1), Meanwhile = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    readonly Dictionary<TapeSpan, Kept> known = [];
    readonly Dictionary<Guid, Turn> goesOn = [], waits = [];
    long? maskedAt;

    /// <exception cref="TimeoutException">The request has waited enough; the reading goes on, for whoever comes next.</exception>
    public async Task<IReadOnlyDictionary<TapeSpan, ToldSpan>> Of(ProgrammeView here, IReadOnlyCollection<TapeSpan> spans)
    {
        Turn turn;
        lock (gate)
        {
            if (Known(spans) is { } all) return all;
            if (!waits.TryGetValue(here.Id, out turn!)) turn = waits[here.Id] = new(here, goesOn.GetValueOrDefault(here.Id));
            turn.Here = here;
            turn.Spans.UnionWith(spans);
            turn.Reading ??= Deadline.ForAll(() => Take(turn));
        }

        return await Deadline.For(turn.Reading);
    }

    // A title is told as it reads now, and not at all when it was taken out: that reaches back as far as there are steps.
    public void Forget(Projected projected)
    {
        lock (gate)
        {
            if (projected.Events.Any(recorded => recorded.Data is EventMasked)) maskedAt = clock.GetTimestamp();
            foreach (var events in projected.Events.GroupBy(recorded => recorded.Tenant))
                Forget(events.Key, events.Min(recorded => recorded.Data is TextRemoved or ActivityPlanChanged or EventMasked ? DateTimeOffset.MinValue : recorded.At));
        }
    }

    public void ForgetAll()
    {
        lock (gate) foreach (var programme in known.Keys.Select(span => span.Programme).Concat(goesOn.Keys).Distinct().ToArray()) Forget(programme, DateTimeOffset.MinValue);
    }

    void Forget(Guid programme, DateTimeOffset since)
    {
        foreach (var (span, kept) in known.ToArray())
            if (span.Programme == programme && since < kept.Ends) known.Remove(span);
        if (goesOn.TryGetValue(programme, out var turn) && since < turn.Reached) turn.Reached = since;
    }

    Dictionary<TapeSpan, ToldSpan>? Known(IReadOnlyCollection<TapeSpan> spans) =>
        spans.All(IsKnown) ? spans.ToDictionary(span => span, span => known[span].Told) : null;

    bool IsKnown(TapeSpan span) => known.TryGetValue(span, out var kept) && (kept.PassingSince is not { } since || clock.GetElapsedTime(since) < Meanwhile);

    async Task<IReadOnlyDictionary<TapeSpan, ToldSpan>> Take(Turn turn)
    {
        await (turn.Before?.Reading ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var (told, missing, passingSince) = Begin(turn);
        try
        {
            var found = missing.Length == 0 ? new Dictionary<TapeSpan, ToldSpan>() : await read(turn.Here, missing);
            Keep(turn, found, passingSince);
            foreach (var (span, one) in found) told[span] = one;
            return told;
        }
        finally
        {
            lock (gate) if (goesOn.GetValueOrDefault(turn.Here.Id) == turn) goesOn.Remove(turn.Here.Id);
        }
    }

    // What something happened to meanwhile is of before it: whoever waits has asked before it, and nobody else gets it.
    void Keep(Turn turn, IReadOnlyDictionary<TapeSpan, ToldSpan> found, long? passingSince)
    {
        lock (gate)
        {
            if (known.Count > Most) known.Clear();
            foreach (var (span, one) in found)
                if (turn.Here.Ends(span.Day) <= turn.Reached) known[span] = new(turn.Here.Ends(span.Day), one, passingSince);
        }
    }

    (Dictionary<TapeSpan, ToldSpan> Told, TapeSpan[] Missing, long? PassingSince) Begin(Turn turn)
    {
        lock (gate)
        {
            waits.Remove(turn.Here.Id);
            (goesOn[turn.Here.Id], turn.Before) = (turn, null);
            var told = turn.Spans.Where(IsKnown).ToDictionary(span => span, span => known[span].Told);
            var isMended = maskedAt is not { } masked || clock.GetElapsedTime(masked) > UntilMended;
            return (told, [.. turn.Spans.Where(span => !told.ContainsKey(span))], isMended ? null : clock.GetTimestamp());
        }
    }

    /// <param name="Ends">When the day was over: no event after it changes anything but titles.</param>
    /// <param name="PassingSince">It was read while words that are taken out may still have been there, at that stamp of the clock; null for what stays.</param>
    sealed record Kept(DateTimeOffset Ends, ToldSpan Told, long? PassingSince);

    /// <summary>A reading, of all that was asked for until it begins.</summary>
    sealed class Turn(ProgrammeView here, Turn? before)
    {
        public ProgrammeView Here { get; set; } = here;

        public Turn? Before { get; set; } = before;

        public HashSet<TapeSpan> Spans { get; } = [];

        public Task<IReadOnlyDictionary<TapeSpan, ToldSpan>>? Reading { get; set; }

        /// <summary>How far back the events reach that came since it began.</summary>
        public DateTimeOffset Reached { get; set; } = DateTimeOffset.MaxValue;
    }
}
