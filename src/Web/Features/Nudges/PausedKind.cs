using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Store;

namespace Activation.Web.Features.Nudges;

/// <summary>Whether a kind rests in a programme, and since when it has been so.</summary>
/// <param name="Reason">Null when it goes out again: its figures count from <paramref name="At"/>.</param>
/// <param name="By">Null when it paused itself.</param>
public sealed record PausedKind(Guid Programme, NudgeKind Kind, PauseReason? Reason, Guid? By, DateTimeOffset At, int Sent, int OptOuts);

public sealed class PausedKindProjection : IProjection
{
    public string Name => "nudges";

    public int Revision => 3;

    public IReadOnlyList<Table> Tables { get; } =
    [
        Table.Of<PausedKind>("paused_kind", "programme", "kind"), Table.Of<OptOut>("opt_out", "programme", "member", "kind"),
        Table.Of<DeclinedExample>("declined_example", "programme", "initiative", "municipality"),
    ];

    public string Ddl => """
        create table paused_kind (programme uuid not null, kind text not null, reason text, by uuid, at timestamptz not null, sent int not null,
          opt_outs int not null, primary key (programme, kind));
        create table opt_out (programme uuid not null, member uuid not null, kind text not null, at timestamptz not null, primary key (programme, member, kind));
        create index opt_out_kind on opt_out (kind, at);
        create table declined_example (programme uuid not null, initiative uuid not null, municipality text not null, primary key (programme, initiative, municipality));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        // The newest says it all.
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is NudgeKindPaused paused)
            rows.Put(new PausedKind(recorded.Tenant, paused.Kind, paused.Reason, paused.By, recorded.At, paused.Sent, paused.OptOuts), recorded.Tenant, paused.Kind);
        if (recorded.Data is NudgeKindMuted muted)
            rows.Put(new OptOut(recorded.Tenant, muted.Member, muted.Kind, recorded.At), recorded.Tenant, muted.Member, muted.Kind);
        if (recorded.Data is NudgesRefused refused)
            rows.Put(new OptOut(recorded.Tenant, refused.Member, refused.Kind, recorded.At), recorded.Tenant, refused.Member, refused.Kind);
        if (recorded.Data is ExampleDeclined declined)
            rows.Put(new DeclinedExample(recorded.Tenant, declined.Initiative, declined.Municipality), recorded.Tenant, declined.Initiative, declined.Municipality);
        if (recorded.Data is NudgeKindUnmuted unmuted) rows.Remove<OptOut>(recorded.Tenant, unmuted.Member, unmuted.Kind);
        if (recorded.Data is NudgeKindResumed resumed)
            rows.Put(new PausedKind(recorded.Tenant, resumed.Kind, null, resumed.By, recorded.At, 0, 0), recorded.Tenant, resumed.Kind);
    }
}
