using Activation.Domain.Members;
using Activation.Domain.Points;
using Activation.Store;

namespace Activation.Web.Features.Points;

/// <summary>Somebody whose deeds are counted; who is not is not here.</summary>
public sealed record ChoiceRow(Guid Programme, Guid Member, Audience Audience, DateTimeOffset Since);

/// <param name="EarnedAt">When the deed was done that it is for.</param>
public sealed record BadgeRow(Guid Programme, Guid Member, Badge Badge, DateTimeOffset EarnedAt, DateTimeOffset AwardedAt, Guid Initiative);

public sealed class ChoiceProjection : IProjection
{
    public string Name => "points";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<ChoiceRow>("points_choice", "programme", "member"), Table.Of<BadgeRow>("badge", "programme", "member", "badge")];

    public string Ddl => """
        create table points_choice (programme uuid not null, member uuid not null, audience text not null, since timestamptz not null,
          primary key (programme, member));
        create table badge (programme uuid not null, member uuid not null, badge text not null, earned_at timestamptz not null,
          awarded_at timestamptz not null, initiative uuid not null, primary key (programme, member, badge));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        var programme = recorded.Tenant;
        switch (recorded.Data)
        {
            case PointsChosen { Audience: Audience.Nobody } e:
                rows.Remove<ChoiceRow>(programme, e.Member);
                break;
            case PointsChosen e:
                rows.Put(new ChoiceRow(programme, e.Member, e.Audience, recorded.At), programme, e.Member);
                break;
            case BadgeAwarded e:
                rows.Put(new BadgeRow(programme, e.Member, e.Badge, e.EarnedAt, recorded.At, e.Initiative), programme, e.Member, e.Badge);
                break;
            case MemberLeft e:
                rows.Remove<ChoiceRow>(programme, e.Member);
                break;
            case MemberErased e:
                rows.Remove<ChoiceRow>(programme, e.Member);
                foreach (var badge in Enum.GetValues<Badge>()) rows.Remove<BadgeRow>(programme, e.Member, badge);
                break;
        }
    }
}
