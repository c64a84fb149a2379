using Activation.Web.Platform;

namespace Activation.Web.Features.Talks;

/// <summary>An activity whose people somebody should talk to.</summary>
/// <param name="Owner">Who answers for it; null for somebody who was erased.</param>
/// <param name="Note">What help was asked for with; null when nobody asked.</param>
public sealed record Talk(Guid Activity, Guid Initiative, int Number, string Title, string Municipality, string? Owner, DateOnly? DueOn, string? Note, DateTimeOffset? AskedAt);

/// <summary>What letters will not mend: activities long past their day, and those whose people ask for help. A word about how it goes takes one off the list.</summary>
public sealed class TalkList(Views views)
{
    /// <summary>
    /// Two weeks after its day, those without reminders not counted, nothing more is sent and a human asks: an activity <c>a</c> of which nobody has said since
    /// that it goes on.
    /// </summary>
    public const string LongOverdue = """
        a.state = 'scheduled' and a.due_on <= @late::date and not exists (
          select from happening said where said.initiative = a.initiative and said.activity = a.activity and said.kind = 'activity-on-track' and said.at > @now - interval '14 days')
        """;

    public Task<IReadOnlyList<Talk>> In(Guid programme, string[] places, DateOnly late, DateTimeOffset now) => views.Many<Talk>(
        $"""
        select a.activity, a.initiative, i.number, a.title, a.municipality, p.name as owner, a.due_on, help.reason as note, help.at as asked_at
          from activity a join initiative i using (initiative) left join hub.person p on p.person = a.owner
          left join lateral (select h.reason, h.at, h.position from happening h where h.initiative = a.initiative and h.activity = a.activity and h.kind = 'help-asked' order by h.position desc limit 1) help on true
         where a.programme = @programme and a.municipality = any(@places) and i.state in ('proposed', 'active')
           and a.state in ('draft', 'returned', 'approved', 'scheduled')
           and (({LongOverdue})
                or (help.position is not null and not exists (
                  select from happening said where said.initiative = a.initiative and said.activity = a.activity and said.kind in ('activity-on-track', 'activity-scheduled') and said.position > help.position)))
         order by help.at nulls last, a.due_on, a.activity
        """,
        new { programme, places, late, now });
}
