using Activation.Domain.Comments;
using Activation.Store;

namespace Activation.Web.Features.Comments;

/// <summary>That a member reacted to a comment: counted, and told to nobody but them.</summary>
public sealed record ReactionRow(Guid Programme, Guid Comment, Guid Member, ReactionKind Kind, DateTimeOffset At);

public sealed class ReactionProjection : IProjection
{
    public string Name => "reactions";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<ReactionRow>("reaction", "comment", "member", "kind")];

    public string Ddl => """
        create table reaction (programme uuid not null, comment uuid not null, member uuid not null, kind text not null, at timestamptz not null,
          primary key (comment, member, kind));
        create index reaction_member on reaction (member);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        switch (recorded.Data)
        {
            case ReactionGiven e:
                rows.Put(new ReactionRow(recorded.Tenant, e.Comment, e.Member, e.Kind, recorded.At), e.Comment, e.Member, e.Kind);
                break;
            case ReactionTakenBack e:
                rows.Remove<ReactionRow>(e.Comment, e.Member, e.Kind);
                break;
        }
    }
}
