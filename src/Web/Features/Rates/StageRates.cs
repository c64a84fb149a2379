using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Rates;

/// <summary>The rates of a stage, for every page, export and screen: as they were frozen, or as they stood at the end of a day.</summary>
public sealed class StageRates(Views views, SharedReads reads, StagePathways pathways)
{
    public async Task<StageFigures> Of(ProgrammeView here, StageRow stage, DateOnly asOf) => stage.Figures ?? await Now(here, stage, asOf);

    /// <summary>What a stage is closed with: its rates, and how many came how far in how many days, as of its last day, whenever somebody comes to close
    /// it; as of today where that is before.</summary>
    public async Task<StageFigures> Final(ProgrammeView here, StageRow stage, DateOnly today)
    {
        var day = today < stage.ToOn ? today : stage.ToOn;
        return await Now(here, stage, day) with { Steps = await pathways.Of(here, stage, null, day) };
    }

    /// <summary>Computed from the activities as they were at the end of a day, whether the stage is closed or not.</summary>
    /// <param name="municipality">Where the activities are; null for all.</param>
    public Task<StageFigures> Now(ProgrammeView here, StageRow stage, DateOnly asOf, string? municipality = null)
    {
        var rules = here.RulesThen(asOf);
        return reads.Deeds.Of(here.Id, ("rates", stage, rules, municipality, asOf), () => Read(here, stage, rules, municipality, asOf));
    }

    /// <summary>How many activities were first answered on a day of no stage, by the end of a day: they are in no stage's rates.</summary>
    /// <param name="municipality">Where the activities are; null for all.</param>
    public async Task<int> Outside(ProgrammeView here, DateOnly asOf, string? municipality = null)
    {
        var stages = here.Stages.Where(stage => stage.Stage > 0).ToList();
        var rows = await reads.Deeds.Many<OutsideRow>(
            here.Id,
            """
            select count(*) as answered from course c
             where c.programme = @Id and c.first_decided_at is not null and c.since < @End and c.until >= @End
               and (@municipality::text is null or c.municipality = @municipality)
               and not exists (select from unnest(@Begins, @Ends) s (begins, ends) where c.first_decided_at >= s.begins and c.first_decided_at < s.ends)
            """,
            new
            {
                here.Id, municipality, End = here.Ends(asOf), Begins = stages.Select(stage => here.Begins(stage.FromOn).UtcDateTime).ToArray(),
                Ends = stages.Select(stage => here.Ends(stage.ToOn).UtcDateTime).ToArray(),
            });
        return rows[0].Answered;
    }

    async Task<StageFigures> Read(ProgrammeView here, StageRow stage, ScoringRules rules, string? municipality, DateOnly asOf)
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
        var figures = Domain.Scoring.Rates.Of(
            [.. Domain.Scoring.Rates.Cohort(cohort.Select(row => row.Facts(here)), stage.FromOn, stage.ToOn)], asOf, rules);
        return figures with { Reuse = await Reuse(here, stage, municipality, asOf) };
    }

    /// <summary>Of the cohort's initiatives with something carried out, the share that another municipality has taken up with a yes. 0–1.</summary>
    async Task<Estimate> Reuse(ProgrammeView here, StageRow stage, string? municipality, DateOnly day)
    {
        var row = await views.One<AdoptedRow>(
            """
            select count(*) as done, count(*) filter (where exists (
                     select from adoption a join standing s on s.initiative = a.initiative and s.since < @End and s.until >= @End and s.state <> 'withdrawn' and s.approved
                      where a.parent = i.initiative and a.municipality <> i.municipality)) as lent
              from initiative i
             where i.programme = @Id and i.initiative in (
                     select c.initiative from course c
                      where c.programme = @Id and c.first_decided_at >= @First and c.first_decided_at < @Last and c.state = 'carried_out'
                        and c.since < @End and c.until >= @End and (@municipality::text is null or c.municipality = @municipality))
            """,
            new { here.Id, municipality, End = here.Ends(day), First = here.Begins(stage.FromOn), Last = here.Ends(stage.ToOn) });
        return Wilson.Share(row!.Lent, row.Done);
    }

    sealed record AdoptedRow(int Done, int Lent);

    sealed record OutsideRow(int Answered);

    sealed record CohortRow(
        string State, DateTimeOffset FirstDecidedAt, string? Decision, DateOnly? DueOn, DateOnly? PromisedOn, DateOnly? CarriedOutOn, DateTimeOffset? CarriedOutAt, int[] Participants, int[] Coordinators)
    {
        public ActivityFacts Facts(ProgrammeView here) => new(
            here.Today(FirstDecidedAt), Decision == "approved", Decision == "declined", DueOn, CarriedOutOn, State == "cancelled",
            new Domain.Scoring.Outcome(Participants, Coordinators), PromisedOn,
            CarriedOutAt is { } told ? here.Today(told) : null);
    }
}
