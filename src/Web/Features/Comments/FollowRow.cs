using Activation.Domain.Comments;
using Activation.Store;

namespace Activation.Web.Features.Comments;

/// <summary>What a member said about following a thing; who said nothing has no row.</summary>
/// <param name="Thing">The story, or the initiative.</param>
public sealed record FollowRow(Guid Programme, Guid Thing, Guid Member, Guid Initiative, Guid? Story, bool Follows, DateTimeOffset At);

public sealed class FollowProjection : IProjection
{
    public string Name => "follows";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<FollowRow>("follow", "thing", "member")];

    public string Ddl => """
        create table follow (programme uuid not null, thing uuid not null, member uuid not null, initiative uuid not null, story uuid, follows boolean not null,
          at timestamptz not null, primary key (thing, member));
        create index follow_member on follow (member);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        switch (recorded.Data)
        {
            case TopicFollowed e:
                Put(e.Initiative, e.Story, e.Member, follows: true);
                break;
            case TopicUnfollowed e:
                Put(e.Initiative, e.Story, e.Member, follows: false);
                break;
        }

        void Put(Guid initiative, Guid? story, Guid member, bool follows) => rows.Put(
            new FollowRow(recorded.Tenant, story ?? initiative, member, initiative, story, follows, recorded.At), story ?? initiative, member);
    }
}
