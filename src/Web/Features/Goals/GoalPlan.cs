using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Goals;

/// <summary>A metric in the list, with how many initiatives say that they serve it.</summary>
public sealed record ListedMetric(MetricCard Card, int Initiatives, MetricSeries Series);

/// <summary>An initiative that says it serves a metric, and how.</summary>
/// <param name="Mechanism">In the words of now; null where it no longer says so.</param>
public sealed record LinkedInitiative(int Number, string Title, string State, string Municipality, string? Mechanism);

/// <summary>The plan as it is printed: areas, goals and metrics; and what had been measured and done for it at the end of a day.</summary>
public sealed class GoalPlan(Views views, Tallies tallies)
{
    /// <param name="Metrics">Numbers of those that it says it serves.</param>
    sealed record LinksRow(Guid Initiative, string[] Metrics) : ITallied
    {
        public Guid Subject => Initiative;
    }

    /// <param name="None">How many name none.</param>
    sealed record LinkCounts(IReadOnlyDictionary<string, int> ByMetric, int None);

    sealed class LinkSum : ISum<LinksRow, LinkCounts>
    {
        readonly Bag<string> metrics = new();
        int none;

        public LinkCounts Answer => new(metrics.All.ToDictionary(), none);

        public void Add(IReadOnlyList<LinksRow> own, int times)
        {
            foreach (var row in own)
            {
                foreach (var metric in row.Metrics) metrics.Add(metric, times);
                if (row.Metrics.Length == 0) none += times;
            }
        }
    }

    public Task<IReadOnlyList<GoalAreaRow>> Areas(Guid programme) =>
        views.Many<GoalAreaRow>("select * from goal_area where programme = @programme order by area", new { programme });

    public Task<IReadOnlyList<GoalRow>> Goals(Guid programme) =>
        views.Many<GoalRow>("select * from goal where programme = @programme order by area, goal", new { programme });

    /// <summary>In the order of print. With a municipality: those that it answers for, alone or with others.</summary>
    public async Task<IReadOnlyList<ListedMetric>> Metrics(ProgrammeView here, DateOnly day, string? municipality)
    {
        var programme = here.Id;
        var cards = await views.Many<MetricCard>(
            """
            select * from metric
             where programme = @programme and (@municipality::text is null or @municipality = any(responsible || co_responsible))
             order by area, place
            """,
            new { programme, municipality });
        var counts = (await Links(here, day)).ByMetric;
        var values = (await views.Many<MetricValueRow>(
            "select * from metric_value where programme = @programme and at < @End order by position", new { programme, End = here.Ends(day) }))
            .ToLookup(row => row.Number);
        return
        [
            .. cards.Select(card => new ListedMetric(
                card, counts.GetValueOrDefault(card.Number), MetricSeries.Of(card, values[card.Number], here, day))),
        ];
    }

    public Task<MetricCard?> Metric(Guid programme, string number) =>
        views.One<MetricCard>("select * from metric where programme = @programme and number = @number", new { programme, number });

    public async Task<MetricSeries> Series(ProgrammeView here, DateOnly day, MetricCard card) => MetricSeries.Of(
        card,
        await views.Many<MetricValueRow>(
            "select * from metric_value where programme = @Id and number = @Number and at < @End order by position",
            new { here.Id, card.Number, End = here.Ends(day) }),
        here, day);

    public Task<IReadOnlyList<LinkedInitiative>> Initiatives(ProgrammeView here, DateOnly day, string metric) => views.Many<LinkedInitiative>(
        """
        select i.number, i.title, s.state, i.municipality,
               (select link ->> 'mechanism' from jsonb_array_elements(i.metrics) link where link ->> 'metric' = @metric limit 1) as mechanism
          from standing s join initiative i using (initiative)
         where s.programme = @Id and s.since < @End and s.until >= @End and s.state <> 'withdrawn' and not s.merged and @metric = any(s.metrics) order by i.number
        """,
        new { here.Id, metric, End = here.Ends(day) });

    /// <summary>How many initiatives name no metric at all.</summary>
    public async Task<int> WithoutMetric(ProgrammeView here, DateOnly day) => (await Links(here, day)).None;

    Task<LinkCounts> Links(ProgrammeView here, DateOnly day) => tallies.Of<LinksRow, LinkCounts>(
        here, day, new("metrics", day, LinksSql, new { here.Id, End = here.Ends(day) }), () => new LinkSum());

    static string LinksSql(Only only) => $"""
        select initiative, metrics from standing
         where programme = @Id and since < @End and until >= @End and state <> 'withdrawn' and not merged {only("initiative = any(@which)")}
        """;

    /// <summary>The yearly follow-ups, the newest year first.</summary>
    public Task<IReadOnlyList<FollowUpRow>> FollowUps(Guid programme) =>
        views.Many<FollowUpRow>("select * from follow_up where programme = @programme order by year desc", new { programme });

    /// <summary>What stands signed at the end of a day, of a year or of a metric.</summary>
    public Task<IReadOnlyList<SignOffRow>> SignOffs(ProgrammeView here, DateOnly day, int? year = null, string? number = null) => views.Many<SignOffRow>(
        """
        select distinct on (number, year, municipality) * from sign_off
         where programme = @Id and at < @End and (@year::int is null or year = @year) and (@number::text is null or number = @number)
         order by number, year desc, municipality, position desc
        """,
        new { here.Id, End = here.Ends(day), year, number });
}
