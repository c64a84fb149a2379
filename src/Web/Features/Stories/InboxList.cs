using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Stories;

/// <summary>A deed that went well and that nobody has told of.</summary>
/// <param name="Told">How many stories its municipality has had lately.</param>
/// <param name="ToldOfUnit">How many of them are of whoever is responsible for it: a person or a unit, as the plan says.</param>
public sealed record Untold(ActivityCard Activity, int Number, string InitiativeTitle, double Outcome, int Raters, int Told, int ToldOfUnit)
{
    /// <summary>Who is responsible, as it is written; empty when nobody has said.</summary>
    public string Unit => Domain.Text.Line(Activity.Responsible is { Length: > 0 } agreed ? agreed : Activity.Plan.Responsible);
}

/// <summary>A deed of which nothing is to be told, and why.</summary>
public sealed record Declined(Guid Activity, string Title, string Municipality, string? Reason);

/// <param name="Total">How many there are on all pages.</param>
public sealed record InboxPage(IReadOnlyList<Untold> Items, int Total);

/// <summary>What a communicator could tell next: outcome 4 or more from at least three raters, no story of its own and no no. What went best comes first;
/// among what went about as well, half a grade, those who were seen least: municipalities, and within each those who are responsible.</summary>
public sealed class InboxList(Views views)
{
    public const int APage = 30;

    /// <summary>So many steps of a grade's scale apart is as good: whose turn it is decides within one, and never above it.</summary>
    public const double AsGood = 0.5;

    static readonly TimeSpan Lately = TimeSpan.FromDays(180);

    // Nobody keeps a register of departments: who is responsible, in the plan's words, is what there is of them.
    const string Unit = "lower(btrim(coalesce(nullif(a.responsible, ''), a.plan ->> 'responsible', '')))";

    // Only what is shown is read whole. The outcome is that of GradeSums.Shown: in an order of many thousands it has to be counted where they lie, and a test holds
    // the two to each other.
    const string Ranked = $"""
        with good as (
          select a.activity, a.initiative, a.municipality, {Unit} as unit, (@PriorWeight * @PriorMean + @ParticipantWeight * p.sum + @CoordinatorWeight * c.sum)
                 / (@PriorWeight + @ParticipantWeight * cardinality(a.participant_grades) + @CoordinatorWeight * cardinality(a.coordinator_grades)) as outcome
            from activity a cross join lateral (select coalesce(sum(grade), 0)::float8 as sum from unnest(a.participant_grades) grade) p
            cross join lateral (select coalesce(sum(grade), 0)::float8 as sum from unnest(a.coordinator_grades) grade) c
           where a.programme = @Id and a.state = 'carried_out' and cardinality(a.participant_grades) + cardinality(a.coordinator_grades) >= @PublishedFrom
             and not exists (select from story s where s.activity = a.activity and not exists (select from course_work c where c.story = s.story))),
        lately as (
          select s.municipality, {Unit} as unit, count(*)::int as stories from shown_story s join activity a using (activity)
           where s.programme = @Id and s.published_at > @since group by s.municipality, unit)
        select g.activity, i.number, i.title as initiative_title, g.outcome, coalesce(t.stories, 0) as told, coalesce(u.stories, 0) as told_of_unit, (count(*) over ())::int as total
          from good g join initiative i using (initiative)
          left join (select municipality, sum(stories)::int as stories from lately group by municipality) t on t.municipality = g.municipality
          left join lately u on u.municipality = g.municipality and u.unit = g.unit
         where g.outcome >= @WorthTelling - 1e-9 order by floor(g.outcome / @AsGood + 1e-9) desc, told, told_of_unit, g.outcome desc, i.number, g.activity limit @APage offset @from
        """;

    /// <param name="from">How many come before the first of them.</param>
    public async Task<InboxPage> Of(ProgrammeView here, DateTimeOffset now, int from = 0)
    {
        var rules = here.Rules.On(here.Today(now));
        var ranked = await views.Many<Candidate>(Ranked, new
        {
            here.Id, since = now - Lately, Telling.WorthTelling, rules.PublishedFrom, rules.PriorWeight, rules.PriorMean, rules.ParticipantWeight, rules.CoordinatorWeight, APage, AsGood, from,
        });
        var cards = (await views.Many<ActivityCard>("select * from activity where activity = any(@activities)", new { activities = ranked.Select(one => one.Activity).ToArray() }))
            .ToDictionary(card => card.Activity);
        return new(
            [.. ranked.Select(one => new Untold(cards[one.Activity], one.Number, one.InitiativeTitle, one.Outcome, cards[one.Activity].Outcome.Raters, one.Told, one.ToldOfUnit))],
            ranked is [var first, ..] ? first.Total : 0);
    }

    /// <summary>What nothing is told of, the newest no first: it may still be begun.</summary>
    public Task<IReadOnlyList<Declined>> Declined(ProgrammeView here) => views.Many<Declined>(
        """
        select s.activity, a.title, s.municipality, s.reason from story s join activity a using (activity)
         where s.programme = @Id and s.step = 'declined' order by s.changed_at desc, s.story limit @APage
        """,
        new { here.Id, APage });

    /// <summary>How many stories each municipality has had lately.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Told(ProgrammeView here, DateTimeOffset now)
    {
        var counts = await views.Many<Count>(
            "select municipality, count(*)::int as stories from shown_story where programme = @Id and published_at > @since group by municipality",
            new { here.Id, since = now - Lately });
        return counts.ToDictionary(count => count.Municipality, count => count.Stories);
    }

    sealed record Candidate(Guid Activity, int Number, string InitiativeTitle, double Outcome, int Told, int ToldOfUnit, int Total);

    sealed record Count(string Municipality, int Stories);
}
