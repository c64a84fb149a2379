using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Goals;

/// <summary>A metric in the list, with how many initiatives say that they serve it.</summary>
public sealed record ListedMetric(MetricCard Card, int Initiatives, MetricSeries Series);

/// <summary>An initiative that says it serves a metric, and how.</summary>
public sealed record LinkedInitiative(int Number, string Title, string State, string Municipality, string Mechanism);

/// <summary>The plan: areas, goals and metrics, and the initiatives that say they serve them.</summary>
public sealed class GoalPlan(Views views)
{
    sealed record Linked(string Metric, int Initiatives);

    public Task<IReadOnlyList<GoalAreaRow>> Areas(Guid programme) =>
        views.Many<GoalAreaRow>("select * from goal_area where programme = @programme order by area", new { programme });

    public Task<IReadOnlyList<GoalRow>> Goals(Guid programme) =>
        views.Many<GoalRow>("select * from goal where programme = @programme order by area, goal", new { programme });

    /// <summary>In the order of print. With a municipality: those that it answers for, alone or with others.</summary>
    public async Task<IReadOnlyList<ListedMetric>> Metrics(ProgrammeView here, DateOnly today, string? municipality)
    {
        var programme = here.Id;
        var cards = await views.Many<MetricCard>(
            """
            select * from metric
             where programme = @programme and (@municipality::text is null or @municipality = any(responsible || co_responsible))
             order by area, place
            """,
            new { programme, municipality });
        var counts = (await views.Many<Linked>(
            """
            select link ->> 'metric' as metric, count(distinct initiative) as initiatives
              from initiative, jsonb_array_elements(metrics) link
             where programme = @programme and state <> 'withdrawn' group by 1
            """,
            new { programme })).ToDictionary(linked => linked.Metric, linked => linked.Initiatives);
        var values = (await views.Many<MetricValueRow>("select * from metric_value where programme = @programme order by position", new { programme }))
            .ToLookup(row => row.Number);
        return
        [
            .. cards.Select(card => new ListedMetric(
                card, counts.GetValueOrDefault(card.Number), MetricSeries.Of(card, values[card.Number], here, today))),
        ];
    }

    public Task<MetricCard?> Metric(Guid programme, string number) =>
        views.One<MetricCard>("select * from metric where programme = @programme and number = @number", new { programme, number });

    public async Task<MetricSeries> Series(ProgrammeView here, DateOnly today, MetricCard card) => MetricSeries.Of(
        card,
        await views.Many<MetricValueRow>(
            "select * from metric_value where programme = @Id and number = @Number order by position", new { here.Id, card.Number }),
        here, today);

    public async Task<IReadOnlyList<LinkedInitiative>> Initiatives(Guid programme, string metric) => await views.Many<LinkedInitiative>(
        """
        select i.number, i.title, i.state, i.municipality, link ->> 'mechanism' as mechanism
          from initiative i, jsonb_array_elements(i.metrics) link
         where i.programme = @programme and i.state <> 'withdrawn' and link ->> 'metric' = @metric order by i.number
        """,
        new { programme, metric });

    /// <summary>How many initiatives name no metric at all.</summary>
    public Task<int> WithoutMetric(Guid programme) => views.Value<int>(
        "select count(*)::int from initiative where programme = @programme and state <> 'withdrawn' and metrics = '[]'::jsonb", new { programme });
}
