using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Rates;

/// <summary>The rates of a stage, for every page, export and screen: as they were frozen, or as they stood at the end of a day.</summary>
public sealed class StageRates(Views views)
{
    public async Task<StageFigures> Of(ProgrammeView here, StageRow stage, DateOnly asOf) => stage.Figures ?? await Now(here, stage, asOf);

    /// <summary>Computed from the activities as they were at the end of a day, whether the stage is closed or not.</summary>
    /// <param name="municipality">Where the activities are; null for all.</param>
    public async Task<StageFigures> Now(ProgrammeView here, StageRow stage, DateOnly asOf, string? municipality = null)
    {
        var cohort = await views.Many<CohortRow>(
            """
            select c.*, coalesce(g.participants, '{}') as participants, coalesce(g.coordinators, '{}') as coordinators
              from course c
              left join lateral (
                select array_agg(grade order by grade) filter (where part = 'participant') as participants,
                       array_agg(grade order by grade) filter (where part = 'coordinator') as coordinators
                  from grade g where g.activity = c.activity and g.since < @End and g.until >= @End) g on true
             where c.programme = @Id and c.first_decided_at >= @First and c.first_decided_at < @Last
               and c.since < @End and c.until >= @End and (@municipality::text is null or c.municipality = @municipality)
            """,
            new { here.Id, municipality, End = here.Ends(asOf), First = here.Begins(stage.FromOn), Last = here.Ends(stage.ToOn) });
        return Domain.Scoring.Rates.Of(
            [.. Domain.Scoring.Rates.Cohort(cohort.Select(row => row.Facts(here)), stage.FromOn, stage.ToOn)], asOf, here.Rules.On(asOf));
    }

    sealed record CohortRow(
        string State, DateTimeOffset FirstDecidedAt, string? Decision, DateOnly? DueOn, DateOnly? CarriedOutOn, int[] Participants, int[] Coordinators)
    {
        public ActivityFacts Facts(ProgrammeView here) => new(
            here.Today(FirstDecidedAt), Decision == "approved", Decision == "declined", DueOn, CarriedOutOn, State == "cancelled",
            new Domain.Scoring.Outcome(Participants, Coordinators));
    }
}
