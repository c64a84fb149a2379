using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Rates;

/// <summary>The rates of a stage, for every page, export and screen: as they were frozen, or as they stood at the end of a day.</summary>
public sealed class StageRates(Tallies tallies, StagePathways pathways)
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
    public async Task<StageFigures> Now(ProgrammeView here, StageRow stage, DateOnly asOf, string? municipality = null)
    {
        var rules = here.RulesThen(asOf);
        var asked = new { here.Id, municipality, End = here.Ends(asOf), First = here.Begins(stage.FromOn), Last = here.Ends(stage.ToOn) };
        return await tallies.Of<CohortRow, StageFigures>(
            here, asOf, new(("rates", stage.Stage, municipality), (stage.FromOn, stage.ToOn, rules, asOf), CohortSql, asked), () => new CohortSum(here, stage, rules, asOf));
    }

    /// <summary>How many activities were first answered on a day of no stage, by the end of a day: they are in no stage's rates.</summary>
    /// <param name="municipality">Where the activities are; null for all.</param>
    public async Task<int> Outside(ProgrammeView here, DateOnly asOf, string? municipality = null)
    {
        var stages = here.Stages.Where(stage => stage.Stage > 0).ToList();
        var (begins, ends) = (stages.Select(stage => here.Begins(stage.FromOn).UtcDateTime).ToArray(), stages.Select(stage => here.Ends(stage.ToOn).UtcDateTime).ToArray());
        var count = new Count(
            ("outside", municipality), (asOf, string.Join(' ', begins.Concat(ends).Select(at => at.Ticks))), OutsideSql,
            new { here.Id, municipality, End = here.Ends(asOf), Begins = begins, Ends = ends });
        return (await tallies.Of<OutsideRow, OutsideCount>(here, asOf, count, () => new OutsideSum())).Answered;
    }

    // Lent: another municipality has taken it up with a yes. What it takes up moves what it was taken from.
    static string CohortSql(Only only) => $$"""
        select c.*, coalesce(g.participants, '{}') as participants, coalesce(g.coordinators, '{}') as coordinators,
               c.state = 'carried_out' and exists (
                 select from adoption a join standing s on s.initiative = a.initiative and s.since < @End and s.until >= @End and s.state <> 'withdrawn' and s.approved
                  where a.parent = c.initiative and a.programme = @Id and a.municipality <> i.municipality) as lent
          from course c join initiative i on i.initiative = c.initiative
          left join lateral (
            select array_agg(grade order by grade) filter (where part = 'participant') as participants,
                   array_agg(grade order by grade) filter (where part = 'coordinator') as coordinators
              from grade g where g.activity = c.activity and g.since < @End and g.until >= @End) g on true
         where c.programme = @Id and c.first_decided_at >= @First and c.first_decided_at < @Last
           and c.since < @End and c.until >= @End and (@municipality::text is null or c.municipality = @municipality)
           {{only("c.initiative in (select unnest(@which) union select parent from adoption where initiative = any(@which))")}}
        """;

    static string OutsideSql(Only only) => $"""
        select c.initiative, count(*)::int as answered from course c
         where c.programme = @Id and c.first_decided_at is not null and c.since < @End and c.until >= @End
           and (@municipality::text is null or c.municipality = @municipality) {only("c.initiative = any(@which)")}
           and not exists (select from unnest(@Begins, @Ends) s (begins, ends) where c.first_decided_at >= s.begins and c.first_decided_at < s.ends)
         group by c.initiative
        """;

    sealed record OutsideRow(Guid Initiative, int Answered) : ITallied
    {
        public Guid Subject => Initiative;
    }

    sealed record OutsideCount(int Answered);

    sealed class OutsideSum : ISum<OutsideRow, OutsideCount>
    {
        int answered;

        public OutsideCount Answer => new(answered);

        public void Add(IReadOnlyList<OutsideRow> own, int times) => answered += times * own.Sum(row => row.Answered);
    }

    sealed record CohortRow(
        Guid Initiative, string State, DateTimeOffset FirstDecidedAt, string? Decision, DateOnly? DueOn, DateOnly? PromisedOn, DateOnly? CarriedOutOn, DateTimeOffset? CarriedOutAt, int[] Participants, int[] Coordinators, bool Lent) : ITallied
    {
        public Guid Subject => Initiative;

        public ActivityFacts Facts(ProgrammeView here) => new(
            here.Today(FirstDecidedAt), Decision == "approved", Decision == "declined", DueOn, CarriedOutOn, State == "cancelled",
            new Domain.Scoring.Outcome(Participants, Coordinators), PromisedOn,
            CarriedOutAt is { } told ? here.Today(told) : null);
    }

    sealed class CohortSum(ProgrammeView here, StageRow stage, ScoringRules rules, DateOnly asOf) : ISum<CohortRow, StageFigures>
    {
        readonly Domain.Scoring.Rates rates = new(asOf, rules);
        int done, lent;

        public StageFigures Answer => rates.Figures with { Reuse = Wilson.Share(lent, done) };

        public void Add(IReadOnlyList<CohortRow> own, int times)
        {
            foreach (var activity in Domain.Scoring.Rates.Cohort(own.Select(row => row.Facts(here)), stage.FromOn, stage.ToOn)) rates.Add(activity, times);
            if (own.Any(row => row.State == "carried_out")) done += times;
            if (own.Any(row => row.Lent)) lent += times;
        }
    }
}
