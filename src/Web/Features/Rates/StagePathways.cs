using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Rates;

/// <summary>From proposal to outcome, for the initiatives that were proposed in a stage, as far as they had come at the end of a day.</summary>
public sealed class StagePathways(Tallies tallies)
{
    /// <param name="municipality">Where the activities are; null for all.</param>
    public Task<IReadOnlyList<PathwayCount>> Of(ProgrammeView here, StageRow stage, string? municipality, DateOnly day)
    {
        var rules = here.RulesThen(day);
        var count = new Count(
            ("pathways", stage.Stage, municipality), (stage.Stage, rules, day), PassagesSql, new { here.Id, stage.Stage, municipality, End = here.Ends(day) });
        return tallies.Of<PassageRow, IReadOnlyList<PathwayCount>>(here, day, count, () => new PassageSum(rules));
    }

    static string PassagesSql(Only only) => $$"""
        select c.*, coalesce(g.participants, '{}') as participants, coalesce(g.coordinators, '{}') as coordinators, coalesce(g.graded_at, '{}') as graded_at
          from course c join initiative i using (initiative)
          left join lateral (
            select array_agg(grade) filter (where part = 'participant') as participants, array_agg(grade) filter (where part = 'coordinator') as coordinators,
                   array_agg(first order by first) as graded_at
              from (select g.part, g.grade, (select min(f.since) from grade f where f.activity = g.activity and f.member = g.member) as first
                      from grade g where g.activity = c.activity and g.part <> 'owner' and g.since < @End and g.until >= @End) each) g on true
         where c.programme = @Id and i.stage = @Stage and c.since < @End and c.until >= @End
           and (@municipality::text is null or c.municipality = @municipality) {{only("c.initiative = any(@which)")}}
        """;

    sealed record PassageRow(
        Guid Initiative, string State, DateTimeOffset PlannedAt, DateTimeOffset? FirstDecidedAt, DateTimeOffset? ApprovedAt, DateTimeOffset? ScheduledAt,
        DateTimeOffset? CarriedOutAt, string? Decision, int[] Participants, int[] Coordinators, DateTimeOffset[] GradedAt) : ITallied
    {
        public Guid Subject => Initiative;

        public Passage Read(ScoringRules rules)
        {
            var outcome = new Domain.Scoring.Outcome(Participants, Coordinators);
            var rated = CarriedOutAt is not null && outcome.IsPublished(rules);
            return new(
                PlannedAt, FirstDecidedAt, ApprovedAt, ScheduledAt, CarriedOutAt, rated ? GradedAt[rules.PublishedFrom - 1] : null,
                rated && outcome.RoundedMedian() == Domain.Scoring.Outcome.TopGrade, Decision == "declined");
        }
    }

    sealed class PassageSum(ScoringRules rules) : ISum<PassageRow, IReadOnlyList<PathwayCount>>
    {
        readonly Pathway pathway = new();

        public IReadOnlyList<PathwayCount> Answer => pathway.Counts;

        public void Add(IReadOnlyList<PassageRow> own, int times)
        {
            foreach (var row in own) pathway.Add(row.Read(rules), times);
        }
    }
}
