using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;

namespace Activation.Web.Features.Journey;

/// <summary>A programme's history, week by week, the last step today: by the same questions as every page of today. A step that is over is asked
/// for once.</summary>
public sealed class Tape
{
    /// <summary>Three years of weeks; longer histories take longer steps.</summary>
    const int MostSteps = 156;

    /// <summary>How many deeds of a week are told.</summary>
    const int Few = 3;

    readonly Chronicle.Chronicle chronicle;
    readonly ScoresQuery scores;
    readonly StageDeeds deeds;
    readonly Views views;
    readonly TapeMemory memory;

    public Tape(Chronicle.Chronicle chronicle, ScoresQuery scores, StageDeeds deeds, Views views, ReadModels readModels, ProgrammeDirectory programmes, TimeProvider clock)
    {
        (this.chronicle, this.scores, this.deeds, this.views) = (chronicle, scores, deeds, views);
        memory = new(Read, clock);
        readModels.BeforeShown(memory.Forget);
        programmes.WhenForgotten(memory.ForgetAll);
    }

    /// <param name="asked">A day that is to be a step of its own; null for none but the weeks.</param>
    public async Task<IReadOnlyList<TapeStep>> Of(ProgrammeView here, DateOnly today, DateOnly? asked = null)
    {
        var days = Days(here, today, asked);
        var spans = days.Select((day, i) => new TapeSpan(here.Id, i == 0 ? here.Begins(day) : here.Ends(days[i - 1]), day)).ToArray();
        // Asked at the same time: whoever is the first waits for the slowest question and not for all of them.
        var (history, ranking) = (memory.Of(here, spans), scores.On(here, days));
        await Task.WhenAll(history, ranking);
        var (known, rankings) = (await history, await ranking);
        return [.. spans.Select(span => new TapeStep(
            span.Day, rankings[span.Day], known[span].Counts, known[span].Told, known[span].Stages, known[span].Deeds))];
    }

    async Task<IReadOnlyDictionary<TapeSpan, ToldSpan>> Read(ProgrammeView here, IReadOnlyList<TapeSpan> missing)
    {
        DateOnly[] days = [.. missing.Select(span => span.Day)];
        var (counting, telling) = (chronicle.Counts(here, days), Told(here, missing));
        var stages = await chronicle.Stages(here, days);
        var doing = deeds.Of(here, [.. days.Where(day => stages[day].ToldOn(day) is not null).Select(day => (day, stages[day].ToldOn(day)!.Stage))]);
        await Task.WhenAll(counting, telling, doing);
        var (counts, told, did) = ((await counting).ToLookup(count => count.Day), (await telling).ToLookup(row => row.Day), (await doing).ToLookup(deed => deed.Day));
        return missing.ToDictionary(span => span, span => new ToldSpan(
            counts[span.Day].ToDictionary(count => count.Municipality), [.. told[span.Day]], stages[span.Day], [.. did[span.Day]]));
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

    async Task<IReadOnlyList<DoneRow>> Told(ProgrammeView here, IReadOnlyList<TapeSpan> spans) => await views.Many<DoneRow>(
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
}
