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

/// <summary>The stage's stop on the journey: every municipality, as far as it has come until now.</summary>
public sealed class StageDeeds(Views views)
{
    public async Task<IReadOnlyList<StageDeed>> Of(ProgrammeView here, int stage, DateOnly today) => [.. (await views.Many<Row>(
        """
        with mine as (
          select a.*, i.number from activity a join initiative i using (initiative) where a.programme = @Id and i.stage = @stage
        ), best as (
          select distinct on (municipality) municipality, title, number from mine where state = 'carried_out'
           order by municipality, participants desc nulls last, carried_out_on
        ), next as (
          select distinct on (municipality) municipality, title, number, due_on from mine where state = 'scheduled' and due_on >= @today order by municipality, due_on
        )
        select t.municipality,
               (select count(*)::int from initiative i where i.programme = @Id and i.stage = @stage and i.municipality = t.municipality and i.state <> 'withdrawn') as proposed,
               (select count(*)::int from mine m where m.municipality = t.municipality and m.state = 'carried_out') as carried_out,
               array(select unnest(m.participant_grades) from mine m where m.municipality = t.municipality) as participants,
               array(select unnest(m.coordinator_grades) from mine m where m.municipality = t.municipality) as coordinators,
               b.title as remembered, b.number as remembered_number, n.title as next, n.number as next_number, n.due_on as next_on
          from municipality t left join best b using (municipality) left join next n using (municipality)
         where t.programme = @Id order by t.route_place
        """,
        new { here.Id, stage, today })).Select(row => row.Read())];

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
