using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Outcome = Activation.Domain.Scoring.Outcome;

namespace Activation.Web.Features.Journey;

/// <summary>What a municipality had done in a stage at the end of a day, and what it had ahead of it.</summary>
/// <param name="Outcome">All grades of its activities that enough have rated: of others a single one could be read in the sum.</param>
/// <param name="Remembered">What most people took part in of what was carried out.</param>
/// <param name="NextOn">When the next one that is scheduled is to happen.</param>
public sealed record StageDeed(
    DateOnly Day, string Municipality, int Proposed, int CarriedOut, Outcome Outcome, string? Remembered, int? RememberedNumber, string? Next, int? NextNumber,
    DateOnly? NextOn);

/// <summary>The stages' stops on the journey: every municipality that had come along, as far as it had come at the end of a day.</summary>
public sealed class StageDeeds(Views views)
{
    /// <summary>Any number of days at once, each with the stage that is told on it.</summary>
    public async Task<IReadOnlyList<StageDeed>> Of(ProgrammeView here, IReadOnlyList<(DateOnly Day, int Stage)> told) => [.. (await views.Many<Row>(
        """
        with told as (select * from unnest(@Days, @Stages, @Ends, @Enough) d (day, stage, ends, enough)), mine as (
          select d.day, d.ends, d.enough, c.activity, c.municipality, c.state, c.due_on, c.carried_out_on, a.title, a.participants, i.number from told d
            join initiative i on i.programme = @Id and i.stage = d.stage
            join course c on c.initiative = i.initiative and c.since < d.ends and c.until >= d.ends join activity a on a.activity = c.activity
        ), ideas as (
          select d.day, s.municipality, count(*) as proposed from told d join initiative i on i.programme = @Id and i.stage = d.stage
            join standing s on s.initiative = i.initiative and s.since < d.ends and s.until >= d.ends and s.state <> 'withdrawn' and not s.merged group by d.day, s.municipality
        ), done as (
          select day, municipality, count(*) as carried_out from mine where state = 'carried_out' group by day, municipality
        ), given as (
          select m.day, m.municipality, g.grade, g.part, count(*) filter (where g.part <> 'owner') over (partition by m.day, m.activity) >= m.enough as are_enough
            from mine m join grade g on g.activity = m.activity and g.since < m.ends and g.until >= m.ends
        ), graded as (
          select day, municipality, array_agg(grade order by grade) filter (where part = 'participant') as participants,
                 array_agg(grade order by grade) filter (where part = 'coordinator') as coordinators
            from given where are_enough group by day, municipality
        ), best as (
          select distinct on (day, municipality) day, municipality, title, number from mine where state = 'carried_out'
           order by day, municipality, participants desc nulls last, carried_out_on, activity
        ), next as (
          select distinct on (day, municipality) day, municipality, title, number, due_on from mine where state = 'scheduled' and due_on >= day
           order by day, municipality, due_on, activity
        )
        select d.day, t.municipality, coalesce(ideas.proposed, 0)::int as proposed, coalesce(done.carried_out, 0)::int as carried_out,
               coalesce(graded.participants, '{}') as participants, coalesce(graded.coordinators, '{}') as coordinators,
               best.title as remembered, best.number as remembered_number, next.title as next, next.number as next_number, next.due_on as next_on
          from told d join joined t on t.programme = @Id and t.at < d.ends
          left join ideas using (day, municipality) left join done using (day, municipality) left join graded using (day, municipality)
          left join best using (day, municipality) left join next using (day, municipality)
         order by d.day, t.municipality
        """,
        new
        {
            here.Id, Days = told.Select(one => one.Day).ToArray(), Stages = told.Select(one => one.Stage).ToArray(),
            Ends = told.Select(one => here.Ends(one.Day).UtcDateTime).ToArray(), Enough = told.Select(one => here.RulesThen(one.Day).PublishedFrom).ToArray(),
        })).Select(row => row.Read())];

    sealed record Row(
        DateOnly Day, string Municipality, int Proposed, int CarriedOut, int[] Participants, int[] Coordinators, string? Remembered, int? RememberedNumber,
        string? Next, int? NextNumber, DateOnly? NextOn)
    {
        public StageDeed Read() => new(
            Day, Municipality, Proposed, CarriedOut, new(Participants, Coordinators), Remembered, RememberedNumber, Next, NextNumber, NextOn);
    }
}
