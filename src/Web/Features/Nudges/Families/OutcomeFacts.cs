using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Domain.Scoring;

namespace Activation.Web.Features.Nudges.Families;

public sealed class OutcomeFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.RateOutcome, NudgeKind.OutcomeKnown, NudgeKind.StillAlive];

    // Who was in on it before it was done, and has not said what came of it.
    const string Unrated = """
        select a.activity, p.member, a.municipality, a.carried_out_at
          from activity a join initiative i using (initiative) join pledge p on p.initiative = a.initiative and p.at <= a.carried_out_at
          left join rating r on r.activity = a.activity and r.member = p.member
         where a.programme = @programme and a.state = 'carried_out' and r.member is null and p.member not in (a.owner, i.proposer)
           and a.carried_out_at between @now - interval '40 days' - make_interval(days => @missed) and @now - interval '10 days' and (@subjects::uuid[] is null or a.activity = any(@subjects))
        """;

    const string Rated = """
        select activity, owner, municipality, carried_out_at, participant_grades, coordinator_grades from activity
         where programme = @programme and state = 'carried_out' and carried_out_at > @now - interval '120 days' - make_interval(days => @missed) and cardinality(participant_grades || coordinator_grades) > 0
           and (@subjects::uuid[] is null or activity = any(@subjects))
        """;

    const string LongDone = """
        select a.activity, p.recipient, a.municipality, a.carried_out_on as "on",
               (said.at at time zone @zone)::date as answered_on, coalesce(said.number = 2, false) as is_gone
          from activity a join initiative i using (initiative)
          left join lateral (
            select h.at, h.number from happening h where h.initiative = a.initiative and h.activity = a.activity and h.kind = 'activity-followed-up' order by h.position desc limit 1) said on true
          cross join lateral (select distinct unnest(array[a.owner, i.proposer]) as recipient) p
         where a.programme = @programme and a.state = 'carried_out' and (@subjects::uuid[] is null or a.activity = any(@subjects))
           and (a.carried_out_on between @today::date - interval '7 months' - make_interval(days => @missed) and @today::date - interval '6 months'
             or a.carried_out_on between @today::date - interval '13 months' - make_interval(days => @missed) and @today::date - interval '12 months')
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope) =>
        (await scope.Views.Many<Participant>(Unrated, scope.Asked)).Select(one => Outcomes.Rate(one, scope.Time))
        .Concat((await scope.Views.Many<Row>(Rated, scope.Asked)).Select(row => Outcomes.Known(row.ToRatings(), scope.Rules, scope.Time)))
        .Concat((await scope.Views.Many<LongDone>(LongDone, scope.Asked)).Select(one => Outcomes.Alive(one, scope.Time))).Once();

    sealed record Row(Guid Activity, Guid Owner, string Municipality, DateTimeOffset CarriedOutAt, int[] ParticipantGrades, int[] CoordinatorGrades)
    {
        public Ratings ToRatings() => new(Activity, Owner, Municipality, CarriedOutAt, new Outcome(ParticipantGrades, CoordinatorGrades).Sums);
    }
}
