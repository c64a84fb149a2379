using Activation.Domain.Courses;
using Activation.Domain.Walks;
using Activation.Store;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Walks;

/// <summary>A walk, or a course, as it stands.</summary>
/// <param name="Number">Its place in the log among the programme's walks: gap-free, and the same after every rebuild.</param>
/// <param name="Seats">How many can come; null for everybody.</param>
/// <param name="Course">What a course has beside what a walk has; null for a walk.</param>
/// <param name="FreedVersion">Of what made a seat of a course free last: it was given back, or there are more. Null while nothing did.</param>
/// <param name="NewsVersion">Of what those who come are told of last: it was moved or called off. Null while it stands as it was announced.</param>
public sealed record WalkCard(
    Guid Walk, Guid Programme, int Number, Guid Leader, WalkKind Kind, string Title, string Text, string Place, string Municipality,
    DateTimeOffset StartsAt, int? Seats, DateTimeOffset? CancelledAt, string? Reason,
    int? NewsVersion = null, DateTimeOffset? NewsAt = null, CourseFacts? Course = null, int? FreedVersion = null)
{
    // Methods: a property would be a column.

    /// <summary>What keys of texts about it begin with.</summary>
    public string Words() => Course is null ? "walks" : "courses";

    /// <summary>Below the address of its programme.</summary>
    public string Path() => $"/{Words()}/{Number}";
}

/// <summary>What a course has beside what a walk has.</summary>
/// <param name="Activity">It is called what this activity is called.</param>
/// <param name="Makes">What one makes there.</param>
public sealed record CourseFacts(Guid Initiative, Guid Activity, WorkKind[] Makes, string Languages, DateTimeOffset JoinBy);

/// <summary>Somebody comes, or waits for a seat. Who it is stands elsewhere.</summary>
/// <param name="Position">The order in which they came, and in which they wait.</param>
/// <param name="Version">The same in the walk's own stream.</param>
/// <param name="Waits">All seats of a course were taken when they came.</param>
/// <param name="GivenAt">Since when somebody who waited has a seat; null for who never waited, or took it.</param>
public sealed record WalkSeat(Guid Walk, Guid Guest, Guid Programme, long Position, int Version, bool Waits = false, DateTimeOffset? GivenAt = null);

/// <summary>The last number given in a programme.</summary>
public sealed record WalkCount(Guid Programme, int Last);

public sealed class WalkProjection : IProjection
{
    public string Name => "walks";

    public int Revision => 6;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<WalkCard>("walk", "walk"), Table.Of<WalkSeat>("walk_seat", "walk", "guest"), Table.Of<WalkCount>("walk_count", "programme")];

    public string Ddl => """
        create table walk (walk uuid primary key, programme uuid not null, number int not null, leader uuid not null, kind text not null, title text not null,
          text text not null, place text not null, municipality text not null, starts_at timestamptz not null, seats int, cancelled_at timestamptz, reason text,
          news_version int, news_at timestamptz, course jsonb, freed_version int,
          unique (programme, number));
        create table walk_seat (walk uuid not null, guest uuid not null, programme uuid not null, position bigint not null, version int not null,
          waits boolean not null, given_at timestamptz, primary key (walk, guest));
        create index walk_seat_guest on walk_seat (guest);
        create index walk_seat_given on walk_seat (given_at) where given_at is not null;
        create table walk_count (programme uuid primary key, last int not null);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (IdOf(recorded.Data) is { } walk) wanted.Row<WalkCard>(walk);
        if (recorded.Data is WalkPlanned) wanted.Row<WalkCount>(recorded.Tenant);
        if (SeatOf(recorded) is var (walked, guest)) wanted.Row<WalkSeat>(walked, guest);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is WalkPlanned planned) rows.Put(Number(recorded, planned, rows), planned.Walk);
        else if (recorded.Data is WalkLeft left) Free(recorded, left, rows);
        else if (SeatOf(recorded) is var (walked, guest))
            rows.Put(
                new WalkSeat(
                    walked, guest, recorded.Tenant, recorded.Position, recorded.Version, recorded.Data is CourseQueueJoined, recorded.Data is CourseSeatGiven ? recorded.At : null),
                walked, guest);
        else if (IdOf(recorded.Data) is { } walk && rows.Find<WalkCard>(walk) is { } card) rows.Put(Evolve(card, recorded), walk);
    }

    static WalkCard Number(Recorded recorded, WalkPlanned e, Rows rows)
    {
        var number = (rows.Find<WalkCount>(recorded.Tenant)?.Last ?? 0) + 1;
        rows.Put(new WalkCount(recorded.Tenant, number), recorded.Tenant);
        return new(
            e.Walk, recorded.Tenant, number, e.Leader, e.Kind, FreeTexts.Title(e.Title), e.Text, e.Place, e.Municipality, e.StartsAt, e.Seats, null, null);
    }

    static void Free(Recorded recorded, WalkLeft e, Rows rows)
    {
        if (rows.Find<WalkSeat>(e.Walk, e.Guest) is { Waits: false } && rows.Find<WalkCard>(e.Walk) is { Course: not null } card)
            rows.Put(card with { FreedVersion = recorded.Version }, e.Walk);
        rows.Remove<WalkSeat>(e.Walk, e.Guest);
    }

    static WalkCard Evolve(WalkCard card, Recorded recorded) => recorded.Data switch
    {
        WalkMoved e => card with
        {
            Place = e.Place,
            StartsAt = e.StartsAt,
            NewsVersion = recorded.Version,
            NewsAt = recorded.At,
            Course = card.Course is { } course ? course with { JoinBy = Offering.LastMoment(course.JoinBy, card.StartsAt, e.StartsAt) } : null,
        },
        CourseOffered e => card with { Course = new(e.Initiative, e.Activity, e.Makes, e.Languages, e.JoinBy) },
        CourseSeatsSet e => card with { Seats = e.Seats, FreedVersion = recorded.Version },
        WalkCancelled e => card with { CancelledAt = recorded.At, Reason = e.Reason, NewsVersion = recorded.Version, NewsAt = recorded.At },
        _ => card,
    };

    static Guid? IdOf(object data) => data switch
    {
        WalkPlanned e => e.Walk,
        WalkMoved e => e.Walk,
        WalkCancelled e => e.Walk,
        WalkLeft e => e.Walk,
        CourseOffered e => e.Walk,
        CourseSeatsSet e => e.Walk,
        _ => null,
    };

    static (Guid Walk, Guid Guest)? SeatOf(Recorded recorded) => recorded.Data switch
    {
        WalkJoined e => (e.Walk, e.Guest),
        WalkLeft e => (e.Walk, e.Guest),
        CourseQueueJoined e => (e.Walk, e.Guest),
        CourseSeatGiven e => (e.Walk, e.Guest),
        _ => null,
    };
}
