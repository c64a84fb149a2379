using System.Collections.Immutable;
using System.Diagnostics;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;

namespace Activation.Web.Features.Journey;

/// <summary>A programme's history, week by week, the last step today: by the same questions as every page of today. A step that is over is asked
/// for once, by one at a time.</summary>
public sealed class Tape : IDisposable
{
    /// <summary>Three years of weeks; longer histories take longer steps.</summary>
    const int MostSteps = 156;

    /// <summary>How many deeds of a week are told.</summary>
    const int Few = 3;

    /// <summary>Of a dozen programmes.</summary>
    const int MostKept = 2000;

    readonly Chronicle.Chronicle chronicle;
    readonly ScoresQuery scores;
    readonly StageDeeds deeds;
    readonly Views views;
    /// <summary>Words that the log has just lost stand in the tables for a moment more; on another node than the one that takes them out nobody tells when they are gone.</summary>
    static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(2);

    readonly SemaphoreSlim reading = new(1);
    Memory memory = new([]);
    long maskedAt;

    public Tape(Chronicle.Chronicle chronicle, ScoresQuery scores, StageDeeds deeds, Views views, ReadModels readModels, ProgrammeDirectory programmes)
    {
        (this.chronicle, this.scores, this.deeds, this.views) = (chronicle, scores, deeds, views);
        readModels.BeforeShown(Forget);
        programmes.WhenForgotten(() => memory = new([]));
    }

    /// <param name="asked">A day that is to be a step of its own; null for none but the weeks.</param>
    public async Task<IReadOnlyList<TapeStep>> Of(ProgrammeView here, DateOnly today, DateOnly? asked = null)
    {
        var days = Days(here, today, asked);
        var spans = days.Select((day, i) => new Span(here.Id, i == 0 ? here.Begins(day) : here.Ends(days[i - 1]), day)).ToArray();
        // Asked at the same time: whoever is the first waits for the slowest question and not for all of them.
        var (history, ranking) = (Known(here, spans), scores.On(here, days));
        await Task.WhenAll(history, ranking);
        var (known, rankings) = (await history, await ranking);
        return [.. spans.Select(span => new TapeStep(
            span.Day, rankings[span.Day], known[span].Counts, known[span].Told, known[span].Stages, known[span].Deeds))];
    }

    public void Dispose() => reading.Dispose();

    // The reading goes on for whoever comes next: of a long history it may take longer than anybody waits, and begun anew for each it would never end.
    Task<ImmutableDictionary<Span, Kept>> Known(ProgrammeView here, Span[] spans) =>
        memory.Known is var known && spans.All(known.ContainsKey) ? Task.FromResult(known) : Deadline.For(Deadline.ForAll(() => InTurn(here, spans)));

    async Task<ImmutableDictionary<Span, Kept>> InTurn(ProgrammeView here, Span[] spans)
    {
        await reading.WaitAsync();
        try
        {
            // What is read while events arrive belongs to the memory that was there before them, and is forgotten with it.
            var mine = memory;
            var known = mine.Known;
            var missing = spans.Where(span => !known.ContainsKey(span)).ToArray();
            if (missing.Length == 0) return known;
            known = known.SetItems(await Read(here, missing));
            if (maskedAt == 0 || Stopwatch.GetElapsedTime(maskedAt) > UntilMended) mine.Known = known.Count > MostKept ? [] : known;
            return known;
        }
        finally
        {
            reading.Release();
        }
    }

    async Task<IReadOnlyList<KeyValuePair<Span, Kept>>> Read(ProgrammeView here, Span[] missing)
    {
        DateOnly[] days = [.. missing.Select(span => span.Day)];
        var (counting, telling) = (chronicle.Counts(here, days), Told(here, missing));
        var stages = await chronicle.Stages(here, days);
        var doing = deeds.Of(here, [.. days.Where(day => stages[day].ToldOn(day) is not null).Select(day => (day, stages[day].ToldOn(day)!.Stage))]);
        await Task.WhenAll(counting, telling, doing);
        var (counts, told, did) = ((await counting).ToLookup(count => count.Day), (await telling).ToLookup(row => row.Day), (await doing).ToLookup(deed => deed.Day));
        return [.. missing.Select(span => KeyValuePair.Create(span, new Kept(
            here.Ends(span.Day), counts[span.Day].ToDictionary(count => count.Municipality), [.. told[span.Day]], stages[span.Day], [.. did[span.Day]])))];
    }

    // A title is told as it reads now, and not at all when it was taken out: that reaches back as far as there are steps.
    void Forget(Projected projected)
    {
        if (projected.Events.Any(recorded => recorded.Data is EventMasked)) maskedAt = Stopwatch.GetTimestamp();
        var since = projected.Events.GroupBy(recorded => recorded.Tenant).ToDictionary(
            events => events.Key, events => events.Min(recorded => recorded.Data is TextRemoved or ActivityPlanChanged or EventMasked ? DateTimeOffset.MinValue : recorded.At));
        memory = new(memory.Known.RemoveRange(memory.Known.Where(pair => since.TryGetValue(pair.Key.Programme, out var at) && at < pair.Value.Ends).Select(pair => pair.Key)));
    }

    /// <summary>From the first day of the first stage: every Sunday, the last day of every stage, a day that is asked for, and today.</summary>
    public static IReadOnlyList<DateOnly> Days(ProgrammeView here, DateOnly today, DateOnly? asked = null)
    {
        var first = here.Stages.Select(stage => stage.FromOn).Where(day => day < today).DefaultIfEmpty(today).Min();
        var weeks = Math.Max(1, (int)Math.Ceiling((today.DayNumber - first.DayNumber) / 7.0 / MostSteps));
        var days = new List<DateOnly> { first };
        for (var day = first.AddDays(7 * weeks - (int)first.DayOfWeek); day < today; day = day.AddDays(7 * weeks)) days.Add(day);
        days.AddRange(here.Stages.Select(stage => stage.ToOn).Where(day => day > first && day < today));
        if (asked is { } own && own > first && own < today) days.Add(own);
        days.Add(today);
        return [.. days.Distinct().Order()];
    }

    async Task<IReadOnlyList<DoneRow>> Told(ProgrammeView here, IReadOnlyList<Span> spans) => await views.Many<DoneRow>(
        """
        select d.day, t.municipality, t.number, t.title
          from unnest(@Ends, @Begins, @Until) d (day, begins, ends)
         cross join lateral (
           select a.municipality, i.number, a.title, c.carried_out_at from course c join activity a using (activity) join initiative i on i.initiative = c.initiative
            where c.programme = @Id and c.state = 'carried_out' and c.carried_out_at >= d.begins and c.carried_out_at < d.ends
            order by a.participants desc nulls last, c.carried_out_at limit @Few) t
         order by d.day, t.carried_out_at
        """,
        new
        {
            here.Id, Few, Ends = spans.Select(span => span.Day).ToArray(), Until = spans.Select(span => here.Ends(span.Day).UtcDateTime).ToArray(),
            Begins = spans.Select(span => span.Begins.UtcDateTime).ToArray(),
        });

    /// <summary>A step: from the end of the one before it to the end of its day.</summary>
    sealed record Span(Guid Programme, DateTimeOffset Begins, DateOnly Day);

    sealed class Memory(ImmutableDictionary<Span, Kept> known)
    {
        public ImmutableDictionary<Span, Kept> Known { get; set; } = known;
    }

    /// <param name="Ends">When the day was over: no event after it changes anything but titles.</param>
    sealed record Kept(
        DateTimeOffset Ends, IReadOnlyDictionary<string, CountsOn> Counts, IReadOnlyList<DoneRow> Told, IReadOnlyList<StageRow> Stages, IReadOnlyList<StageDeed> Deeds);
}
