using Activation.Domain.Courses;
using Activation.Domain.Walks;
using Activation.Domain.Tests.Initiatives;

namespace Activation.Domain.Tests.Courses;

/// <summary>A course in telling with a telephone, for Astrid's language walk: two seats, in a fortnight.</summary>
static class Film
{
    public static readonly Guid Id = Cast.Id(700);
    public static readonly Guid Work = Cast.Id(701);
    public static readonly DateTimeOffset Starts = World.Now.AddDays(14);
    public static readonly DateTimeOffset JoinBy = World.Now.AddDays(10);

    public static readonly OfferCourse Offer = new(
        Id, Initiatives.Walk.First, "Lär dig berätta med mobilen.", "Biblioteket", Starts, 2, JoinBy, [WorkKind.Film, WorkKind.Text], "Svenska, lite arabiska");

    public static readonly object[] Offered =
    [
        .. Initiatives.Walk.Programme, .. Initiatives.Walk.Scheduled,
        new WalkPlanned(Id, Cast.Astrid.Member, WalkKind.Course, "Språkpromenad", "Lär dig berätta med mobilen.", "Biblioteket", "astorp", Starts, 2),
        new CourseOffered(Id, Initiatives.Walk.Id, Initiatives.Walk.First, [WorkKind.Text, WorkKind.Film], "Svenska, lite arabiska", JoinBy),
    ];

    public static readonly object[] Full = [.. Offered, Comes(1), Comes(2)];

    public static readonly object[] Queued = [.. Full, Waits(3), Waits(4)];

    public static readonly object[] Submitted = [.. Full, new WorkSubmitted(Work, Id, Guest(1), WorkLicence.CcBy, ShowsName: true, Submitting.Terms)];

    public static Guid Guest(int number) => Cast.Id(710 + number);

    public static WalkJoined Comes(int guest) => new(Id, Guest(guest));

    public static CourseQueueJoined Waits(int guest) => new(Id, Guest(guest));

    public static CourseSeatGiven Gets(int guest) => new(Id, Guest(guest));
}
