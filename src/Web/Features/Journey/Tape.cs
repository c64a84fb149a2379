using System.Collections.Concurrent;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;

namespace Activation.Web.Features.Journey;

/// <summary>How all stood at the end of a day.</summary>
/// <param name="Counts">By municipality, from the beginning of the programme on.</param>
/// <param name="Told">Of what was carried out since the step before: a few.</param>
public sealed record TapeStep(DateOnly Day, Ranking Ranking, IReadOnlyDictionary<string, CountsOn> Counts, IReadOnlyList<DoneRow> Told)
{
    public int CarriedOut => Counts.Values.Sum(count => count.CarriedOut);

    public int Initiatives => Counts.Values.Sum(count => count.Initiatives);

    /// <summary>Municipalities that had carried something out.</summary>
    public int Arrived => Counts.Values.Count(count => count.CarriedOut > 0);

    public int Active => Ranking.Rows.Sum(row => row.Facts.Active);
}

/// <summary>Something that was carried out.</summary>
public sealed record DoneRow(DateOnly Day, string Municipality, int Number, string Title);

/// <summary>A programme's history, week by week, the last step today: by the same questions as every page of today.</summary>
public sealed class Tape(Chronicle.Chronicle chronicle, ScoresQuery scores, Views views, ReadModels readModels)
{
    /// <summary>Three years of weeks; longer histories take longer steps.</summary>
    const int MostSteps = 156;

    /// <summary>How many deeds of a week are told.</summary>
    const int Few = 3;

    readonly ConcurrentDictionary<Guid, (long Position, DateOnly Today, IReadOnlyList<TapeStep> Steps)> kept = [];

    public async Task<IReadOnlyList<TapeStep>> Of(ProgrammeView here, DateOnly today)
    {
        // The position is read first: what is kept may be newer than it says, never older.
        var position = readModels.Position;
        if (kept.TryGetValue(here.Id, out var before) && before.Position == position && before.Today == today) return before.Steps;
        var days = Days(here, today);
        var rankings = await scores.On(here, days);
        var counts = (await chronicle.Counts(here, days)).ToLookup(count => count.Day);
        var told = (await Told(here, days)).ToLookup(row => row.Day);
        IReadOnlyList<TapeStep> steps =
            [.. days.Select(day => new TapeStep(day, rankings[day], counts[day].ToDictionary(count => count.Municipality), [.. told[day]]))];
        kept[here.Id] = (position, today, steps);
        return steps;
    }

    /// <summary>From the first day of the first stage: every Sunday, the last day of every stage, and today.</summary>
    public static IReadOnlyList<DateOnly> Days(ProgrammeView here, DateOnly today)
    {
        var first = here.Stages.Select(stage => stage.FromOn).Where(day => day < today).DefaultIfEmpty(today).Min();
        var weeks = Math.Max(1, (int)Math.Ceiling((today.DayNumber - first.DayNumber) / 7.0 / MostSteps));
        var days = new List<DateOnly> { first };
        for (var day = first.AddDays(7 * weeks - (int)first.DayOfWeek); day < today; day = day.AddDays(7 * weeks)) days.Add(day);
        days.AddRange(here.Stages.Select(stage => stage.ToOn).Where(day => day > first && day < today));
        days.Add(today);
        return [.. days.Distinct().Order()];
    }

    async Task<IReadOnlyList<DoneRow>> Told(ProgrammeView here, IReadOnlyList<DateOnly> days) => await views.Many<DoneRow>(
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
            here.Id, Few, Ends = days.ToArray(), Until = days.Select(day => here.Ends(day).UtcDateTime).ToArray(),
            Begins = days.Select((day, i) => (i == 0 ? here.Begins(day) : here.Ends(days[i - 1])).UtcDateTime).ToArray(),
        });
}
