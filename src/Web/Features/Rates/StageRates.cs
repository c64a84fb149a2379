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
        var cohort = await tallies.Of<CohortRow, Cohort>(
            here, asOf, new(("rates", stage.Stage, municipality), (stage.FromOn, stage.ToOn, rules, asOf), CohortSql, asked), rows => CohortOf(here, stage, rules, asOf, rows));
        var copies = await tallies.Of<CopyRow, ILookup<Guid, string>>(
            here, asOf, new("copies", asOf, CopiesSql, asked), rows => rows.ToLookup(row => row.Parent, row => row.Municipality));
        // Of the cohort's initiatives with something carried out, the share that another municipality has taken up with a yes. 0–1.
        var lent = cohort.Done.Count(initiative => copies[initiative.Key].Any(taker => taker != initiative.Value));
        return cohort.Figures with { Reuse = Wilson.Share(lent, cohort.Done.Count) };
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
        return (await tallies.Of<OutsideRow, OutsideSum>(here, asOf, count, rows => new(rows.Sum(row => row.Answered)))).Answered;
    }

    static string CohortSql(Only only) => $$"""
        select c.*, i.municipality as home, coalesce(g.participants, '{}') as participants, coalesce(g.coordinators, '{}') as coordinators
          from course c join initiative i on i.initiative = c.initiative
          left join lateral (
            select array_agg(grade order by grade) filter (where part = 'participant') as participants,
                   array_agg(grade order by grade) filter (where part = 'coordinator') as coordinators
              from grade g where g.activity = c.activity and g.since < @End and g.until >= @End) g on true
         where c.programme = @Id and c.first_decided_at >= @First and c.first_decided_at < @Last
           and c.since < @End and c.until >= @End and (@municipality::text is null or c.municipality = @municipality) {{only("c.initiative = any(@which)")}}
        """;

    static string CopiesSql(Only only) => $"""
        select a.initiative, a.parent, a.municipality from adoption a
          join standing s on s.initiative = a.initiative and s.since < @End and s.until >= @End and s.state <> 'withdrawn' and s.approved
         where a.programme = @Id {only("a.initiative = any(@which)")}
        """;

    static string OutsideSql(Only only) => $"""
        select c.initiative, count(*)::int as answered from course c
         where c.programme = @Id and c.first_decided_at is not null and c.since < @End and c.until >= @End
           and (@municipality::text is null or c.municipality = @municipality) {only("c.initiative = any(@which)")}
           and not exists (select from unnest(@Begins, @Ends) s (begins, ends) where c.first_decided_at >= s.begins and c.first_decided_at < s.ends)
         group by c.initiative
        """;

    static Cohort CohortOf(ProgrammeView here, StageRow stage, ScoringRules rules, DateOnly asOf, IReadOnlyCollection<CohortRow> rows) => new(
        Domain.Scoring.Rates.Of([.. Domain.Scoring.Rates.Cohort(rows.Select(row => row.Facts(here)), stage.FromOn, stage.ToOn)], asOf, rules),
        rows.Where(row => row.State == "carried_out").DistinctBy(row => row.Initiative).ToDictionary(row => row.Initiative, row => row.Home));

    /// <param name="Figures">Without what came of it elsewhere.</param>
    /// <param name="Done">Initiatives with something carried out, and where they are at home.</param>
    sealed record Cohort(StageFigures Figures, IReadOnlyDictionary<Guid, string> Done);

    /// <summary>An initiative with a yes, and the one that it was taken up from.</summary>
    sealed record CopyRow(Guid Initiative, Guid Parent, string Municipality) : ITallied
    {
        public Guid Subject => Initiative;
    }

    sealed record OutsideRow(Guid Initiative, int Answered) : ITallied
    {
        public Guid Subject => Initiative;
    }

    sealed record OutsideSum(int Answered);

    sealed record CohortRow(
        Guid Initiative, string Home, string State, DateTimeOffset FirstDecidedAt, string? Decision, DateOnly? DueOn, DateOnly? PromisedOn, DateOnly? CarriedOutOn, DateTimeOffset? CarriedOutAt, int[] Participants, int[] Coordinators) : ITallied
    {
        public Guid Subject => Initiative;

        public ActivityFacts Facts(ProgrammeView here) => new(
            here.Today(FirstDecidedAt), Decision == "approved", Decision == "declined", DueOn, CarriedOutOn, State == "cancelled",
            new Domain.Scoring.Outcome(Participants, Coordinators), PromisedOn,
            CarriedOutAt is { } told ? here.Today(told) : null);
    }
}
