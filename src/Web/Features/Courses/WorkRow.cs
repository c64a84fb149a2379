using Activation.Domain.Courses;
using Activation.Store;

namespace Activation.Web.Features.Courses;

/// <summary>What was handed in, as far as the log knows of it.</summary>
/// <param name="Step">submitted, chosen, declined or withdrawn.</param>
/// <param name="Story">What is told of it, or was last: the story is there, emptied, when the work was taken back. Null when none was begun.</param>
/// <param name="Reason">Why it was declined; null when it was not.</param>
public sealed record WorkRow(
    Guid Work, Guid Programme, Guid Walk, Guid Guest, WorkLicence Licence, bool ShowsName, WorkStep Step, Guid? Story, string? Reason, DateTimeOffset SubmittedAt);

public sealed class WorkProjection : IProjection
{
    public string Name => "works";

    public int Revision => 2;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<WorkRow>("course_work", "work")];

    public string Ddl => """
        create table course_work (work uuid primary key, programme uuid not null, walk uuid not null, guest uuid not null, licence text not null,
          shows_name boolean not null, step text not null, story uuid, reason text, submitted_at timestamptz not null);
        create index course_work_walk on course_work (walk);
        create index course_work_story on course_work (story);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (IdOf(recorded.Data) is { } work) wanted.Row<WorkRow>(work);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is WorkSubmitted e)
            rows.Put(new WorkRow(e.Work, recorded.Tenant, e.Walk, e.Guest, e.Licence, e.ShowsName, WorkStep.Submitted, rows.Find<WorkRow>(e.Work)?.Story, null, recorded.At), e.Work);
        else if (IdOf(recorded.Data) is { } work && rows.Find<WorkRow>(work) is { } row)
            rows.Put(Evolve(row, recorded.Data), work);
    }

    static WorkRow Evolve(WorkRow row, object data) => data switch
    {
        WorkChosen e => row with { Step = WorkStep.Chosen, Story = e.Story, Reason = null },
        WorkDeclined e => row with { Step = WorkStep.Declined, Reason = e.Reason },
        WorkWithdrawn => row with { Step = WorkStep.Withdrawn, Reason = null },
        _ => row,
    };

    static Guid? IdOf(object data) => data switch
    {
        WorkSubmitted e => e.Work,
        WorkChosen e => e.Work,
        WorkDeclined e => e.Work,
        WorkWithdrawn e => e.Work,
        _ => null,
    };
}
