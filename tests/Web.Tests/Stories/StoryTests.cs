using System.Net;
using System.Xml.Linq;
using Activation.Domain.Stories;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Pictures;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using AngleSharp;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>From a deed that went well to a story that anybody reads, and back.</summary>
public sealed class StoryTests
{
    static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    TestHub hub;
    Visitor david;
    Visitor stranger;
    IReadOnlyDictionary<string, string> swedish;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        (david, stranger, swedish) = (await hub.As(Cast.David), hub.Visitor(), hub.Services.GetRequiredService<Texts>().Of("sv"));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        david.Dispose();
        stranger.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task The_inbox_holds_what_went_well_and_nobody_has_told_and_those_seen_least_come_first()
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        Reach.Into(here.Id);
        var waiting = await hub.Services.GetRequiredService<InboxList>().Of(here, DateTimeOffset.UtcNow);
        Assert.That(waiting, Is.Not.Empty);
        Assert.That(waiting, Has.All.Matches<Untold>(one => one is { Outcome: >= 4, Raters: >= 3 }));
        Assert.That(waiting.Select(one => one.Told), Is.Ordered);
        var told = await hub.Views.Column<Guid>("select activity from shown_story");
        Assert.That(waiting.Select(one => one.Activity.Activity).Intersect(told), Is.Empty);
    }

    [Test]
    public async Task A_draft_says_already_what_the_log_knows()
    {
        var edit = await david.Send($"{Told.Stories}/inbox", "form[action*='Start']");
        var story = edit.Address.AbsolutePath[..^"/edit".Length];
        var row = (await hub.Views.One<StoryRow>("select * from story where slug = @slug", new { slug = story.Split('/')[^1] }))!;
        var activity = (await hub.Views.One<Deed>("select title, participants from activity where activity = @Activity", new { row.Activity }))!;
        Assert.That(edit.One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo(activity.Title));
        Assert.That(edit.One("[name='Text.Body']").TextContent, Does.Contain("av 5").And.Contain("Samordnaren"));
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound), "a draft is nobody's");
    }

    sealed record Deed(string Title, int? Participants);

    [Test]
    public async Task What_is_published_stands_on_its_page_in_the_gallery_the_feed_and_the_API()
    {
        var story = await Published("Sjutton gick med i regnet");
        Assert.That((await stranger.Get(story)).One("h1").TextContent, Is.EqualTo("Sjutton gick med i regnet"));
        Assert.That((await stranger.Get(Told.Stories)).Text, Does.Contain("Sjutton gick med i regnet"));
        Assert.That((await stranger.Get($"{Told.Stories}?q=sjutton+regn")).All(".gallery-card"), Has.Count.EqualTo(1));
        Assert.That(await Read($"{Told.Stories}.atom"), Does.Contain("Sjutton gick med i regnet"));
        Assert.That(await Read($"/api/v1/programmes/{Cast.Programme}/stories"), Does.Contain("Sjutton gick med i regnet"));
        Assert.That(await Read($"/api/v1{story.Replace("/p/", "/programmes/", StringComparison.Ordinal)}"), Does.Contain("\"version\":1"));
        Assert.That((await stranger.Get($"{story}/card")).One("h1 a").GetAttribute("href"), Does.EndWith(story));
        var embed = await Read($"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(new Uri(hub.Address, story).AbsoluteUri)}");
        Assert.That(embed, Does.Contain("\"type\":\"rich\"").And.Contain("/card"));
    }

    [Test]
    public async Task Who_takes_their_consent_back_is_gone_from_everywhere_within_seconds()
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Nils Ek öppnade dörren");
        if (hub.Services.GetRequiredService<PictureStore>().IsOpen) await Told.Upload(david, story, Told.APicture, alt: "Nils vid en dörr");
        var link = await Told.Name(david, story, "Nils Ek");
        Assert.That((await Told.Publish(david, story)).Text, Does.Contain("har inte sagt ja"));
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound), "nobody has agreed yet");

        var asked = await stranger.Send(link, "form[action*='Yes']");
        Assert.That(asked.Text, Does.Contain("Du har sagt ja"));
        await Told.Publish(david, story);
        var picture = (await stranger.Get(story)).Document.QuerySelector(".story-pic img")?.GetAttribute("src");
        string[] everywhere =
        [
            story, $"{story}/card", $"{story}/share.jpg", $"/api/v1{story.Replace("/p/", "/programmes/", StringComparison.Ordinal)}",
            $"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(new Uri(hub.Address, story).AbsoluteUri)}", .. picture is null ? [] : new[] { picture },
        ];
        foreach (var address in everywhere) Assert.That((await stranger.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        string[] lists = [Told.Stories, $"{Told.Stories}.atom", $"/api/v1/programmes/{Cast.Programme}/stories", $"{Told.Stories}?q=Nils"];
        foreach (var address in lists) Assert.That(await Read(address), Does.Contain("Nils Ek"), address);

        Assert.That((await stranger.Send(link, "form[action*='No']")).Text, Does.Contain("Du har sagt nej"));
        foreach (var address in everywhere) Assert.That((await stranger.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
        foreach (var address in lists.Take(3)) Assert.That(await Read(address), Does.Not.Contain("Nils Ek"), address);
        Assert.That((await stranger.Get(lists[3])).All(".gallery-card"), Is.Empty);
        Assert.That((await Told.Publish(david, story)).Text, Does.Contain("har inte sagt ja"), "a no is not published over");
    }

    [Test]
    public async Task Nothing_that_was_shown_is_kept_anywhere_without_asking_whether_it_still_is()
    {
        var story = await Published("Frågas om varje gång");
        foreach (var address in new[] { $"{story}/share.jpg", $"{Told.Stories}.atom" })
            Assert.That((await stranger.Client.GetAsync(address)).Headers.CacheControl!.NoCache, Is.True, address);
    }

    [Test]
    public async Task The_picture_for_sharing_is_another_one_in_another_language()
    {
        var story = await Published("Delas på två språk");
        var tags = new List<string?>();
        foreach (var language in new[] { "sv", "en", "sv" })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"{story}/share.jpg");
            asked.Headers.AcceptLanguage.ParseAdd(language);
            using var answer = await stranger.Client.SendAsync(asked);
            tags.Add(answer.Headers.ETag?.Tag);
        }

        Assert.That(tags[0], Is.Not.Null.And.EqualTo(tags[2]).And.Not.EqualTo(tags[1]));
    }

    [Test]
    public async Task Opening_the_link_changes_nothing()
    {
        var story = await Told.Begun(hub);
        var link = await Told.Name(david, story, "Asta Holm");
        var before = await hub.Log.Head();
        await stranger.Get(link);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
        Assert.That((await stranger.Get("/consent/story/nobodys-link")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Who_is_forgotten_takes_the_story_down_and_their_name_out_of_it()
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Ett möte", "Där stod Torsten Grankvist och bjöd på kaffe.");
        var link = await Told.Name(david, story, "Torsten Grankvist");
        await stranger.Send(link, "form[action*='Yes']");
        await Told.Publish(david, story);
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.OK));
        await Typed(await david.Get($"{story}/edit"), "Ett möte till");
        Assert.That(await Unsaved(), Is.EqualTo(1));
        var torsten = await hub.PersonCalled("Torsten Grankvist");
        await hub.Services.GetRequiredService<Erasures>().Erase(torsten, torsten, DateTimeOffset.UtcNow, CancellationToken.None);
        await hub.Settled();
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await hub.Views.Value<long>("select count(*) from story_writing where body like '%Grankvist%'"), Is.Zero);
        Assert.That(await Unsaved(), Is.Zero, "what a colleague has typed and not saved");
        Assert.That((await stranger.Get(link)).Text, Does.Contain(swedish["story-consent.gone"]));

        Task<long> Unsaved() => hub.Views.Value<long>("select count(*) from hub.story_draft where text::text like '%Grankvist%'");
    }

    [Test]
    public async Task Where_a_colleague_reads_first_nobody_publishes_alone()
    {
        using var elin = await hub.As(Cast.Elin);
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Läst av två");
        await elin.Send($"{Told.Stories}/inbox", "form[action*='Review']");
        try
        {
            Assert.That((await david.Get($"{story}/publish")).Document.QuerySelector("form[action*='handler=Publish']"), Is.Null);
            await david.Send($"{story}/publish", "form[action*='Submit']");
            Assert.That((await david.Get($"{story}/publish")).Document.QuerySelector("form[action*='Approve']"), Is.Null, "who wrote it does not approve it");
            await elin.Send($"{story}/publish", "form[action*='Return']", ("Reason", "Säg vad det kostade"));
            Assert.That((await david.Get($"{story}/edit")).Text, Does.Contain("Säg vad det kostade"));
            await david.Send($"{story}/publish", "form[action*='Submit']");
            await elin.Send($"{story}/publish", "form[action*='Approve']");
            await Told.Publish(david, story);
            Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.OK));
        }
        finally
        {
            await elin.Send($"{Told.Stories}/inbox", "form[action*='Review']");
        }
    }

    [Test]
    public async Task What_was_typed_in_two_windows_is_both_there()
    {
        var story = await Told.Begun(hub);
        var (one, two) = (await david.Get($"{story}/edit"), await david.Get($"{story}/edit"));
        await Typed(one, "Första fönstret");
        await Typed(two, "Andra fönstret");
        var opened = await david.Get($"{story}/edit");
        Assert.That(opened.One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Andra fönstret"), "the newest is opened");
        Assert.That(opened.Text, Does.Contain("Första fönstret"), "the other is offered");
        await david.Send(opened, "button[formaction*='Save']");
        Assert.That((await david.Get($"{story}/edit")).Text, Does.Contain("Första fönstret"), "saving one does not lose the other");
    }

    [Test]
    public async Task A_window_is_taken_over_only_when_it_has_been_left()
    {
        var story = await Told.Begun(hub);
        var first = await david.Get($"{story}/edit");
        await Typed(first, "Det första fönstret");
        var second = await david.Get($"{story}/edit");
        Assert.That(Tab(second), Is.Not.EqualTo(Tab(first)), "somebody still writes there");
        Assert.That(second.One("#others + p + ul").TextContent, Does.Contain("Det första fönstret"), "and is told of");
        await hub.Views.Execute("update hub.story_draft set changed_at = changed_at - interval '5 minutes' where tab = @tab::uuid", new { tab = Tab(first) });
        Assert.That(Tab(await david.Get($"{story}/edit?draft={Tab(first)}")), Is.EqualTo(Tab(first)));

        static string? Tab(Sheet window) => window.One("form[data-story] [name='Tab']").GetAttribute("value");
    }

    [Test]
    public async Task What_was_saved_before_can_be_opened_again()
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Första rubriken");
        await Told.Write(david, story, "Andra rubriken");
        var earlier = (await david.Get($"{story}/edit")).All("details li a").First(link => link.TextContent == "Första rubriken");
        Assert.That((await david.Get(earlier.GetAttribute("href")!)).One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Första rubriken"));
    }

    [Test]
    public async Task A_text_without_a_headline_is_not_thrown_away()
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Rubriken");
        var sheet = await Told.Write(david, story, " ", "En lång text som ingen vill skriva om.");
        Assert.That(sheet.Text, Does.Contain(swedish[Domain.Refusals.Texts.TitleMissing]));
        Assert.That(sheet.One("[name='Text.Body']").TextContent, Does.Contain("En lång text"));
        Assert.That((await david.Get($"{story}/edit?saved=true")).One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Rubriken"));
    }

    [Test]
    public void When_the_words_of_the_newest_version_are_taken_out_of_the_log_the_one_before_is_not_read_instead()
    {
        var (story, by) = (Guid.NewGuid(), Guid.NewGuid());
        object[] events =
        [
            new StoryDrafted(story, "en-sida", Guid.NewGuid(), Guid.NewGuid(), "astorp", by, by), new StoryWritten(story, "sv", "Rubriken", "Ingressen", "Texten", "", "", by),
            new StoryPublished(story, Guid.Empty, Guid.Empty, "astorp", by, 1, by), new StoryWritten(story, "sv", "", "", "", "", "", by),
            new StoryPublished(story, Guid.Empty, Guid.Empty, "astorp", by, 2, by),
        ];
        var log = events.Select(Recorded).ToList();
        var memory = new InMemoryReadModels(new StoryProjection());
        memory.Fold([.. log.Take(3)]);
        Assert.That(memory.Find<ShownStory>(story), Is.Not.Null);
        memory.Fold([.. log.Skip(3)]);
        Assert.That(memory.Find<ShownStory>(story), Is.Null);

        Recorded Recorded(object data, int at) => new(at + 1, Guid.NewGuid(), $"story-{story:N}", at + 1, "", Guid.NewGuid(), by, DateTimeOffset.UtcNow, data);
    }

    [Test]
    public async Task A_story_is_published_by_the_clock()
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "I morgon");
        await david.Send($"{story}/publish", "form[action*='Schedule']", ("At", DateTime.Now.AddDays(1).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        var job = ActivatorUtilities.CreateInstance<StoryDue>(hub.Services);
        await job.Run(DateTimeOffset.UtcNow, CancellationToken.None);
        await hub.Settled();
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound), "not yet");
        await job.Run(DateTimeOffset.UtcNow.AddDays(2), CancellationToken.None);
        await hub.Settled();
        Assert.That((await stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_feed_is_what_RFC_4287_asks_for()
    {
        var answer = await stranger.Client.GetAsync($"{Told.Stories}.atom");
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/atom+xml"));
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        Assert.That(feed.Name, Is.EqualTo(Atom + "feed"));
        Assert.That(feed.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "self").Attribute("href")!.Value, Is.EqualTo(new Uri(hub.Address, $"{Told.Stories}.atom").AbsoluteUri));
        foreach (var one in feed.Elements(Atom + "entry").Prepend(feed))
        {
            foreach (var needed in new[] { "id", "title", "updated" }) Assert.That(one.Elements(Atom + needed).Count(), Is.EqualTo(1), needed);
            Assert.That(Uri.IsWellFormedUriString(one.Element(Atom + "id")!.Value, UriKind.Absolute), Is.True);
            Assert.That(() => System.Xml.XmlConvert.ToDateTimeOffset(one.Element(Atom + "updated")!.Value), Throws.Nothing);
            Assert.That(one.Elements(Atom + "author").Elements(Atom + "name"), Is.Not.Empty);
            Assert.That(one.Elements(Atom + "link").Count(link => (string?)link.Attribute("rel") == "alternate"), Is.EqualTo(1));
        }

        Assert.That(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).ToList(), Is.Unique.And.Count.GreaterThanOrEqualTo(13));
    }

    [Test]
    public async Task A_card_may_be_framed_by_anybody_and_does_nothing_and_no_other_page_may()
    {
        var story = await Published("Ett kort hos andra");
        var card = await stranger.Client.GetAsync($"{story}/card");
        Assert.That(card.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors *").And.Not.Contain("script-src"));
        Assert.That(await card.Content.ReadAsStringAsync(), Does.Not.Contain("<script").And.Not.Contain("<form"));
        Assert.That((await stranger.Client.GetAsync(story)).Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'none'"));
    }

    [Test]
    public async Task Whatever_somebody_writes_the_feed_can_be_read()
    {
        await Published("<script>alert(1)</script> ]]> & \ufffe \uffff 👩‍👩‍👧", "<b onclick=x>Hej</b> ]]> \ufffe [x](javascript:alert(1))");
        var entry = XDocument.Parse(await Read($"{Told.Stories}.atom")).Root!.Elements(Atom + "entry").Single(one => one.Element(Atom + "title")!.Value.StartsWith("<script>", StringComparison.Ordinal));
        Assert.That(entry.Element(Atom + "title")!.Value, Does.StartWith("<script>alert(1)</script> ]]> &"), "text, and marked as such");
        Assert.That(entry.Element(Atom + "title")!.Attribute("type"), Is.Null);
        var content = await BrowsingContext.New().OpenAsync(answer => answer.Content(entry.Element(Atom + "content")!.Value));
        Assert.That(content.QuerySelectorAll("[onclick], [href], script, b"), Is.Empty);
    }

    [TestCase("https://evil.example/p/familjen/stories/x", HttpStatusCode.NotFound), TestCase("{0}.evil.example/", HttpStatusCode.NotFound), TestCase("{0}p/another/stories/x", HttpStatusCode.NotFound)]
    [TestCase("{0}p/familjen/stories/../../admin", HttpStatusCode.NotFound), TestCase("javascript:alert(1)", HttpStatusCode.NotFound), TestCase("{0}p/familjen/stories/%00", HttpStatusCode.NotFound)]
    public async Task What_is_embedded_is_a_story_of_ours_or_nothing(string url, HttpStatusCode status)
    {
        url = url.Replace("{0}", hub.Address.ToString(), StringComparison.Ordinal).Replace("/p/familjen/", $"/p/{Cast.Programme}/", StringComparison.Ordinal);
        Assert.That((await stranger.Client.GetAsync($"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(url)}")).StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task What_is_embedded_names_the_story_and_no_sign_of_it_ends_the_frame()
    {
        var story = await Published("\"><script>alert(1)</script>");
        using var told = System.Text.Json.JsonDocument.Parse(await Read($"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(new Uri(hub.Address, story).AbsoluteUri)}"));
        Assert.That(told.RootElement.GetProperty("type").GetString(), Is.EqualTo("rich"));
        var html = await BrowsingContext.New().OpenAsync(answer => answer.Content(told.RootElement.GetProperty("html").GetString()!));
        Assert.That(html.Body!.Children.Single().LocalName, Is.EqualTo("iframe"));
        Assert.That(html.QuerySelector("iframe")!.GetAttribute("src"), Is.EqualTo(new Uri(hub.Address, $"{story}/card").AbsoluteUri));
        Assert.That((await stranger.Get(story)).Document.QuerySelector("#card-code")!.TextContent, Does.Contain("title=\"&quot;"));
    }

    [Test]
    public async Task A_question_that_went_by_mail_is_in_nobody_elses_hands_and_a_known_address_tells_nothing()
    {
        var story = await Told.Begun(hub);
        var sheet = await david.Send($"{story}/people", "form[action*='Name']", ("Name", "Ulla Ny"), ("Email", "ulla.ny@example.test"));
        Assert.That(sheet.Document.QuerySelector("#link"), Is.Null);
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.person where email = 'ulla.ny@example.test'"), Is.Zero, "the address is for this letter");
        var ask = await david.Get($"{story}/people");
        sheet = await david.Send(ask, "form[action*='Ask']");
        Assert.That(sheet.Document.QuerySelector("#link"), Is.Null, "the link is the reader's alone");
        Assert.That(sheet.Text, Does.Contain(swedish["stories.ask-address-gone"]));
        var link = await hub.LinkTo("ulla.ny@example.test");
        Assert.That((await stranger.Send(link, "form[action*='Yes']")).Text, Does.Contain("Du har sagt ja"));
        Assert.That((await david.Send(ask, "form[action*='Ask']")).Text, Does.Contain(swedish["stories.ask-answered"]));
        Assert.That((await stranger.Get(link)).Text, Does.Not.Contain(swedish["story-consent.gone"]), "a yes may be taken back by the same link");

        await hub.Services.GetRequiredService<Features.People.PeopleDirectory>().Add([new(Guid.NewGuid(), "Någon Annanstans", "elsewhere@example.test", "sv")]);
        sheet = await david.Send($"{story}/people", "form[action*='Name']", ("Name", "Den jag tror"), ("Email", "elsewhere@example.test"));
        Assert.That(sheet.Text, Does.Contain("Den jag tror").And.Not.Contain("Någon Annanstans"));
    }

    [Test]
    public async Task Who_is_named_by_a_form_that_is_sent_twice_is_one_person()
    {
        var people = await david.Get($"{await Told.Begun(hub)}/people");
        for (var time = 0; time < 2; time++) await david.Send(people, "form[action*='Name']", ("Name", "Tvåfaldiga Tora"));
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.person where name = 'Tvåfaldiga Tora'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_is_named_no_longer_is_forgotten_with_it_unless_they_are_known_otherwise()
    {
        var story = await Told.Begun(hub);
        var link = await Told.Name(david, story, "Kort Bekant");
        await Remove("Kort Bekant");
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.person where name = 'Kort Bekant'"), Is.Zero);
        Assert.That((await stranger.Get(link)).Text, Does.Contain(swedish["story-consent.gone"]));

        var email = await hub.Views.Value<string>("select email from hub.person where name = @Bo", new { Cast.Bo });
        await david.Send($"{story}/people", "form[action*='Name']", ("Name", "Bosse"), ("Email", email!));
        Assert.That((await david.Get($"{story}/people")).Text, Does.Contain(Cast.Bo), "a member is who they are");
        await Remove(Cast.Bo);
        Assert.That(await hub.PersonCalled(Cast.Bo), Is.Not.EqualTo(Guid.Empty));

        async Task Remove(string name)
        {
            var person = await hub.PersonCalled(name);
            await david.Send($"{story}/people", $"form[action*='Remove']:has(input[value='{person}'])");
        }
    }

    [Test]
    public async Task The_inbox_names_those_who_have_not_been_seen_lately()
    {
        var unseen = await hub.Views.Column<string>(
            "select name from municipality m where programme = (select programme from programme where slug = @Programme) and not exists (select from shown_story s where s.municipality = m.municipality and s.published_at > now() - interval '180 days')",
            new { Cast.Programme });
        var page = await david.Get($"{Told.Stories}/inbox");
        var hint = page.Document.QuerySelector("section[aria-labelledby=waiting] .note")?.TextContent ?? "";
        Assert.That(unseen, Is.Not.Empty);
        foreach (var name in unseen) Assert.That(hint, Does.Contain(name));
    }

    [Test]
    public async Task Who_did_it_has_a_deed_of_being_shown_once_however_often_it_is_published()
    {
        var story = await Published("Räknas en gång");
        await Told.Write(david, story, "Räknas en gång till");
        await Told.Publish(david, story);
        await hub.Settled();
        var row = (await hub.Views.One<StoryRow>("select * from story where slug = @slug", new { slug = story.Split('/')[^1] }))!;
        Assert.That(
            await hub.Views.Column<Guid>("select member from deed where kind = 'example_published' and activity = @Activity", new { row.Activity }),
            Is.EqualTo(new[] { row.State.Owner }));
    }

    [Test]
    public async Task Who_makes_work_visible_is_reminded_of_what_nobody_tells_until_somebody_begins_or_declines()
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var later = DateTimeOffset.UtcNow.AddDays(8);
        var due = await Waiting();
        Assert.That(due, Is.Not.Empty);
        var one = due[0];
        await david.Send($"{Told.Stories}/inbox", $"form[action*='Decline']:has(input[value='{one.Deed.Subject}'])", ("Reason", "Redan berättat i tidningen"));
        await hub.Settled();
        Assert.That((await Waiting()).Select(other => other.Object), Has.None.EqualTo(one.Object));

        async Task<List<Domain.Nudges.DueNudge>> Waiting() =>
            [.. (await hub.Services.GetRequiredService<Features.Nudges.NudgeFinder>().Find(here, later)).Where(nudge => nudge.Kind == Domain.Nudges.NudgeKind.StoryWaiting)];
    }

    [Test]
    public async Task Nobody_else_works_on_stories()
    {
        using var astrid = await hub.As(Cast.Astrid);
        Assert.That((await astrid.Get($"{Told.Stories}/inbox")).Address.AbsolutePath, Is.EqualTo("/no-access"));
    }

    async Task<string> Published(string title, string body = "Tolv gick med. Det räckte.")
    {
        var story = await Told.Begun(hub);
        await Told.Write(david, story, title, body);
        await Told.Publish(david, story);
        return story;
    }

    async Task Typed(Sheet window, string title)
    {
        var (target, values) = Visitor.FormOf(window, "form[data-story]", ("Text.Title", title));
        var kept = await david.Post(new Uri(target + "&handler=Keep"), values);
        Assert.That(kept.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    async Task<string> Read(string address) => await stranger.Client.GetStringAsync(address);
}
