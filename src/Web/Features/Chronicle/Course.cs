using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Activities;

namespace Activation.Web.Features.Chronicle;

/// <summary>How far an activity had come. Every instant is that of the first time, as far as it had come by then.</summary>
/// <param name="State">draft, submitted, approved, returned, declined, scheduled, carried_out or cancelled.</param>
/// <param name="FirstDecidedAt">The first answer of any kind: it places the activity in a stage's cohort.</param>
/// <param name="Decision">The last answer: approved, returned or declined. A yes stays one, also when the activity is cancelled.</param>
/// <param name="DueOn">The date agreed last.</param>
/// <param name="PromisedOn">The same, except where the one before had passed when it was agreed: then that one.</param>
public sealed record CourseSpell(
    Guid Programme, Guid Activity, Guid Initiative, string Municipality, string State, DateTimeOffset PlannedAt, DateTimeOffset? SubmittedAt,
    DateTimeOffset? FirstDecidedAt, string? Decision, DateTimeOffset? ApprovedAt, DateTimeOffset? ScheduledAt, DateOnly? DueOn, DateOnly? PromisedOn,
    DateTimeOffset? CarriedOutAt, DateOnly? CarriedOutOn, DateTimeOffset Since, DateTimeOffset Until) : ISpell<CourseSpell>
{
    public CourseSpell Within(DateTimeOffset since, DateTimeOffset until) => this with { Since = since, Until = until };
}

public sealed class CourseProjection : IProjection
{
    public string Name => "courses";

    public int Revision => 3;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<CourseSpell>("course", "activity", "until")];

    // By the day it was due: a window of days reads its own activities, however long the history is. By the first answer: a stage's cohort.
    public string Ddl => """
        create table course (programme uuid not null, activity uuid not null, initiative uuid not null, municipality text not null, state text not null,
          planned_at timestamptz not null, submitted_at timestamptz, first_decided_at timestamptz, decision text, approved_at timestamptz,
          scheduled_at timestamptz, due_on date, promised_on date, carried_out_at timestamptz, carried_out_on date, since timestamptz not null,
          until timestamptz not null, primary key (activity, until));
        create index course_due on course (programme, due_on);
        create index course_promised on course (programme, promised_on);
        create index course_decided on course (programme, first_decided_at);
        create index course_initiative on course (initiative);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (ActivityOf(recorded.Data) is { } activity) wanted.Row<CourseSpell>(activity, Spells.Open);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (ActivityOf(recorded.Data) is not { } activity) return;
        var next = recorded.Data is ActivityPlanned e ? Planned(recorded, e)
            : rows.Find<CourseSpell>(activity, Spells.Open) is { } so ? Evolve(so, recorded) : null;
        if (next is not null) rows.Turn(recorded.At, next, activity);
    }

    static CourseSpell Planned(Recorded recorded, ActivityPlanned e) => new(
        recorded.Tenant, e.Activity, e.Initiative, e.Municipality, "draft", recorded.At, null, null, null, null, null, null, null, null, null,
        recorded.At, Spells.Open);

    static CourseSpell Evolve(CourseSpell so, Recorded recorded) => recorded.Data switch
    {
        ActivitySubmitted => so with { State = "submitted", SubmittedAt = so.SubmittedAt ?? recorded.At },
        ActivityApproved => Decided(so, recorded, "approved") with { ApprovedAt = so.ApprovedAt ?? recorded.At },
        ActivityReturned => Decided(so, recorded, "returned"),
        ActivityDeclined => Decided(so, recorded, "declined"),
        ActivityScheduled e => so with
        {
            State = "scheduled",
            ScheduledAt = so.ScheduledAt ?? recorded.At,
            DueOn = e.DueOn,
            PromisedOn = ActivityCard.Promised(so.PromisedOn, e.DueOn, recorded.At),
        },
        ActivityCarriedOut e => so with { State = "carried_out", CarriedOutAt = recorded.At, CarriedOutOn = e.On },
        ActivityCancelled => so with { State = "cancelled" },
        _ => so,
    };

    static CourseSpell Decided(CourseSpell so, Recorded recorded, string decision) =>
        so with { State = decision, Decision = decision, FirstDecidedAt = so.FirstDecidedAt ?? recorded.At };

    static Guid? ActivityOf(object data) => data switch
    {
        ActivityPlanned e => e.Activity,
        ActivitySubmitted e => e.Activity,
        ActivityApproved e => e.Activity,
        ActivityReturned e => e.Activity,
        ActivityDeclined e => e.Activity,
        ActivityScheduled e => e.Activity,
        ActivityCarriedOut e => e.Activity,
        ActivityCancelled e => e.Activity,
        _ => null,
    };
}
