using Activation.Domain.Walks;
using Activation.Store;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Walks;

/// <summary>A walk as it stands.</summary>
/// <param name="Number">Its place in the log among the programme's walks: gap-free, and the same after every rebuild.</param>
/// <param name="Seats">How many can come; null for everybody.</param>
/// <param name="NewsPosition">Of what those who come are told of last: it was moved or called off. Null while it stands as it was announced.</param>
public sealed record WalkCard(
    Guid Walk, Guid Programme, int Number, Guid Leader, WalkKind Kind, string Title, string Text, string Place, string Municipality,
    DateTimeOffset StartsAt, int? Seats, DateTimeOffset? CancelledAt, string? Reason,
    long? NewsPosition = null, DateTimeOffset? NewsAt = null);

/// <summary>Somebody comes. Who it is stands elsewhere.</summary>
/// <param name="Position">The order in which they came.</param>
public sealed record WalkSeat(Guid Walk, Guid Guest, Guid Programme, long Position);

/// <summary>The last number given in a programme.</summary>
public sealed record WalkCount(Guid Programme, int Last);

public sealed class WalkProjection : IProjection
{
    public string Name => "walks";

    public int Revision => 2;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<WalkCard>("walk", "walk"), Table.Of<WalkSeat>("walk_seat", "walk", "guest"), Table.Of<WalkCount>("walk_count", "programme")];

    public string Ddl => """
        create table walk (walk uuid primary key, programme uuid not null, number int not null, leader uuid not null, kind text not null, title text not null,
          text text not null, place text not null, municipality text not null, starts_at timestamptz not null, seats int, cancelled_at timestamptz, reason text,
          news_position bigint, news_at timestamptz,
          unique (programme, number));
        create table walk_seat (walk uuid not null, guest uuid not null, programme uuid not null, position bigint not null, primary key (walk, guest));
        create index walk_seat_guest on walk_seat (guest);
        create table walk_count (programme uuid primary key, last int not null);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (IdOf(recorded.Data) is { } walk) wanted.Row<WalkCard>(walk);
        if (recorded.Data is WalkPlanned) wanted.Row<WalkCount>(recorded.Tenant);
        if (recorded.Data is WalkLeft left) wanted.Row<WalkSeat>(left.Walk, left.Guest);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is WalkPlanned planned) rows.Put(Number(recorded, planned, rows), planned.Walk);
        else if (recorded.Data is WalkJoined joined) rows.Put(new WalkSeat(joined.Walk, joined.Guest, recorded.Tenant, recorded.Position), joined.Walk, joined.Guest);
        else if (recorded.Data is WalkLeft left) rows.Remove<WalkSeat>(left.Walk, left.Guest);
        else if (IdOf(recorded.Data) is { } walk && rows.Find<WalkCard>(walk) is { } card) rows.Put(Evolve(card, recorded), walk);
    }

    static WalkCard Number(Recorded recorded, WalkPlanned e, Rows rows)
    {
        var number = (rows.Find<WalkCount>(recorded.Tenant)?.Last ?? 0) + 1;
        rows.Put(new WalkCount(recorded.Tenant, number), recorded.Tenant);
        return new(
            e.Walk, recorded.Tenant, number, e.Leader, e.Kind, FreeTexts.Title(e.Title), e.Text, e.Place, e.Municipality, e.StartsAt, e.Seats, null, null);
    }

    static WalkCard Evolve(WalkCard card, Recorded recorded) => recorded.Data switch
    {
        WalkMoved e => card with { Place = e.Place, StartsAt = e.StartsAt, NewsPosition = recorded.Position, NewsAt = recorded.At },
        WalkCancelled e => card with { CancelledAt = recorded.At, Reason = e.Reason, NewsPosition = recorded.Position, NewsAt = recorded.At },
        _ => card,
    };

    static Guid? IdOf(object data) => data switch
    {
        WalkPlanned e => e.Walk,
        WalkMoved e => e.Walk,
        WalkCancelled e => e.Walk,
        _ => null,
    };
}
