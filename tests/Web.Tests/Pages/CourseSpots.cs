using Activation.Domain;
using Activation.Domain.Courses;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Walks;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Pages;

/// <summary>Where courses are, those who wait for a seat on them, and what was made there.</summary>
static class CourseSpots
{
    sealed record Agreed(Guid Activity, Guid Initiative);

    /// <summary>David's course with one seat, which is Cilla's, and Bo who waits.</summary>
    public static async Task<WalkCard> Offered(TestHub hub)
    {
        var course = await Offer(hub, DateTimeOffset.UtcNow, 1);
        foreach (var name in new[] { Cast.Cilla, Cast.Bo }) await Join(hub, course, await hub.PersonCalled(name), DateTimeOffset.UtcNow);
        return await Shown(hub, course);
    }

    /// <summary>A guest in the waiting list, by the link in their letter.</summary>
    public static async Task<Spot> Waiting(TestHub hub)
    {
        var (course, guests) = (await Offered(hub), hub.Services.GetRequiredService<WalkGuests>());
        var asked = (await guests.Ask(course, "Rut", $"{Guid.NewGuid():N}@example.test", "sv"))!;
        var seat = (await guests.Take(asked.Guest))!.Value;
        await Join(hub, course.Walk, seat, DateTimeOffset.UtcNow);
        await guests.Confirm(asked.Guest);
        await hub.Settled();
        return new(hub.Services.GetRequiredService<WalkLinks>().Off(asked.Guest).AbsolutePath, null);
    }

    /// <summary>Whoever came on a course that was yesterday and its activity carried out, by the link by which they hand in.</summary>
    public static async Task<Spot> HandingIn(TestHub hub) => new((await Came(hub)).Link, null);

    /// <summary>A work that waits for a communicator.</summary>
    public static async Task<Spot> HandedIn(TestHub hub)
    {
        var (course, seat, link) = await Came(hub);
        await Submit(hub, course, seat, "Gatan där jag bor", "Här bor jag sedan i våras. Grannen vattnar mina tomater.");
        return new(link, null);
    }

    public static async Task<Spot> Inbox(TestHub hub)
    {
        await HandedIn(hub);
        return new($"{Sown.Here}/stories/works", Cast.David);
    }

    /// <returns>The course, a guest's seat on it, and the path of their link.</returns>
    public static async Task<(WalkCard Course, Guid Seat, string Link)> Came(TestHub hub, bool carriedOut = true)
    {
        var (then, seat) = (DateTimeOffset.UtcNow.AddDays(-10), Guid.CreateVersion7());
        var course = await Offer(hub, then, 3);
        await Join(hub, course, seat, then);
        var card = await Shown(hub, course);
        if (carriedOut) await CarryOut(hub, card);
        return (card, seat, hub.Services.GetRequiredService<WalkLinks>().Work(course, seat).AbsolutePath);
    }

    /// <summary>As the page does it, with a picture or without.</summary>
    public static async Task<Guid> Submit(TestHub hub, WalkCard course, Guid seat, string title, string text, string? email = null, Guid? person = null, WorkLicence licence = WorkLicence.CcBy, bool showsName = true)
    {
        var (work, now) = (WorkShelf.IdOf(course.Walk, seat), DateTimeOffset.UtcNow);
        var command = new SubmitWork(work, seat, title, text, null, null, licence, "Rut", showsName, Submitting.Terms);
        await Decide(hub, StreamNames.Work(work), course.Programme, null, StreamNames.Walk(course.Walk), (state, walk) => Submitting.Submit(state, walk, command, now), now);
        await hub.Services.GetRequiredService<WorkShelf>().Keep(new(
            work, course.Programme, course.Walk, seat, person, "Rut", email, "sv", title, text, null, "", 0, 0, null, now));
        await hub.Settled();
        return work;
    }

    static async Task<Guid> Offer(TestHub hub, DateTimeOffset now, int seats)
    {
        var here = await hub.Programme();
        var agreed = (await hub.Views.One<Agreed>(
            """
            select a.activity, a.initiative from activity a join initiative i using (initiative)
             where a.programme = @Id and a.state in ('approved', 'scheduled') and i.state = 'active'
               and not exists (select from walk w where w.course ->> 'activity' = a.activity::text) order by a.activity limit 1
            """,
            new { here.Id }))!;
        var (course, david) = (Guid.CreateVersion7(), await David(hub, here));
        var starts = here.Local(now).AddDays(9);
        var offer = new OfferCourse(
            course, agreed.Activity, "Lär dig berätta om din gata med mobilen.", "Biblioteket, vid skrivaren", starts, seats, starts.AddDays(-2), Enum.GetValues<WorkKind>(), "Svenska, lite arabiska");
        await Decide(hub, StreamNames.Walk(course), here.Id, david.Member, StreamNames.Initiative(agreed.Initiative), (walk, initiative) => Offering.Offer(walk, initiative, offer, david, now), now);
        return course;
    }

    static async Task Join(TestHub hub, WalkCard course, Guid seat, DateTimeOffset now) => await Join(hub, course.Walk, seat, now);

    static async Task Join(TestHub hub, Guid course, Guid seat, DateTimeOffset now) => Assert.That(
        await hub.Streams.Decide(StreamNames.Walk(course), new Writer(await Id(hub), null, now, Guid.NewGuid()), walk => Coming.Join(walk, seat, now)), Is.InstanceOf<Done>());

    /// <summary>By whoever owns it; what is to be told is told of something that was done.</summary>
    public static async Task CarryOut(TestHub hub, WalkCard course)
    {
        var now = DateTimeOffset.UtcNow;
        var stream = StreamNames.Initiative(course.Course!.Initiative);
        var activity = (await hub.Streams.Read(stream)).Activity(course.Course.Activity)!;
        var owner = (await hub.Services.GetRequiredService<MemberDirectory>().Find(course.Programme, activity.Owner))!;
        if (activity.Status == ActivityStatus.Approved)
        {
            var schedule = new ScheduleActivity(activity.Id, "Biblioteket", now.AddDays(1).Today(), "Biblioteket");
            Assert.That(await hub.Streams.Decide(stream, new Writer(course.Programme, owner.Member, now, Guid.NewGuid()), state => Scheduling.Schedule(state, schedule, owner, now)), Is.InstanceOf<Done>());
        }

        var mark = new MarkCarriedOut(activity.Id, now.Today(), 3, "Tre kom");
        var outcome = await hub.Streams.Decide(stream, new Writer(course.Programme, owner.Member, now, Guid.NewGuid()), state => CarryingOut.Mark(state, mark, owner, now));
        Assert.That(outcome, Is.InstanceOf<Done>(), (outcome as No)?.Key);
        await hub.Settled();
    }

    static async Task<WalkCard> Shown(TestHub hub, Guid course)
    {
        await hub.Settled();
        return (await hub.Services.GetRequiredService<WalkList>().Find(course))!.Card;
    }

    static async Task<Guid> Id(TestHub hub) => (await hub.Programme()).Id;

    static async Task<Actor> David(TestHub hub, ProgrammeView here) =>
        (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.David)))!;

    static async Task Decide<TState, TBeside>(
        TestHub hub, Stream<TState> stream, Guid programme, Guid? member, Stream<TBeside> beside, Func<TState, TBeside, Decision> decide, DateTimeOffset now)
    {
        var outcome = await hub.Streams.Decide(stream, beside, new Writer(programme, member, now, Guid.NewGuid()), decide);
        Assert.That(outcome, Is.InstanceOf<Done>(), (outcome as No)?.Key);
    }
}
