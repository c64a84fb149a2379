using Activation.Domain.Walks;
using Activation.Jobs;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Walks;

/// <summary>
/// Tells what nobody was told of because the hub stopped in between: a walk was moved or called off, and no letter left. And what nobody presses a button
/// for: the activity of a course was cancelled, a seat went to somebody who waited or is free on the last day, and a course has begun.
/// </summary>
public sealed class WalksTold(Views views, Streams streams, WalkList walks, WalkLetters letters, ProgrammeDirectory programmes) : IJob
{
    /// <summary>Later than this nobody needs the letter.</summary>
    static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>So long a course lasts at least: who sits in it does not read letters.</summary>
    static readonly TimeSpan Underway = TimeSpan.FromHours(3);

    /// <summary>What was made on a course is worth handing in for longer than news lasts: a hub that stood still for days still sends the link.</summary>
    static readonly TimeSpan Works = TimeSpan.FromDays(14);

    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Told by the next run, when the table knows of it.
        foreach (var course in await walks.ForNothing(now))
            await streams.Decide(
                StreamNames.Walk(course.Walk), new Writer(course.Programme, null, now, Guid.CreateVersion7()), walk => Walking.ComeToNothing(walk, course.Reason ?? "", now),
                cancellationToken);
        foreach (var walk in await walks.WithNews(now - News))
            await Once(WalkLetters.Occasion(walk.Walk, walk.NewsVersion!.Value), walk.Programme, here =>
                walk.CancelledAt is null ? letters.Moved(here, walk, walk.NewsVersion.Value) : letters.CalledOff(here, walk, walk.NewsVersion.Value));
        foreach (var seat in await walks.GivenSeats(now - News))
            if (await walks.Find(seat.Walk) is { Card: { CancelledAt: null } course } && course.StartsAt > now)
                await Once(WalkLetters.Occasion(seat.Walk, seat.Version), seat.Programme, here => letters.SeatGiven(here, course, seat));
        foreach (var course in await walks.WithFreeSeats(now))
            await Once(WalkLetters.Occasion(course.Walk, course.FreedVersion!.Value), course.Programme, here => letters.SeatIsFree(here, course, course.FreedVersion.Value));
        foreach (var course in await walks.Begun(now - Underway - Works, now - Underway))
            await Once(WalkLetters.HandingIn(course.Walk), course.Programme, here => letters.HandIn(here, course));
    }

    async Task Once(Guid occasion, Guid programme, Func<ProgrammeView, Task> tell)
    {
        if (await views.Everywhere.Value<bool>("select exists (select from hub.letter_occasion where occasion = @occasion)", new { occasion })) return;
        if (await programmes.Find(programme) is { } here) await tell(here);
    }
}
