using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Initiatives;

namespace Activation.Web.Features.Chronicle;

/// <summary>Somebody did something about an initiative within this quarter of an hour.</summary>
/// <param name="Quarter">When it began. Days begin with a quarter in every time zone, so that a window of whole days is whole quarters.</param>
public sealed record PresenceRow(Guid Programme, DateTimeOffset Quarter, Guid Member);

/// <summary>Something was done about an initiative within this quarter of an hour.</summary>
public sealed record StirRow(Guid Programme, DateTimeOffset Quarter, Guid Initiative);

/// <summary>Who was active and what was alive, when. Quarters instead of acts: a thousand votes in an evening are a row for each voter, and one
/// for the initiative. What was taken back later was done all the same.</summary>
public sealed class PresenceProjection : IProjection
{
    const int Minutes = 15;

    public string Name => "presence";

    public int Revision => 1;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<PresenceRow>("presence", "programme", "quarter", "member"), Table.Of<StirRow>("stir", "programme", "quarter", "initiative")];

    public string Ddl => """
        create table presence (programme uuid not null, quarter timestamptz not null, member uuid not null, primary key (programme, quarter, member));
        create table stir (programme uuid not null, quarter timestamptz not null, initiative uuid not null, primary key (programme, quarter, initiative));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Actor is not { } member || InitiativeEvent.IdOf(recorded.Data) is not { } initiative || TakesBack(recorded.Data)) return;
        var quarter = Quarter(recorded.At);
        rows.Put(new PresenceRow(recorded.Tenant, quarter, member), recorded.Tenant, quarter, member);
        rows.Put(new StirRow(recorded.Tenant, quarter, initiative), recorded.Tenant, quarter, initiative);
    }

    static bool TakesBack(object data) => data is VoteWithdrawn or PledgeWithdrawn or CommentRemoved or TextRemoved or ActivityPictureRemoved;

    static DateTimeOffset Quarter(DateTimeOffset at)
    {
        var utc = at.UtcTicks;
        return new(utc - utc % (Minutes * TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }
}
