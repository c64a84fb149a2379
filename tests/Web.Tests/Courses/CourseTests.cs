using System.Globalization;
using Activation.Domain.Courses;
using Activation.Domain.Initiatives;
using Activation.Domain.Walks;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Activation.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Courses;

/// <summary>Residents on courses: a seat or a place in the list, without an account, and what they are told.</summary>
public sealed partial class CourseTests : MailedHub
{
    const string Courses = $"{Sown.Here}/courses";

    [Test]
    public async Task A_course_fills_its_seats_then_its_list_and_whoever_leaves_makes_room_for_the_first_who_is_told_once()
    {
        var course = await Offered(2);
        var pages = new List<string>();
        foreach (var name in new[] { "ada", "bea", "cia", "dag" }) pages.Add(await Comes(course, Address(name)));
        Assert.That(pages, Is.EqualTo(new[] { "Du har en plats", "Du har en plats", "Du står i kö", "Du står i kö" }));
        using var guest = Hub.Visitor();
        Assert.That((await guest.Get(await OffOf(course, "dag"))).Text, Does.Contain("Plats 2 i kön"));

        await guest.Send(await OffOf(course, "ada"), "main form");
        await Tell();
        await Tell();
        Assert.That((await Sink.To(Address("cia"), 2)).Part("text/plain"), Does.Contain("Det blev en plats till dig"));
        Assert.That((await guest.Get(await OffOf(course, "dag"))).Text, Does.Contain("Plats 1 i kön"));

        await guest.Send(await OffOf(course, "cia"), "main form:not([action*='Take'])");
        await Tell();
        Assert.That((await Sink.To(Address("dag"), 2)).Part("text/plain"), Does.Contain("Det blev en plats till dig"), "who says no gives it to the next");
        Assert.That((Count("ada"), Count("bea"), Count("cia"), Count("dag")), Is.EqualTo((1, 1, 2, 2)), "once each, and to nobody else");
        Assert.That(await Standings(course), Is.EqualTo(new[] { (2, false) }));
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);

        int Count(string name) => Sink.Mail.Count(mail => mail.To == Address(name));
    }

    [Test]
    public async Task However_many_press_at_once_no_seat_is_sold_twice_and_everybody_else_has_a_place_of_their_own()
    {
        var course = await Offered(2);
        var links = new List<string>();
        for (var i = 0; i < 6; i++) links.Add(await Asks(course, Address($"samtidig{i}")));
        await Task.WhenAll(links.Concat(links).Select(async link =>
        {
            using var window = Hub.Visitor();
            var page = await window.Get(link);
            if (page.All("main form").Count > 0) await window.Send(page, "main form");
        }));
        await Hub.Settled();
        Assert.That(await Standings(course), Is.EquivalentTo(new[] { (2, false), (4, true) }));
        var walk = await Hub.Streams.Read(StreamNames.Walk(course.Walk));
        Assert.That((walk.Guests.Count, walk.Queue.Distinct().Count()), Is.EqualTo((2, 4)));
    }

    [Test]
    public async Task Whoever_offers_it_adds_seats_moves_it_and_calls_it_off_and_those_who_wait_are_told_too()
    {
        var course = await Offered(1);
        foreach (var name in new[] { "eva", "fia", "gun" }) await Comes(course, Address(name));
        var page = $"{Courses}/{course.Number}";
        using var david = await Hub.As(Cast.David);
        await david.Send(page, "form[action*='Seats']", ("Seats.Number", "2"));
        await Tell();
        Assert.That((await Sink.To(Address("fia"), 2)).Part("text/plain"), Does.Contain("Det blev en plats till dig"));

        await david.Send(page, "form[action*='Move']", ("Meeting.Place", "Medborgarhuset"));
        foreach (var (name, count) in new[] { ("eva", 2), ("fia", 3), ("gun", 2) })
            Assert.That((await Sink.To(Address(name), count)).Part("text/plain"), Does.Contain("Medborgarhuset"), name);

        using var astrid = await Hub.As(Cast.Astrid);
        Assert.That((await astrid.Get(page)).All("form[action*='CallOff'], form[action*='Seats']"), Is.Empty, "it is David's");
        await david.Send(page, "form[action*='CallOff']", ("CallOff.Reason", "Läraren är sjuk"));
        foreach (var (name, count) in new[] { ("eva", 3), ("fia", 4), ("gun", 3) })
            Assert.That((await Sink.To(Address(name), count)).Part("text/plain"), Does.Contain("Läraren är sjuk"), name);
        using var guest = Hub.Visitor();
        Assert.That((await guest.Get($"/walk/{course.Walk}")).All("main form"), Is.Empty);
    }

    [Test]
    public async Task A_course_that_is_moved_gives_a_free_seat_to_whoever_waits_who_is_told_of_both_and_of_each_once()
    {
        var course = await Offered(1);
        foreach (var name in new[] { "flyttnils", "flyttolga" }) await Comes(course, Address(name));
        var (nils, soon) = (await SeatOf(course, "flyttnils"), course.StartsAt.AddHours(-2));
        await Hub.Streams.Decide(StreamNames.Walk(course.Walk), new Writer(course.Programme, null, soon, Guid.NewGuid()), walk => Coming.Leave(walk, nils, soon));
        await Hub.Settled();
        using var david = await Hub.As(Cast.David);
        await david.Send($"{Courses}/{course.Number}", "form[action*='Move']", ("Meeting.Place", "Vävstugan"));
        for (var look = 0; look < 2; look++) await Tell();
        await Sink.To(Address("flyttolga"), 3);
        Assert.That(() => Hub.Views.Value<int>("select count(*)::int from hub.letter").Result, Is.Zero.After(20_000, 50), "letters that wait");
        var told = Sink.Mail.Where(mail => mail.To == Address("flyttolga")).Select(mail => mail.Part("text/plain")).ToList();
        Assert.That(told, Has.Count.EqualTo(3));
        Assert.That(told, Has.Exactly(1).Contains("Det blev en plats till dig"));
    }

    [Test]
    public async Task A_member_takes_a_seat_at_a_press_and_waits_like_anybody()
    {
        var course = await Offered(1);
        await Comes(course, Address("hans"));
        using var cilla = await Hub.As(Cast.Cilla);
        var page = await cilla.Send($"{Courses}/{course.Number}", "form[action*='Join']");
        Assert.That(page.Text, Does.Contain("Plats 1 i kön"));
        using var guest = Hub.Visitor();
        await guest.Send(await OffOf(course, "hans"), "main form");
        Assert.That((await cilla.Get($"{Courses}/{course.Number}")).Text, Does.Contain("Du har en plats"));
        await Tell();
        Assert.That((await Sink.To(await Hub.EmailOf(Cast.Cilla))).Part("text/plain"), Does.Contain("Det blev en plats till dig"));
        await cilla.Send($"{Courses}/{course.Number}", "form[action*='Leave']");
        Assert.That(await Standings(course), Is.Empty);
    }

    [Test]
    public async Task After_the_last_day_nobody_signs_up_and_on_the_day_before_whoever_waits_takes_a_free_seat()
    {
        var course = await Offered(1);
        await Comes(course, Address("ivar"));
        await Comes(course, Address("jon"));
        var (ivar, soon) = (await SeatOf(course, "ivar"), course.StartsAt.AddHours(-2));
        await Hub.Streams.Decide(StreamNames.Walk(course.Walk), new Writer(course.Programme, null, soon, Guid.NewGuid()), walk => Coming.Leave(walk, ivar, soon));
        await Hub.Settled();
        using var guest = Hub.Visitor();
        var taken = await guest.Send(await OffOf(course, "jon"), "form[action*='Take']");
        Assert.That(taken.Text, Does.Contain("Du har en plats"));
        var before = await Hub.Views.Value<string>("select course ->> 'join_by' from walk where walk = @Walk", new { course.Walk });
        await Hub.Views.Execute("update walk set course = jsonb_set(course, '{join_by}', to_jsonb(now() - interval '1 hour')) where walk = @Walk", new { course.Walk });
        Assert.That((await guest.Get($"/walk/{course.Walk}")).All("main form"), Is.Empty);
        await Hub.Views.Execute("update walk set course = jsonb_set(course, '{join_by}', to_jsonb(@before::text)) where walk = @Walk", new { course.Walk, before });
    }

    [Test]
    public async Task A_seat_that_is_free_on_the_last_day_is_told_once_to_all_who_wait_and_offered_to_nobody_else()
    {
        var course = await Offered(1);
        foreach (var name in new[] { "kim", "liv", "mia" }) await Comes(course, Address(name));
        var (kim, soon) = (await SeatOf(course, "kim"), course.StartsAt.AddHours(-2));
        await Tell(soon.AddMinutes(-1));
        await Hub.Streams.Decide(StreamNames.Walk(course.Walk), new Writer(course.Programme, null, soon, Guid.NewGuid()), walk => Coming.Leave(walk, kim, soon));
        await Hub.Settled();
        await Tell(soon.AddMinutes(1));
        await Tell(soon.AddMinutes(6));
        foreach (var name in new[] { "liv", "mia" }) Assert.That((await Sink.To(Address(name), 2)).Part("text/plain"), Does.Contain("Den som trycker först får den"), name);
        using var guest = Hub.Visitor();
        var poster = await guest.Get($"/walk/{course.Walk}");
        Assert.That(poster.All("main form"), Is.Empty);
        Assert.That(poster.Text, Does.Contain(Swedish("courses.others-wait")));
        Assert.That((await guest.Send(await OffOf(course, "mia"), "form[action*='Take']")).Text, Does.Contain("Du har en plats"));
        await Tell(soon.AddMinutes(11));
        Assert.That(new[] { "kim", "liv", "mia" }.Select(name => Sink.Mail.Count(mail => mail.To == Address(name))), Is.EqualTo(new[] { 1, 2, 2 }), "once each, and nobody else");
    }

    [Test]
    public async Task Whoever_has_a_seat_as_a_member_gets_no_second_one_by_another_spelling_of_their_mailbox()
    {
        var (course, email) = (await Offered(3), await Hub.EmailOf(Cast.Bo));
        using var bo = await Hub.As(Cast.Bo);
        await bo.Send($"{Courses}/{course.Number}", "form[action*='Join']");
        await Comes(course, email.Replace("@", "+2@", StringComparison.Ordinal));
        Assert.That(await Standings(course), Is.EqualTo(new[] { (1, false) }));
    }

    [Test]
    public async Task A_course_for_an_activity_that_is_cancelled_is_called_off_with_its_reason_and_told_once()
    {
        var course = await Offered(1, ofLast: true);
        foreach (var name in new[] { "nils", "olga" }) await Comes(course, Address(name));
        var stream = StreamNames.Initiative(course.Course!.Initiative);
        var activity = (await Hub.Streams.Read(stream)).Activity(course.Course.Activity)!;
        var number = await Hub.Views.Value<int>("select number from initiative where initiative = @Initiative", new { course.Course.Initiative });
        using (var owner = await Hub.As((await Hub.Views.Value<string>("select name from hub.person where person = @Owner", new { activity.Owner }))!))
        {
            var form = await owner.Get($"{Sown.Initiative(number)}/activities/{activity.Id}/cancel");
            Assert.That(form.One("main form").TextContent, Does.Contain("mejlas till dem som har anmält sig"), "whoever writes the reason knows who reads it");
            await owner.Send(form, "form.panel", ("Reason", "Lokalen brann ner."));
        }

        await Hub.Settled();
        foreach (var _ in new[] { 1, 2, 3 })
        {
            await Tell();
            await Hub.Settled();
        }

        foreach (var name in new[] { "nils", "olga" }) Assert.That((await Sink.To(Address(name), 2)).Part("text/plain"), Does.Contain("Lokalen brann ner."), name);
        Assert.That(new[] { "nils", "olga" }.Select(name => Sink.Mail.Count(mail => mail.To == Address(name))), Is.EqualTo(new[] { 2, 2 }));
        using var guest = Hub.Visitor();
        Assert.That((await guest.Get($"/walk/{course.Walk}")).All("main form"), Is.Empty);

        using var farid = await Hub.As(Cast.Farid);
        var around = await farid.Get($"{Sown.Initiative(number)}/take-out");
        var reasons = around.All("label.pick").Where(label => label.TextContent.Contains("Lokalen brann ner.", StringComparison.Ordinal)).Select(label => label.QuerySelector("input")!.GetAttribute("value")!).ToList();
        Assert.That(reasons, Has.Count.EqualTo(2), "of the activity and of its course");
        await farid.Send(around, "main form", [.. reasons.Select(reason => ("Chosen", reason)), ("Reason", "Den som äger lokalen står i det")]);
        await Hub.Settled();
        foreach (var page in new[] { $"/walk/{course.Walk}", $"{Courses}/{course.Number}" }) Assert.That((await guest.Get(page)).Text, Does.Not.Contain("Lokalen brann ner."), page);
    }

    /// <summary>David offers one by the form, for a day in a week.</summary>
    /// <param name="ofLast">For the last of the activities that he may choose, so that nothing else is offered for it.</param>
    async Task<WalkCard> Offered(int seats, bool ofLast = false)
    {
        using var david = await Hub.As(Cast.David);
        var form = await david.Get($"{Courses}/offer");
        var activities = form.All("#Form_Activity option, select[name='Form.Activity'] option").Select(option => option.GetAttribute("value")).Where(value => value is { Length: > 0 }).ToList();
        var day = Sown.Day(8);
        var page = await david.Send(
            form, "main form", ("Form.Activity", (ofLast ? activities[^1] : activities[0])!), ("Form.Text", "Lär dig berätta med mobilen."), ("Form.Makes", "Film"), ("Form.Makes", "Text"), ("Form.Languages", "Svenska, lite arabiska"),
            ("Form.Place", "Biblioteket"), ("Form.On", day), ("Form.At", "18:00"), ("Form.Seats", $"{seats}"), ("Form.JoinBy", day));
        var number = int.Parse(page.Address.Segments[^1], CultureInfo.InvariantCulture);
        var course = (await Hub.Views.One<WalkCard>("select * from walk where number = @number", new { number }))!;
        Assert.That((course.Seats, course.Place, course.Kind), Is.EqualTo((seats, "Biblioteket", WalkKind.Course)));
        Assert.That((course.Course!.Makes, course.Course.JoinBy), Is.EqualTo((new[] { WorkKind.Text, WorkKind.Film }, course.StartsAt)));
        return course;
    }

    static string Address(string name) => $"{name}@example.test";

    /// <returns>The path of the link in the letter.</returns>
    async Task<string> Asks(WalkCard course, string email)
    {
        using var guest = Hub.Visitor();
        await guest.Send($"/walk/{course.Walk}", "main form", ("Email", email), ("Name", "Rut"));
        return Guest.LinkIn(await Sink.To(email));
    }

    /// <returns>What the page says.</returns>
    async Task<string> Comes(WalkCard course, string email)
    {
        using var guest = Hub.Visitor();
        return (await guest.Send(await Asks(course, email), "main form")).One("h1").TextContent;
    }

    async Task<string> OffOf(WalkCard course, string name) => Hub.Services.GetRequiredService<WalkLinks>().Off(
        await Hub.Views.Value<Guid>("select guest from hub.walk_guest where walk = @Walk and email = @email", new { course.Walk, email = Address(name) })).AbsolutePath;

    Task<Guid> SeatOf(WalkCard course, string name) =>
        Hub.Views.Value<Guid>("select seat from hub.walk_guest where walk = @Walk and email = @email", new { course.Walk, email = Address(name) });

    async Task<IEnumerable<(int, bool)>> Standings(WalkCard course) => (await Hub.Views.Many<Counted>(
        "select count(*)::int as count, waits from walk_seat where walk = @Walk group by waits order by waits", new { course.Walk })).Select(one => (one.Count, one.Waits));

    sealed record Counted(int Count, bool Waits);

    async Task Tell(DateTimeOffset? now = null)
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WalksTold>().Run(now ?? DateTimeOffset.UtcNow, default);
    }
}
