using Activation.Domain.Courses;
using Activation.Domain.Stories;
using Activation.Store;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Chronicle;
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
public sealed class InboxList(Views views, Tallies tallies)
{
    public const int APage = 30;

    /// <summary>So many steps of a grade's scale apart is as good: whose turn it is decides within one, and never above it.</summary>
    public const double AsGood = 0.5;

    static readonly TimeSpan Lately = TimeSpan.FromDays(180);

    // Nobody keeps a register of departments: who is responsible, in the plan's words, is what there is of them. The words stay in the tables.
    const string Unit = "hashtextextended(lower(btrim(coalesce(nullif(a.responsible, ''), a.plan ->> 'responsible', ''))), 0)";

    const string ToldLately = $"""
        select s.municipality, {Unit} as unit, count(*)::int as stories from shown_story s join activity a using (activity)
         where s.programme = @Id and s.published_at > @since group by s.municipality, unit
        """;

    // The outcome is that of GradeSums.Shown: in many thousands it has to be counted where they lie, and a test holds the two to each other.
    static string Good(Only only) => $"""
        select a.initiative, a.activity, i.number, a.municipality, {Unit} as unit, r.outcome
          from activity a join initiative i using (initiative) cross join lateral (select coalesce(sum(grade), 0)::float8 as sum from unnest(a.participant_grades) grade) p
          cross join lateral (select coalesce(sum(grade), 0)::float8 as sum from unnest(a.coordinator_grades) grade) c
          cross join lateral (select (@PriorWeight * @PriorMean + @ParticipantWeight * p.sum + @CoordinatorWeight * c.sum)
               / (@PriorWeight + @ParticipantWeight * cardinality(a.participant_grades) + @CoordinatorWeight * cardinality(a.coordinator_grades)) as outcome) r
         where a.programme = @Id and a.state = 'carried_out' and cardinality(a.participant_grades) + cardinality(a.coordinator_grades) >= @PublishedFrom
           and r.outcome >= @WorthTelling - 1e-9
           and not exists (select from story s where s.activity = a.activity and not exists (select from course_work w where w.story = s.story))
           {only("a.initiative in (select unnest(@which) union select initiative from story where story = any(@which))")}
        """;

    /// <param name="from">How many come before the first of them.</param>
    public async Task<InboxPage> Of(ProgrammeView here, DateTimeOffset now, int from = 0)
    {
        var rules = here.Rules.On(here.Today(now));
        var asked = new { here.Id, Telling.WorthTelling, rules.PublishedFrom, rules.PriorWeight, rules.PriorMean, rules.ParticipantWeight, rules.CoordinatorWeight };
        var good = new Count("untold", rules, Good, asked) { Moved = Moved };
        var order = await tallies.Of<Candidate, InboxOrder>(here, Tallies.NoDay, good, () => new Candidates());
        var page = order.From(from, await views.Many<ToldLately>(ToldLately, new { here.Id, since = now - Lately })).Take(APage).ToList();
        return new(await Shown(page), order.Total);
    }

    // A story of a course's work leaves its activity to be told: that it is one is said after it was begun, and names the story alone.
    static IEnumerable<Guid> Moved(Recorded recorded) => recorded.Data switch
    {
        StoryDrafted e => [e.Initiative],
        StoryDeclined e => [e.Initiative],
        WorkChosen e => [e.Story],
        _ => Count.OfDeeds(recorded),
    };

    async Task<IReadOnlyList<Untold>> Shown(IReadOnlyList<InPlace> page)
    {
        var (activities, initiatives) = (page.Select(placed => placed.One.Activity).ToArray(), page.Select(placed => placed.One.Initiative).ToArray());
        var (found, titled) = views.Together(() => (
            views.Many<ActivityCard>("select * from activity where activity = any(@activities)", new { activities }),
            views.Many<Titled>("select initiative, title from initiative where initiative = any(@initiatives)", new { initiatives })));
        var cards = (await found).ToDictionary(card => card.Activity);
        var titles = (await titled).ToDictionary(one => one.Initiative, one => one.Title);
        return
        [
            .. from placed in page
               let card = cards.GetValueOrDefault(placed.One.Activity)
               let title = titles.GetValueOrDefault(placed.One.Initiative)
               where card is not null && title is not null
               select new Untold(card, placed.One.Number, title, placed.One.Outcome, card.Outcome.Raters, placed.Told, placed.ToldOfUnit),
        ];
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
        var counts = await views.Many<Seen>(
            "select municipality, count(*)::int as stories from shown_story where programme = @Id and published_at > @since group by municipality",
            new { here.Id, since = now - Lately });
        return counts.ToDictionary(count => count.Municipality, count => count.Stories);
    }

    sealed record Titled(Guid Initiative, string Title);

    sealed record Seen(string Municipality, int Stories);
}
