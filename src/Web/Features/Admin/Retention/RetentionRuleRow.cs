using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Retention;
using Activation.Store;

namespace Activation.Web.Features.Admin.Retention;

/// <summary>A rule as it was set once; the newest of its kind holds.</summary>
/// <param name="Version">Counted over all rules of the programme.</param>
/// <param name="Months">Null: for as long as the programme is kept.</param>
public sealed record RetentionRuleRow(Guid Programme, int Version, Ageing Kind, int? Months, string Reason, Guid? Actor, DateTimeOffset At);

/// <summary>Words beside a deed that still stand in the log, also where no page shows them any longer.</summary>
public sealed record SideTextRow(string Stream, int Version, Guid Programme, Guid Initiative, Ageing Kind, string Field);

/// <summary>The rules, and where the words are that they are about.</summary>
public sealed class RetentionProjection : IProjection
{
    public string Name => "retention";

    public int Revision => 2;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<RetentionRuleRow>("retention_rule", "programme", "version"), Table.Of<SideTextRow>("side_text", "stream", "version")];

    public string Ddl => """
        create table retention_rule (programme uuid not null, version int not null, kind text not null, months int, reason text not null, actor uuid,
          at timestamptz not null, primary key (programme, version));
        create table side_text (stream text not null, version int not null, programme uuid not null, initiative uuid not null, kind text not null,
          field text not null, primary key (stream, version));
        create index side_text_initiative on side_text (initiative);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        switch (recorded.Data)
        {
            case RetentionRuleSet e:
                rows.Add(new RetentionRuleRow(recorded.Tenant, recorded.Version, e.Kind, e.Months, e.Reason, recorded.Actor, recorded.At));
                break;
            case CommentPosted { Text.Length: > 0 } e:
                Put(recorded, rows, e.Initiative, Ageing.Comments, "text");
                break;
            case CommentReported { Words.Length: > 0 } e:
                Put(recorded, rows, e.Initiative, Ageing.Comments, "words");
                break;
            case HidingAppealed { Words.Length: > 0 } e:
                Put(recorded, rows, e.Initiative, Ageing.Comments, "words");
                break;
            case CommentHidden { Reason.Length: > 0 } e:
                Put(recorded, rows, e.Initiative, Ageing.Comments, "reason");
                break;
            case ReportsSetAside { Reason.Length: > 0 } e:
                Put(recorded, rows, e.Initiative, Ageing.Comments, "reason");
                break;
            case HidingUpheld { Reason.Length: > 0 } e:
                Put(recorded, rows, e.Initiative, Ageing.Comments, "reason");
                break;
            case CommentShownAgain { Reason.Length: > 0 } e:
                Put(recorded, rows, e.Initiative, Ageing.Comments, "reason");
                break;
            case PledgeMade { Offer.Length: > 0 } e:
                Put(recorded, rows, e.Initiative, Ageing.Notes, "offer");
                break;
            case OutcomeRated { Note.Length: > 0 } e:
                Put(recorded, rows, e.Initiative, Ageing.Notes, "note");
                break;
            case EventMasked e:
                // Each of those events has one text only: what was masked of it was that one.
                rows.Remove<SideTextRow>(recorded.Stream, e.MaskedVersion);
                break;
        }
    }

    static void Put(Recorded recorded, Rows rows, Guid initiative, Ageing kind, string field) => rows.Put(
        new SideTextRow(recorded.Stream, recorded.Version, recorded.Tenant, initiative, kind, field), recorded.Stream, recorded.Version);
}
