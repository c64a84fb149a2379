using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Outcome = Activation.Domain.Scoring.Outcome;

namespace Activation.Web.Features.Journey;

/// <summary>What a municipality did in a stage, and what it has ahead of it.</summary>
/// <param name="Outcome">All grades of its activities.</param>
/// <param name="Remembered">What most people took part in of what was carried out.</param>
/// <param name="NextOn">When the next one that is scheduled is to happen.</param>
public sealed record StageDeed(
    string Municipality, int Proposed, int CarriedOut, Outcome Outcome, string? Remembered, int? RememberedNumber, string? Next, int? NextNumber, DateOnly? NextOn);

/// <summary>The stage's stop on the journey: every municipality, as far as it had come at the end of a day.</summary>
public sealed class StageDeeds(Views views)
{
    public async Task<IReadOnlyList<StageDeed>> Of(ProgrammeView here, int stage, DateOnly day) => [.. (await views.Many<Row>(
        """
        with mine as (
          select c.*, a.title, a.participants, i.number from course c join activity a using (activity) join initiative i on i.initiative = c.initiative
           where c.programme = @Id and i.stage = @stage and c.since < @Ends and c.until >= @Ends
        ), ideas as (
          select s.municipality, count(*) as proposed from standing s join initiative i using (initiative)
           where s.programme = @Id and i.stage = @stage and s.since < @Ends and s.until >= @Ends and s.state <> 'withdrawn' group by s.municipality
        ), done as (
          select municipality, count(*) as carried_out from mine where state = 'carried_out' group by municipality
        ), graded as (
          select m.municipality, array_agg(g.grade order by g.grade) filter (where g.part = 'participant') as participants,
                 array_agg(g.grade order by g.grade) filter (where g.part = 'coordinator') as coordinators
            from mine m join grade g on g.activity = m.activity and g.since < @Ends and g.until >= @Ends group by m.municipality
        ), best as (
          select distinct on (municipality) municipality, title, number from mine where state = 'carried_out'
           order by municipality, participants desc nulls last, carried_out_on
        ), next as (
          select distinct on (municipality) municipality, title, number, due_on from mine where state = 'scheduled' and due_on >= @day order by municipality, due_on
        )
        select t.municipality, coalesce(ideas.proposed, 0)::int as proposed, coalesce(done.carried_out, 0)::int as carried_out,
               coalesce(graded.participants, '{}') as participants, coalesce(graded.coordinators, '{}') as coordinators,
               best.title as remembered, best.number as remembered_number, next.title as next, next.number as next_number, next.due_on as next_on
          from municipality t left join ideas using (municipality) left join done using (municipality) left join graded using (municipality)
          left join best using (municipality) left join next using (municipality)
         where t.programme = @Id order by t.route_place
        """,
        new { here.Id, stage, day, Ends = here.Ends(day) })).Select(row => row.Read())];

    sealed record Row(
        string Municipality, int Proposed, int CarriedOut, int[] Participants, int[] Coordinators, string? Remembered, int? RememberedNumber, string? Next,
        int? NextNumber, DateOnly? NextOn)
    {
        public StageDeed Read() => new(
            Municipality, Proposed, CarriedOut, new(Participants, Coordinators), Remembered, RememberedNumber, Next, NextNumber, NextOn);
    }
}

public static class StageOfDay
{
    /// <summary>The stage that a day lies in, or that was over last; null before the first.</summary>
    public static StageRow? StageOn(this ProgrammeView here, DateOnly day) => here.Stages.LastOrDefault(stage => stage.FromOn <= day);
}
