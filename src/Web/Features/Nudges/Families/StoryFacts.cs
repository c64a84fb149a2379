using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Domain.Scoring;

namespace Activation.Web.Features.Nudges.Families;

public sealed class StoryFacts : IFamily
{
    public IReadOnlyList<NudgeKind> Kinds => [NudgeKind.StoryWaiting, NudgeKind.StoryHeld];

    // Neither begun nor declined: a no is an answer, too. Of all that was carried out in a year what was rated lately.
    const string Untold = """
        select a.activity, c.member as recipient, a.municipality, a.participant_grades, a.coordinator_grades, max(r.at) as rated_at
          from activity a join rating r on r.activity = a.activity and r.part <> 'owner'
          join member c on c.programme = a.programme and not c."left" and 'communicator' = any(c.roles) and c.municipality = a.municipality
         where a.programme = @programme and a.state = 'carried_out' and a.carried_out_at > @now - interval '360 days'
           and a.activity in (select g.activity from grade g where g.programme = @programme and g.since > @since) and (@subjects::uuid[] is null or a.activity = any(@subjects))
           and not exists (select from story s where s.activity = a.activity and not exists (select from course_work c where c.story = s.story))
         group by a.activity, c.member
        """;

    // What the clock has not published is held back by what it asks anew.
    const string Held = """
        select s.story, c.member as recipient, s.municipality, (s.state ->> 'publish_at')::timestamptz as publish_at
          from story s join member c on c.programme = s.programme and c.member = (s.state ->> 'scheduled_by')::uuid and not c."left"
               and c.roles && array['communicator', 'programme_lead', 'administrator']
         where s.programme = @programme and s.step = 'scheduled' and (s.state ->> 'publish_at')::timestamptz < @now
           and (@subjects::uuid[] is null or s.story = any(@subjects)) and (@people::uuid[] is null or c.member = any(@people))
        """;

    public async Task<IReadOnlyList<DueNudge>> Find(Scope scope)
    {
        var lately = new { programme = scope.Time.Programme, now = scope.Time.Now, since = scope.Time.Since(Examples.TellWithin), subjects = scope.Subjects };
        return (await scope.Views.Many<Row>(Untold, lately)).Select(row => Examples.StoryWaiting(row.ToUntold(), scope.Rules, scope.Time))
            .Concat((await scope.Views.Many<HeldStory>(Held, scope.Asked)).Select(one => Examples.StoryHeld(one, scope.Time))).Once();
    }

    sealed record Row(Guid Activity, Guid Recipient, string Municipality, int[] ParticipantGrades, int[] CoordinatorGrades, DateTimeOffset RatedAt)
    {
        public Untold ToUntold() => new(Activity, Recipient, Municipality, new Outcome(ParticipantGrades, CoordinatorGrades).Sums, RatedAt);
    }
}
