using System.Net;
using System.Net.Http.Headers;
using Activation.Domain.Courses;
using Activation.Domain.Retention;
using Activation.Domain.Stories;
using Activation.Store;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Pictures;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Activation.Web.Tests.Privacy;
using Activation.Web.Tests.SignIn;
using Activation.Web.Tests.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Courses;

/// <summary>What residents made: handed in and answered, told of when they say yes, and gone when they want it back.</summary>
public sealed partial class CourseTests
{
    const string Works = $"{Sown.Here}/stories/works";

    [Test]
    public async Task A_work_becomes_a_story_when_its_maker_says_yes_and_is_gone_from_everywhere_when_they_take_it_back()
    {
        var (work, link) = await Handed("rut-i-svalov@example.test", "Brevbärarens genväg", "Varje morgon tar hon stigen bakom kvarnen.");
        using var david = await Hub.As(Cast.David);
        using var maker = Hub.Visitor();
        var open = await maker.Get(link);
        Assert.That((await david.Get($"{Sown.Here}/stories/inbox")).All($"a[href='{Works}']"), Has.Count.EqualTo(1));
        Assert.That((await david.Get(Works)).Text, Does.Contain("Varje morgon tar hon stigen bakom kvarnen.").And.Contain("Gjort av Rut").And.Contain("CC BY 4.0"));

        var edit = await david.Send(Works, $"form[action*='Tell']:has(input[value='{work}'])");
        var story = edit.Address.AbsolutePath.Replace("/edit", "", StringComparison.Ordinal);
        Assert.That(edit.One("[name='Text.Body']").TextContent, Does.Contain("stigen bakom kvarnen"));
        Assert.That((await maker.Get(link)).Text, Does.Contain("En berättelse görs"));
        var pictures = await Hub.Views.Value<int>("select count(*)::int from hub.picture");
        Assert.That(await Again(), Does.Contain(Swedish("works.being-told")));
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.picture"), Is.EqualTo(pictures), "what is not taken is not drawn");
        Assert.That((await Told.Publish(david, story)).Text, Does.Contain("har inte sagt ja"));
        await david.Send($"{story}/people", "form[action*='Ask']");
        await maker.Send(Guest.LinkIn(await Sink.To("rut-i-svalov@example.test")), "form[action$='=Yes']");
        await Told.Publish(david, story);
        var shown = await maker.Get(story);
        Assert.That(shown.Text, Does.Contain("stigen bakom kvarnen").And.Contain("Gjort av"));
        Assert.That(shown.One("a[rel~=license]").GetAttribute("href"), Is.EqualTo("https://creativecommons.org/licenses/by/4.0/"));

        var picture = shown.Document.QuerySelector(".story-pic img")?.GetAttribute("src");
        Assert.That(picture, Hub.Services.GetRequiredService<PictureStore>().IsOpen ? Is.Not.Null : Is.Null);
        string[] everywhere =
        [
            story, $"{story}/card", $"{story}/share.jpg", $"/api/v1{story.Replace("/p/", "/programmes/", StringComparison.Ordinal)}",
            $"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(new Uri(Hub.Address, story).AbsoluteUri)}", .. picture is null ? [] : new[] { picture },
        ];
        foreach (var address in everywhere) Assert.That((await maker.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        string[] lists = [Told.Stories, $"{Told.Stories}.atom", $"/api/v1/programmes/{Cast.Programme}/stories"];
        foreach (var address in lists) Assert.That(await maker.Client.GetStringAsync(address), Does.Contain("Brevbärarens genväg"), address);

        Assert.That((await maker.Send(link, "form[action*='TakeBack']")).Text, Does.Contain("Det är tillbakataget"));
        foreach (var address in everywhere) Assert.That((await maker.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
        foreach (var address in lists) Assert.That(await maker.Client.GetStringAsync(address), Does.Not.Contain("Brevbärarens genväg"), address);
        await Hub.Settled();
        var dump = await Dump.Of(Hub);
        foreach (var word in new[] { "stigen bakom kvarnen", "Brevbärarens genväg", "En stig bakom en kvarn" }) Assert.That(dump.Contains(word, StringComparison.Ordinal), Is.False, $"{word} is in the database");
        if (picture is not null) Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.picture where picture = @id", new { id = Guid.Parse(picture.Split('/')[^2]) }), Is.Zero);
        var left = $"{Told.Stories}/{Story.Nameless(WorkShelf.StoryOf(work))}";
        Assert.That((await Told.Publish(david, left)).Text, Does.Not.Contain(Swedish("stories.published")));
        foreach (var address in new[] { story, left }) Assert.That((await maker.Get(address)).Status, Is.EqualTo(HttpStatusCode.NotFound), "there is nothing left to publish");
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);

        Task<string> Again() => Post(maker, open, [.. Told.APicture, 0], ("Form.Title", "En till"), ("Form.Text", "Ny"), ("Form.Alt", "En annan stig"), ("Form.Agrees", "true"));
    }

    [Test]
    public async Task A_work_that_is_declined_says_why_to_its_maker_who_may_hand_in_another()
    {
        var (work, link) = await Handed("bengt@example.test", "Mörk film", "Man ser inte mycket.");
        using var david = await Hub.As(Cast.David);
        using var maker = Hub.Visitor();
        await david.Send(Works, $"form[action*='Decline']:has(input[value='{work}'])", ("Reason", "Det är för mörkt för att se vad du visar."));
        Assert.That((await Sink.To("bengt@example.test")).Part("text/plain"), Does.Contain("för mörkt för att se"));
        Assert.That((await david.Get(Works)).Text, Does.Not.Contain("Mörk film"));
        Assert.That((await maker.Get(link)).Text, Does.Contain("för mörkt för att se"));
        await maker.Send(link, "form[enctype]", ("Form.Title", "Ljusare film"), ("Form.Agrees", "true"));
        Assert.That((await david.Get(Works)).Text, Does.Contain("Ljusare film"));
        await maker.Send(link, "form[action*='TakeBack']");
        Assert.That((await david.Get(Works)).Text, Does.Not.Contain("Ljusare film"));
        await Hub.Settled();
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from audit where kind = 'work-declined'"), Is.Zero, "it is between them and the hub");
        var log = await Hub.Services.GetRequiredService<IEventStore>().ReadStream(StreamNames.Work(work).Name, 0);
        Assert.That(log.Select(one => one.Data).OfType<WorkDeclined>().Single().Reason, Is.Empty, "it goes with the work");
    }

    [Test]
    public async Task Who_has_no_seat_or_says_no_yes_hands_in_nothing_and_who_wants_no_name_has_none()
    {
        var (course, seat, link) = await CourseSpots.Came(Hub);
        using var maker = Hub.Visitor();
        foreach (var nobody in new[] { "/work/gone", Hub.Services.GetRequiredService<WalkLinks>().Work(course.Walk, Guid.NewGuid()).AbsolutePath, Hub.Services.GetRequiredService<WalkLinks>().Off(seat).AbsolutePath.Replace("/walk/off/", "/work/", StringComparison.Ordinal) })
            Assert.That((await maker.Get(nobody)).All("main form"), Is.Empty, nobody);
        Assert.That((await maker.Send(link, "form[enctype]", ("Form.Title", "Min gata"), ("Form.Text", "Här bor jag."))).Text, Does.Contain(Swedish("works.consent-missing")));
        Assert.That((await maker.Send(link, "form[enctype]", ("Form.Title", "Min gata"), ("Form.Agrees", "true"))).Text, Does.Contain(Swedish("works.empty")));
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.work where walk = @Walk", new { course.Walk }), Is.Zero);

        await maker.Send(link, "form[enctype]", ("Form.Title", "Min gata"), ("Form.Text", "Här bor jag."), ("Form.Name", "Hemliga Hedda"), ("Form.Licence", "OnlyHere"), ("Form.Agrees", "true"));
        using var david = await Hub.As(Cast.David);
        var page = await david.Get(Works);
        Assert.That(page.Text, Does.Contain("Min gata").And.Contain("Får bara visas här").And.Not.Contain("Hemliga Hedda"));
        await maker.Send(link, "form[action*='TakeBack']");
    }

    [Test]
    public async Task A_hub_that_stood_still_for_a_week_still_sends_the_link_by_which_one_hands_in()
    {
        var course = await Offered(1);
        await Comes(course, Address("mona"));
        await Tell(course.StartsAt.AddDays(8));
        Assert.That(Guest.LinkIn(await Sink.To(Address("mona"), 2)), Does.StartWith("/work/"));
    }

    [Test]
    public async Task Everybody_who_had_a_seat_gets_the_link_once_when_the_course_has_been()
    {
        var course = await Offered(1);
        foreach (var name in new[] { "kaj", "lena" }) await Comes(course, Address(name));
        await Tell(course.StartsAt.AddHours(2));
        await Tell(course.StartsAt.AddHours(4));
        await Tell(course.StartsAt.AddHours(5));
        var letter = await Sink.To(Address("kaj"), 2);
        Assert.That(Guest.LinkIn(letter), Does.StartWith("/work/"));
        Assert.That((Sink.Mail.Count(mail => mail.To == Address("kaj")), Sink.Mail.Count(mail => mail.To == Address("lena"))), Is.EqualTo((2, 1)), "who waited had no seat");
        using var kaj = Hub.Visitor();
        Assert.That((await kaj.Get(Guest.LinkIn(letter))).Text, Does.Contain(Swedish("works.not-yet")), "by the clock of today it is still to come");
    }

    [Test]
    public async Task What_nobody_tells_of_goes_by_the_programmes_rule_and_what_is_told_of_stays()
    {
        var (course, seat, _) = await CourseSpots.Came(Hub);
        await CourseSpots.Submit(Hub, course, seat, "Gammal bild", "Den låg kvar.");
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var (runs, things) = (Hub.Services.GetRequiredService<RetentionRuns>(), Hub.Services.GetRequiredService<WhatAges>().All.Where(one => one.Kind == Ageing.UnusedWorks).ToList());
        await runs.Run(here, things, here.Local(DateTimeOffset.UtcNow).AddMonths(12), default);
        Assert.That(await Kept(), Is.EqualTo(1));
        await runs.Run(here, things, here.Local(DateTimeOffset.UtcNow).AddMonths(12).AddDays(1), default);
        await Hub.Settled();
        Assert.That(await Kept(), Is.Zero);
        Assert.That(await Hub.Views.Value<string>("select step from course_work where guest = @seat", new { seat }), Is.EqualTo("withdrawn"));

        Task<int> Kept() => Hub.Views.Value<int>("select count(*)::int from hub.work where seat = @seat", new { seat });
    }

    [Test]
    public async Task What_was_withdrawn_and_cut_off_is_ended_by_the_house_and_what_was_handed_in_anew_stays()
    {
        var (course, seat, _) = await CourseSpots.Came(Hub);
        var work = await CourseSpots.Submit(Hub, course, seat, "Avbruten", "Den skulle bort.");
        await Hub.Streams.Decide(StreamNames.Work(work), new Writer(course.Programme, null, DateTimeOffset.UtcNow, Guid.NewGuid()), Submitting.Withdraw);
        await Hub.Settled();
        await Due();
        Assert.That(await Kept(), Is.Zero);
        await CourseSpots.Submit(Hub, course, seat, "En ny", "Den ska stå kvar.");
        await Hub.Views.Execute("update course_work set step = 'withdrawn' where work = @work", new { work });
        await Due();
        Assert.That(await Kept(), Is.EqualTo(1), "the tables may lag behind the log");
        await Hub.Views.Execute("update course_work set step = 'submitted' where work = @work", new { work });

        Task<int> Kept() => Hub.Views.Value<int>("select count(*)::int from hub.work where work = @work", new { work });

        async Task Due()
        {
            await using var scope = Hub.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<StoryDue>().Run(DateTimeOffset.UtcNow, default);
        }
    }

    [Test]
    public async Task Who_is_erased_takes_what_they_made_along_and_reads_it_before_under_everything_about_me()
    {
        var (course, seat, _) = await CourseSpots.Came(Hub);
        var henrik = await Hub.PersonCalled(Cast.Henrik);
        await CourseSpots.Submit(Hub, course, seat, "Hamnen i motljus", "Måsarna vet när båten kommer.", person: henrik);
        var about = await Hub.Services.GetRequiredService<AboutMe>().Of(henrik);
        Assert.That(about.SelectMany(section => section.Rows).Select(row => row.ToJsonString()), Has.Some.Contains("Hamnen i motljus"));
        Assert.That(about.Single(section => section.Name == "works").Rows, Has.Count.EqualTo(1), "also from a seat that they had before they were a member");
        await Hub.Services.GetRequiredService<Erasures>().Erase(henrik, henrik, DateTimeOffset.UtcNow);
        await Hub.Settled();
        Assert.That((await Dump.Of(Hub)).Contains("Måsarna vet", StringComparison.Ordinal), Is.False);
    }

    [Test]
    public async Task A_story_of_a_work_leaves_its_activity_to_be_told()
    {
        var (course, seat, _) = await CourseSpots.Came(Hub);
        var work = await CourseSpots.Submit(Hub, course, seat, "Vägen hem", "Hit går jag.");
        var deed = (await Hub.Views.One<Deed>("select activity, initiative, municipality, owner from activity where activity = @Activity", new { course.Course!.Activity }))!;
        await Told.Rate(Hub, deed.Initiative, deed.Activity, fives: 6);
        Assert.That(await Told.Inbox(Hub), Has.Member(deed.Activity));
        var (story, david) = (WorkShelf.StoryOf(work), await Hub.PersonCalled(Cast.David));
        await Told.Log(Hub, StreamNames.Story(story), david, DateTimeOffset.UtcNow, new StoryDrafted(story, "vagen-hem", deed.Initiative, deed.Activity, deed.Municipality, deed.Owner, david));
        Assert.That(await Told.Inbox(Hub), Has.No.Member(deed.Activity), "as long as nobody knows of what it is");
        await Told.Log(Hub, StreamNames.Work(work), david, DateTimeOffset.UtcNow, new WorkChosen(work, story, david));
        Assert.That(await Told.Inbox(Hub), Has.Member(deed.Activity));
    }

    sealed record Deed(Guid Activity, Guid Initiative, string Municipality, Guid Owner);

    string Swedish(string key) => Hub.Services.GetRequiredService<Texts>().Of("sv")[key];

    /// <summary>Somebody came by mail, and hands in by the page: words, a licence, a name, and a picture where there is a program that draws it anew.</summary>
    async Task<(Guid Work, string Link)> Handed(string email, string title, string text)
    {
        var (course, seat, link) = await CourseSpots.Came(Hub);
        await Hub.Views.Execute(
            "insert into hub.walk_guest (guest, walk, programme, name, email, mailbox, language, letters, asked_at, confirmed_at, seat) values (@seat, @Walk, @Programme, 'Rut', @email, @email, 'sv', 1, now(), now(), @seat)",
            new { seat, course.Walk, course.Programme, email });
        using var maker = Hub.Visitor();
        var answer = await Post(
            maker, await maker.Get(link), Told.APicture, ("Form.Title", title), ("Form.Text", text), ("Form.Alt", "En stig bakom en kvarn"), ("Form.Licence", "CcBy"), ("Form.ShowsName", "true"), ("Form.Agrees", "true"));
        Assert.That(answer, Does.Contain("Det är inlämnat"));
        return (WorkShelf.IdOf(course.Walk, seat), link);
    }

    /// <summary>The form as a browser sends it, with a picture where there is a program that draws it anew.</summary>
    /// <returns>The answer.</returns>
    async Task<string> Post(Visitor maker, Sheet page, byte[] picture, params (string Name, string Value)[] fill)
    {
        var (target, values) = Visitor.FormOf(page, "form[enctype]", fill);
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in values.Where(value => value.Key != "file")) form.Add(new StringContent(value), field);
        if (Hub.Services.GetRequiredService<PictureStore>().IsOpen)
        {
            var part = new ByteArrayContent(picture);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse("image/png");
            form.Add(part, "file", "bild.png");
        }

        using var answer = await maker.Client.PostAsync(target, form);
        return await answer.Content.ReadAsStringAsync();
    }
}
