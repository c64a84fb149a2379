using Activation.Domain.Courses;
using Activation.Domain.Retention;
using Activation.Domain.Stories;
using Activation.Domain.Walks;
using Activation.Store;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Activation.Web.Tests.Privacy;
using Activation.Web.Tests.SignIn;
using Activation.Web.Tests.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Courses;

/// <summary>Whose a work is, whatever was pressed in which order: it is told of as they handed it in, and goes when they want it back.</summary>
public sealed partial class CourseTests
{
    [Test]
    public async Task Its_maker_is_named_also_when_the_first_try_to_tell_of_it_was_too_early()
    {
        var (course, seat, _) = await CourseSpots.Came(Hub, carriedOut: false);
        var work = await CourseSpots.Submit(Hub, course, seat, "Tidig morgon", "Solen var inte uppe.");
        using var david = await Hub.As(Cast.David);
        Assert.That((await david.Send(Works, TellOf(work))).Text, Does.Contain(Swedish("stories.not-carried-out")));
        await CourseSpots.CarryOut(Hub, course);
        var edit = await david.Send(Works, TellOf(work));
        var people = await david.Get(edit.Address.AbsolutePath.Replace("/edit", "/people", StringComparison.Ordinal));
        Assert.That(people.Text, Does.Contain("Rut"));
    }

    [Test]
    public async Task What_is_taken_back_is_shown_no_longer_also_when_nothing_beside_the_log_knows_its_maker()
    {
        var (work, link, story, david) = await Shown("Väg utan namn", "Den går till havet.");
        using var maker = Hub.Visitor();
        await Hub.Views.Execute("update hub.work set person = null where work = @work", new { work });
        await maker.Send(link, "form[action*='TakeBack']");
        Assert.That((await maker.Get(story)).Status, Is.EqualTo(System.Net.HttpStatusCode.NotFound));
        Assert.That(await Hub.Views.Value<Guid?>("select story from course_work where work = @work", new { work }), Is.EqualTo(WorkShelf.StoryOf(work)), "its deed may be told of otherwise");
        Assert.That((await maker.Get(link)).All($"a[href='{story}']"), Is.Empty);
        david.Dispose();
    }

    [Test]
    public async Task Nobody_takes_its_maker_out_of_the_story_but_they_themselves()
    {
        var (_, _, story, david) = await Shown("Mitt torg", "Här möts alla.");
        Assert.That((await david.Send($"{story}/people", "form[action*='Remove']")).Text, Does.Contain(Swedish("stories.maker-stays")));
        using var anybody = Hub.Visitor();
        Assert.That((await anybody.Get(story)).Text, Does.Contain("Här möts alla."));
        david.Dispose();
    }

    [Test]
    public async Task Handed_in_anew_it_keeps_the_name_that_a_story_gave_it_and_what_was_handed_in_last()
    {
        var (course, seat, _) = await CourseSpots.Came(Hub);
        var work = await CourseSpots.Submit(Hub, course, seat, "Första", "Den första texten.");
        var shelf = Hub.Services.GetRequiredService<WorkShelf>();
        await shelf.Name(work, WorkShelf.MakerOf(work));
        var first = (await shelf.Of(course.Programme, work))!.Kept;
        await shelf.Keep(first with { Person = null, Text = "Den tredje texten.", Edition = 3 });
        await shelf.Keep(first with { Person = null, Text = "Den andra texten.", Edition = 2 });
        var last = (await shelf.Of(course.Programme, work))!.Kept;
        Assert.That((last.Person, last.Text, last.Edition), Is.EqualTo((WorkShelf.MakerOf(work), "Den tredje texten.", 3)));
    }

    [Test]
    public async Task What_was_handed_in_anew_while_the_draft_was_made_is_read_again_and_leaves_nothing_of_the_first_in_it()
    {
        var (course, seat, _) = await CourseSpots.Came(Hub);
        var work = await CourseSpots.Submit(Hub, course, seat, "Gammal titel", "Det här ville jag inte säga.");
        await Hub.Views.Execute("update hub.work set edition = 1 where work = @work", new { work });
        // As when another window has handed in, and has not written it down yet.
        await CourseSpots.Submit(Hub, course, seat, "Gammal titel", "Det här ville jag inte säga.");
        await Hub.Views.Execute("update hub.work set edition = 1 where work = @work", new { work });
        using var david = await Hub.As(Cast.David);
        Assert.That((await david.Send(Works, TellOf(work))).Text, Does.Contain(Swedish("works.changed")));
        var story = await Hub.Streams.Read(StreamNames.Story(WorkShelf.StoryOf(work)));
        Assert.That((story.Texts.Count, story.People.Count), Is.EqualTo((0, 0)));
        var log = await Hub.Services.GetRequiredService<IEventStore>().ReadStream(StreamNames.Story(WorkShelf.StoryOf(work)).Name, 0);
        Assert.That(log.Select(one => one.Data).OfType<StoryWritten>().Select(one => one.Body), Has.All.Empty);
    }

    [Test]
    public async Task What_is_told_of_stays_and_what_was_taken_down_a_while_ago_is_not_lost_by_night()
    {
        var (work, _, story, david) = await Shown("Gammal och läst", "Den läses än.");
        await Hub.Views.Execute("update hub.work set sent_at = sent_at - interval '13 months' where work = @work", new { work });
        await Night(0);
        Assert.That(await Kept(), Is.EqualTo(1));
        await david.Send($"{story}/publish", "form[action*='Unpublish']", ("Reason", "Ett fel ska rättas."));
        await Hub.Settled();
        await Night(0);
        Assert.That(await Kept(), Is.EqualTo(1), "it was shown until today");
        await Night(13);
        Assert.That(await Kept(), Is.Zero);
        david.Dispose();

        Task<int> Kept() => Hub.Views.Value<int>("select count(*)::int from hub.work where work = @work", new { work });

        async Task Night(int months)
        {
            var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
            var things = Hub.Services.GetRequiredService<WhatAges>().All.Where(one => one.Kind == Ageing.UnusedWorks).ToList();
            await Hub.Services.GetRequiredService<RetentionRuns>().Run(here, things, here.Local(DateTimeOffset.UtcNow).AddMonths(months), default);
        }
    }

    [Test]
    public async Task Whoever_has_the_seat_no_longer_still_takes_back_what_they_handed_in()
    {
        var (course, seat, link) = await CourseSpots.Came(Hub);
        await CourseSpots.Submit(Hub, course, seat, "Utan plats", "Jag lämnade in den.");
        var before = course.StartsAt.AddDays(-1);
        await Hub.Streams.Decide(StreamNames.Walk(course.Walk), new Writer(course.Programme, null, before, Guid.NewGuid()), walk => Coming.Leave(walk, seat, before));
        await Hub.Settled();
        using var maker = Hub.Visitor();
        Assert.That((await maker.Send(link, "form[action*='TakeBack']")).Status, Is.EqualTo(System.Net.HttpStatusCode.OK));
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.work where seat = @seat", new { seat }), Is.Zero);
    }

    [Test]
    public async Task Nobody_is_told_of_a_seat_on_a_course_that_was_called_off()
    {
        var course = await Offered(1);
        foreach (var name in new[] { "orm", "pia" }) await Comes(course, Address(name));
        using var guest = Hub.Visitor();
        await guest.Send(await OffOf(course, "orm"), "main form");
        using var david = await Hub.As(Cast.David);
        await david.Send($"{Courses}/{course.Number}", "form[action*='CallOff']", ("CallOff.Reason", "Läraren är sjuk"));
        await Sink.To(Address("pia"), 2);
        await Hub.Settled();
        await Tell();
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from walk_seat where walk = @Walk and given_at is not null", new { course.Walk }), Is.EqualTo(1));
        Assert.That(Sink.Mail.Count(mail => mail.To == Address("pia")), Is.EqualTo(2));
    }

    [Test]
    public async Task Who_is_erased_stands_in_nobody_elses_work_any_more()
    {
        var (course, seat, _) = await CourseSpots.Came(Hub);
        var work = await CourseSpots.Submit(Hub, course, seat, "46709988776", "Vi två.");
        await Hub.Views.Execute("update hub.work set alt = 'Signe Kvistgren vid kajen', name = 'Jag och Signe Kvistgren' where work = @work", new { work });
        await Hub.Services.GetRequiredService<KeptWords>().Forget(["Signe Kvistgren", "46709988776"]);
        var kept = (await Hub.Services.GetRequiredService<WorkShelf>().Of(course.Programme, work))!.Kept;
        Assert.That((kept.Title, kept.Alt, kept.Name), Is.EqualTo(("[…]", "[…] vid kajen", "Jag och […]")));
    }

    [Test]
    public async Task Whoever_has_their_address_forgotten_after_the_course_leaves_it_nowhere_and_still_takes_back_what_they_handed_in()
    {
        var (work, link) = await Handed("glom-mig@example.test", "Kvar på väggen", "Den hänger där än.");
        var seat = await Hub.Views.Value<Guid>("select seat from hub.work where work = @work", new { work });
        using var maker = Hub.Visitor();
        var page = await maker.Send(Hub.Services.GetRequiredService<WalkLinks>().Off(seat).AbsolutePath, "main form");
        Assert.That(page.Text, Does.Contain(Swedish("courses.is-forgotten-text")));
        await Hub.Settled();
        Assert.That((await Dump.Of(Hub)).Contains("glom-mig@example.test", StringComparison.Ordinal), Is.False);
        Assert.That((await maker.Send(link, "form[action*='TakeBack']")).Text, Does.Contain("Det är tillbakataget"));
    }

    [Test]
    public async Task What_may_only_be_shown_here_is_handed_to_no_page_of_others_and_what_is_free_goes_with_its_maker_and_licence()
    {
        var (_, _, here, first) = await Shown("Stannar hemma", "Första raden.\n\nKroppen bor bara här.", WorkLicence.OnlyHere);
        var (_, _, free, second) = await Shown("Fri som en fågel", "En annan ingress.\n\nKroppen flyger vart den vill.");
        first.Dispose();
        second.Dispose();
        using var anybody = Hub.Visitor();
        var (home, open) = (await anybody.Get(here), await anybody.Get(free));
        const string Elsewhere = "#card-code, link[type='application/json+oembed'], meta[property='og:image']";
        Assert.That(home.Text, Does.Contain("Första raden.").And.Contain("Kroppen bor bara här."));
        Assert.That(home.All("meta[content*='Första raden']"), Is.Empty);
        Assert.That(home.All(Elsewhere), Is.Empty);
        Assert.That(open.All(Elsewhere), Is.Not.Empty);
        var feed = await anybody.Client.GetStringAsync($"{Told.Stories}.atom");
        Assert.That(feed, Does.Contain("Stannar hemma").And.Not.Contain("Kroppen bor").And.Not.Contain("Första raden").And.Contain("Kroppen flyger").And.Contain("<name>Rut</name>").And.Contain("creativecommons.org/licenses/by/4.0/"));
        Assert.That(await Api(here), Does.Contain("only-here").And.Contain("Stannar hemma").And.Not.Contain("Kroppen bor").And.Not.Contain("Första raden"));
        Assert.That(await Api(free), Does.Contain("\"maker\":\"Rut\"").And.Contain("cc-by-4.0").And.Contain("Kroppen flyger"));
        foreach (var way in new[] { "card", "share.jpg" }) Assert.That((await anybody.Client.GetAsync($"{here}/{way}")).StatusCode, Is.EqualTo(System.Net.HttpStatusCode.NotFound), way);
        Assert.That((await anybody.Client.GetAsync($"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(new Uri(Hub.Address, here).AbsoluteUri)}")).StatusCode, Is.EqualTo(System.Net.HttpStatusCode.NotFound));
        Assert.That((await anybody.Get(Told.Stories)).All(".gallery-card").Single(card => card.TextContent.Contains("Fri som en fågel", StringComparison.Ordinal)).TextContent, Does.Contain("Rut").And.Contain("CC BY 4.0"));
        Assert.That((await anybody.Get($"{free}/card")).Text, Does.Contain("Rut").And.Contain("CC BY 4.0"));

        Task<string> Api(string story) => anybody.Client.GetStringAsync($"/api/v1{story.Replace("/p/", "/programmes/", StringComparison.Ordinal)}");
    }

    [Test]
    public async Task Whoever_wants_no_name_has_none_among_those_who_are_asked_either_also_as_a_member()
    {
        var (course, seat, _) = await CourseSpots.Came(Hub);
        var work = await CourseSpots.Submit(Hub, course, seat, "Utan mitt namn", "Det är bara gatan.", person: await Hub.PersonCalled(Cast.Cilla), showsName: false);
        using var david = await Hub.As(Cast.David);
        var edit = await david.Send(Works, TellOf(work));
        var people = await david.Get(edit.Address.AbsolutePath.Replace("/edit", "/people", StringComparison.Ordinal));
        Assert.That(people.One("section[aria-labelledby='named']").TextContent, Does.Contain(Swedish("works.maker")).And.Not.Contain(Cast.Cilla));
    }

    [Test]
    public async Task No_picture_is_kept_of_what_is_refused()
    {
        var (_, _, link) = await CourseSpots.Came(Hub);
        using var maker = Hub.Visitor();
        var before = await Pictures();
        var answer = await Post(
            maker, await maker.Get(link), Told.APicture, ("Form.Title", "Fel adress"), ("Form.Text", "Ord"), ("Form.Alt", "En stig bakom en kvarn"), ("Form.Film", "abc"), ("Form.Captioned", "true"), ("Form.Agrees", "true"));
        Assert.That(System.Net.WebUtility.HtmlDecode(answer), Does.Contain(Swedish(Domain.Refusals.Stories.FilmAddress)));
        Assert.That(await Pictures(), Is.EqualTo(before));

        Task<int> Pictures() => Hub.Views.Value<int>("select count(*)::int from hub.picture");
    }

    [Test]
    public async Task What_was_said_about_a_story_that_is_taken_back_does_not_stand_below_the_next_one_of_the_same_seat()
    {
        var (work, link, story, david) = await Shown("Först", "Den första.");
        using var cilla = await Hub.As(Cast.Cilla);
        await cilla.Send(story, "form[action*='handler=Comment']", ("Text", "Hon som gjorde den heter Ruth."));
        using var maker = Hub.Visitor();
        await maker.Send(link, "form[action*='TakeBack']");
        await Hub.Settled();
        Assert.That((await Dump.Of(Hub)).Contains("Hon som gjorde den", StringComparison.Ordinal), Is.False);
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from comment where story = @story", new { story = WorkShelf.StoryOf(work) }), Is.Zero);
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
        david.Dispose();
    }

    static string TellOf(Guid work) => $"form[action*='Tell']:has(input[value='{work}'])";

    /// <summary>Somebody's work, told of by David with their yes and published.</summary>
    async Task<(Guid Work, string Link, string Story, Visitor David)> Shown(string title, string text, WorkLicence licence = WorkLicence.CcBy)
    {
        var (course, seat, link) = await CourseSpots.Came(Hub);
        var work = await CourseSpots.Submit(Hub, course, seat, title, text, licence: licence);
        var david = await Hub.As(Cast.David);
        var story = (await david.Send(Works, TellOf(work))).Address.AbsolutePath.Replace("/edit", "", StringComparison.Ordinal);
        var now = DateTimeOffset.UtcNow;
        await Hub.Streams.Decide(
            StreamNames.Story(WorkShelf.StoryOf(work)), new Writer(course.Programme, null, now, Guid.NewGuid()),
            state => Naming.Agree(state, new AgreeToStory(state.People.Keys.Single(), Naming.Terms, "sv", state.Edition), now));
        await Hub.Settled();
        await Told.Publish(david, story);
        await Hub.Settled();
        return (work, link, story, david);
    }
}
