using System.Net;
using Activation.Domain.Initiatives;
using Activation.Domain.Stories;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Pictures;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>Those who are named or shown: asked, heeded, and forgotten.</summary>
public sealed partial class StoryTests
{
    [Test]
    public async Task Who_takes_their_consent_back_is_gone_from_everywhere_within_seconds()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Nils Ek öppnade dörren");
        if (Hub.Services.GetRequiredService<PictureStore>().IsOpen) await Told.Upload(David, story, Told.APicture, alt: "Nils vid en dörr");
        var link = await Told.Name(David, story, "Nils Ek");
        Assert.That((await Told.Publish(David, story)).Text, Does.Contain("har inte sagt ja"));
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound), "nobody has agreed yet");

        var asked = await Stranger.Send(link, "form[action$='=Yes']");
        Assert.That(asked.Text, Does.Contain("Du har sagt ja"));
        await Told.Publish(David, story);
        var picture = (await Stranger.Get(story)).Document.QuerySelector(".story-pic img")?.GetAttribute("src");
        string[] everywhere =
        [
            story, $"{story}/card", $"{story}/share.jpg", $"/api/v1{story.Replace("/p/", "/programmes/", StringComparison.Ordinal)}",
            $"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(new Uri(Hub.Address, story).AbsoluteUri)}", .. picture is null ? [] : new[] { picture },
        ];
        foreach (var address in everywhere) Assert.That((await Stranger.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        var tags = new Dictionary<string, string?>();
        foreach (var address in everywhere)
        {
            using var kept = await Stranger.Client.GetAsync(address);
            Assert.That(kept.Headers.CacheControl is { NoCache: true } or { NoStore: true }, $"{address}: nobody keeps it without asking");
            tags[address] = kept.Headers.ETag?.ToString();
        }

        string[] lists =
        [
            Told.Stories, $"{Told.Stories}.atom", $"/api/v1/programmes/{Cast.Programme}/stories", $"{Told.Stories}.csv", "/", $"{Told.Stories}?q=Nils",
        ];
        foreach (var address in lists) Assert.That(await Read(address), Does.Contain("Nils Ek"), address);

        Assert.That((await Stranger.Send(link, "form[action$='=No']")).Text, Does.Contain("Du har sagt nej"));
        foreach (var address in everywhere) Assert.That((await Stranger.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
        foreach (var address in lists.SkipLast(1)) Assert.That(await Read(address), Does.Not.Contain("Nils Ek"), address);
        // Whoever has kept a copy and asks whether it still holds is told that it does not.
        foreach (var (address, tag) in tags) Assert.That(await Asked(address, tag), Is.EqualTo(HttpStatusCode.NotFound), address);
        Assert.That((await Stranger.Get(lists[^1])).All(".gallery-card"), Is.Empty);
        Assert.That((await Told.Publish(David, story)).Text, Does.Contain("har inte sagt ja"), "a no is not published over");
    }

    async Task<HttpStatusCode> Asked(string address, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var answer = await Stranger.Client.SendAsync(request);
        return answer.StatusCode;
    }

    [Test]
    public async Task Opening_the_link_changes_nothing()
    {
        var story = await Told.Begun(Hub);
        var link = await Told.Name(David, story, "Asta Holm");
        var before = await Hub.Log.Head();
        await Stranger.Get(link);
        Assert.That(await Hub.Log.Head(), Is.EqualTo(before));
        Assert.That((await Stranger.Get("/consent/story/nobodys-link")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Who_is_forgotten_takes_the_story_down_and_their_name_out_of_it()
    {
        // Other tests have changed rows by hand.
        await Hub.ReadModels.Rebuild();
        var story = await Told.Begun(Hub, "kaffe-hos-torsten-grankvist");
        await Told.Write(David, story, "Ett möte", "Där stod Torsten Grankvist och bjöd på kaffe.");
        var link = await Told.Name(David, story, "Torsten Grankvist");
        await Stranger.Send(link, "form[action$='=Yes']");
        await Told.Publish(David, story);
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.OK));
        await Typed(await David.Get($"{story}/edit"), "Ett möte till");
        Assert.That(await Unsaved(), Is.EqualTo(1));
        var torsten = await Hub.PersonCalled("Torsten Grankvist");
        await Hub.Services.GetRequiredService<Erasures>().Erase(torsten, torsten, DateTimeOffset.UtcNow);
        await Hub.Settled();
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Hub.Views.Value<long>("select count(*) from story_writing where body like '%Grankvist%'"), Is.Zero);
        Assert.That((await Privacy.Dump.Of(Hub)).Contains("grankvist", StringComparison.OrdinalIgnoreCase), Is.False, "nor does its address name them");
        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
        Assert.That(await Unsaved(), Is.Zero, "what a colleague has typed and not saved");
        Assert.That((await Stranger.Get(link)).Text, Does.Contain(Swedish["story-consent.gone"]));

        Task<long> Unsaved() => Hub.Views.Value<long>("select count(*) from Hub.story_draft where text::text like '%Grankvist%'");
    }

    [Test]
    public async Task Who_says_no_or_is_taken_out_is_named_by_no_address_either()
    {
        // Other tests have changed rows by hand.
        await Hub.ReadModels.Rebuild();
        foreach (var saysNo in new[] { true, false })
        {
            var story = await Told.Begun(Hub, "vilgot-stens-horna");
            await Told.Write(David, story, "Hörnan");
            var link = await Told.Name(David, story, "Vilgot Sten");
            Assert.That((await David.Get($"{story}/edit")).Status, Is.EqualTo(HttpStatusCode.OK));
            if (saysNo) await Stranger.Send(link, "form[action$='=No']");
            else Assert.That((await David.Send($"{story}/people", "form[action*='Remove']")).Status, Is.EqualTo(HttpStatusCode.OK));
            await Hub.Settled();
            Assert.That((await David.Get($"{story}/edit")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await Privacy.Dump.Of(Hub)).Contains("vilgot-sten", StringComparison.OrdinalIgnoreCase), Is.False);
            var works = (await David.Get($"{Told.Stories}/inbox")).All("a[href$='/edit']").Select(link => link.GetAttribute("href")!).ToList();
            foreach (var work in works) Assert.That((await David.Get(work)).Status, Is.EqualTo(HttpStatusCode.OK), work);
        }

        Assert.That(await Hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task A_name_that_stands_in_the_story_is_not_taken_off_the_list()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Henny Falk bjöd in", "Tolv gick med.");
        var link = await Told.Name(David, story, "Henny Falk");
        await Stranger.Send(link, "form[action$='=Yes']");
        var refused = await David.Send($"{story}/people", "form[action*='Remove']");
        Assert.That(refused.One(".errors").TextContent, Does.Contain("Henny Falk står kvar i berättelsen: Svenska"));
        Assert.That((await Stranger.Get(link)).Text, Does.Contain("Du har sagt ja"), "and they can take it back");
        await Told.Write(David, story, "En granne bjöd in", "Tolv gick med.");
        Assert.That((await David.Send($"{story}/people", "form[action*='Remove']")).All(".errors"), Is.Empty);
        Assert.That((await Told.Publish(David, story)).All(".errors"), Is.Empty);
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_question_that_went_by_mail_is_in_nobody_elses_hands_and_a_known_address_tells_nothing()
    {
        var story = await Told.Begun(Hub);
        var sheet = await David.Send($"{story}/people", "form[action*='Name']", ("Name", "Ulla Ny"), ("Email", "ulla.ny@example.test"));
        Assert.That(sheet.Document.QuerySelector("#link"), Is.Null);
        Assert.That(await Hub.Views.Value<long>("select count(*) from Hub.person where email = 'ulla.ny@example.test'"), Is.Zero, "the address is for this letter");
        var ask = await David.Get($"{story}/people");
        sheet = await David.Send(ask, "form[action*='Ask']");
        Assert.That(sheet.Document.QuerySelector("#link"), Is.Null, "the link is the reader's alone");
        Assert.That(sheet.Text, Does.Contain(Swedish["stories.ask-address-gone"]));
        var link = await Hub.LinkTo("ulla.ny@example.test");
        Assert.That((await Stranger.Send(link, "form[action$='=Yes']")).Text, Does.Contain("Du har sagt ja"));
        Assert.That((await David.Send(ask, "form[action*='Ask']")).Text, Does.Contain(Swedish["stories.ask-answered"]));
        Assert.That((await Stranger.Get(link)).Text, Does.Not.Contain(Swedish["story-consent.gone"]), "a yes may be taken back by the same link");

        await Hub.Services.GetRequiredService<Features.People.PeopleDirectory>().Add([new(Guid.NewGuid(), "Någon Annanstans", "elsewhere@example.test", "sv")]);
        sheet = await David.Send($"{story}/people", "form[action*='Name']", ("Name", "Den jag tror"), ("Email", "elsewhere@example.test"));
        Assert.That(sheet.Text, Does.Contain("Den jag tror").And.Not.Contain("Någon Annanstans"));
    }

    [Test]
    public async Task Who_is_named_by_a_form_that_is_sent_twice_is_one_person()
    {
        var people = await David.Get($"{await Told.Begun(Hub)}/people");
        for (var time = 0; time < 2; time++) await David.Send(people, "form[action*='Name']", ("Name", "Tvåfaldiga Tora"));
        Assert.That(await Hub.Views.Value<long>("select count(*) from Hub.person where name = 'Tvåfaldiga Tora'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_is_named_twice_is_asked_once_and_whoever_names_them_is_told_so()
    {
        var people = $"{await Told.Begun(Hub)}/people";
        await David.Send(people, "form[action*='Name']", ("Name", "Samma Siri"));
        var again = await David.Send(people, "form[action*='Name']", ("Name", "samma siri"));
        Assert.That(again.One("#Name-error").TextContent, Does.Contain("samma siri står redan här nere"));
        Assert.That(await Hub.Views.Value<long>("select count(*) from hub.person where lower(name) = 'samma siri'"), Is.EqualTo(1));
        await David.Send(people, "form[action*='Name']", ("Name", "Samma Siri (mormor)"));
        Assert.That(await Hub.Views.Value<long>("select count(*) from hub.person where name like 'Samma Siri (mormor)'"), Is.EqualTo(1), "another one of that name");
    }

    [Test]
    public async Task Who_is_named_no_longer_is_forgotten_with_it_unless_they_are_known_otherwise()
    {
        var story = await Told.Begun(Hub);
        var link = await Told.Name(David, story, "Kort Bekant");
        await Remove("Kort Bekant");
        Assert.That(await Hub.Views.Value<long>("select count(*) from Hub.person where name = 'Kort Bekant'"), Is.Zero);
        Assert.That((await Stranger.Get(link)).Text, Does.Contain(Swedish["story-consent.gone"]));

        var email = await Hub.Views.Value<string>("select email from Hub.person where name = @Bo", new { Cast.Bo });
        await David.Send($"{story}/people", "form[action*='Name']", ("Name", "Bosse"), ("Email", email!));
        Assert.That((await David.Get($"{story}/people")).Text, Does.Contain(Cast.Bo), "a member is who they are");
        await Remove(Cast.Bo);
        Assert.That(await Hub.PersonCalled(Cast.Bo), Is.Not.EqualTo(Guid.Empty));

        async Task Remove(string name)
        {
            var person = await Hub.PersonCalled(name);
            await David.Send($"{story}/people", $"form[action*='Remove']:has(input[value='{person}'])");
        }
    }

    [Test]
    public async Task What_is_borrowed_from_a_story_that_names_people_holds_none_of_its_words()
    {
        var story = await Told.Begun(Hub);
        await David.Send($"{story}/edit", "button[formaction*='Save']", ("Text.Title", "Öppen dörr"), ("Text.Lead", "Nisse Alm låste upp."), ("Text.Body", "Nisse Alm stod där."), ("Text.Time", "Nisse Alms lördag"));
        var link = await Told.Name(David, story, "Nisse Alm");
        await Stranger.Send(link, "form[action$='=Yes']");
        await Told.Publish(David, story);
        var home = await Hub.Views.Value<string>("select i.municipality from shown_story s join initiative i using (initiative) where s.slug = @slug", new { slug = story.Split('/')[^1] });
        using var elsewhere = await Hub.As(home == "astorp" ? Cast.Henrik : Cast.Astrid);
        await elsewhere.Send(await elsewhere.Send($"{story}/adopt", "form:has(button.main)"), "button[formaction*=Idea]", ("Idea.Title", "Öppen dörr hos oss"));
        Assert.That(await Hub.Views.Value<long>("select count(*) from hub.draft where idea::text || plan::text like '%Nisse%'"), Is.Zero, "the draft");
        await elsewhere.Send($"{Proposal.Path}?step=2", "button[formaction*=Plan]");
        var sent = (await elsewhere.Send($"{Proposal.Path}?step=3", "button[formaction*=Send]")).Address.AbsolutePath;
        Assert.That((await Stranger.Get(sent)).Text, Does.Contain("Nisse Alm låste upp."), "read from the story while it is shown");

        await Stranger.Send(link, "form[action$='=No']");
        foreach (var address in new[] { sent, $"/p/{Cast.Programme}/initiatives.csv", $"/api/v1{sent.Replace("/p/", "/programmes/", StringComparison.Ordinal)}" })
            Assert.That(await Read(address), Does.Contain("Öppen dörr hos oss").And.Not.Contain("Nisse"), address);
    }

    [Test]
    public async Task Who_tells_a_story_that_somebody_says_no_to_is_led_to_the_pictures_of_its_activity()
    {
        var story = await Told.Begun(Hub);
        var row = (await Hub.Views.One<StoryRow>("select * from story where slug = @slug", new { slug = story.Split('/')[^1] }))!;
        var david = await Hub.PersonCalled(Cast.David);
        await Hub.Streams.Decide(
            StreamNames.Initiative(row.Initiative), new Writer(row.Programme, david, DateTimeOffset.UtcNow, Guid.NewGuid()),
            state => Domain.Decision.Accept(new ActivityPictured(state.Id, row.Activity, david, Guid.NewGuid(), Moment.After, "Ragna på ett torg", 800, 600)));
        await Hub.Settled();
        var link = await Told.Name(David, story, "Ragna Lind");
        Assert.That((await David.Get($"{story}/people")).All(OfActivity), Is.Empty, "she has not answered");
        await Stranger.Send(link, "form[action$='=No']");
        var pictures = (await David.Get($"{story}/people")).One(OfActivity).GetAttribute("href")!;
        Assert.That(pictures, Does.EndWith($"/activities/{row.Activity}/pictures"));
        Assert.That((await David.Get(pictures)).One(".before-after img").GetAttribute("alt"), Is.EqualTo("Ragna på ett torg"));
    }

    const string OfActivity = "a[href*='/activities/']";

    [Test]
    public async Task What_was_borrowed_before_somebody_was_named_is_found_when_they_say_no()
    {
        var story = await Told.Begun(Hub);
        await David.Send($"{story}/edit", "button[formaction*='Save']", ("Text.Title", "Låst dörr"), ("Text.Lead", "Sixten Berg låste upp."), ("Text.Body", "Han stod där."));
        await Told.Publish(David, story);
        var home = await Hub.Views.Value<string>("select i.municipality from shown_story s join initiative i using (initiative) where s.slug = @slug", new { slug = story.Split('/')[^1] });
        using var elsewhere = await Hub.As(home == "astorp" ? Cast.Henrik : Cast.Astrid);
        await elsewhere.Send(await elsewhere.Send($"{story}/adopt", "form:has(button.main)"), "button[formaction*=Idea]", ("Idea.Title", "Låst dörr hos oss"));
        await elsewhere.Send($"{Proposal.Path}?step=2", "button[formaction*=Plan]");
        var sent = (await elsewhere.Send($"{Proposal.Path}?step=3", "button[formaction*=Send]")).Address.AbsolutePath;
        await elsewhere.Send($"{story}/adopt", "form:has(button.main)");
        Assert.That(await Drafts(), Is.EqualTo(1));
        Assert.That((await Stranger.Get(sent)).Text, Does.Contain("Sixten Berg"));

        var link = await Told.Name(David, story, "Sixten Berg");
        await Stranger.Send(link, "form[action$='=No']");
        Assert.That(await Drafts(), Is.Zero, "what is being written");
        var people = await David.Get($"{story}/people");
        Assert.That(people.One("#lent ~ ul a").GetAttribute("href"), Is.EqualTo(sent), "and who tells is shown where the name stands");
        await Told.Write(David, story, "Låst dörr", "En granne stod där.");
        var removed = await David.Send($"{story}/people", "form[action*='Remove']");
        Assert.That(removed.Text, Does.Contain($"#{sent.Split('/')[^1]}"), "also when they are taken off the list");

        Task<long> Drafts() => Hub.Views.Value<long>("select count(*) from hub.draft where idea::text || plan::text like '%Sixten%'");
    }

    [Test]
    public async Task Who_is_asked_sees_all_that_they_say_yes_to()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Med film");
        await David.Send($"{story}/edit?language=da", "button[formaction*='Save']", ("Text.Title", "Med en film"), ("Text.Lead", "Karin åbnede."), ("Text.Body", "Karin stod der."));
        await David.Send($"{story}/pictures", "form[action*='handler=Film']", ("Film.Address", "https://film.example/karin"), ("Film.Title", "Karin berättar"), ("Film.Captioned", "true"));
        await David.Send(
            $"{story}/edit", "button[formaction*='Save']", ("Text.Title", "Med film"), ("Text.Lead", "Ett varv."), ("Text.Body", "Så här."), ("Text.Time", "Karins tisdagar"), ("Text.Cost", "Karins kaffe"));
        await Told.Photographed(Hub, story, "Foto av Karin");
        var asked = await Stranger.Get(await Told.Name(David, story, "Karin Å"));
        Assert.That(asked.One("section.story").TextContent, Does.Contain("Karins tisdagar").And.Contain("Karins kaffe"), "what stands among the facts");
        Assert.That(asked.One("section.story figcaption").TextContent, Does.Contain("Foto av Karin"), "below the pictures");
        Assert.That(asked.One("a[href='https://film.example/karin']").TextContent, Does.Contain("film.example"));
        Assert.That(asked.One(".other-language [lang=da]").TextContent, Does.Contain("Karin åbnede.").And.Contain("Karin stod der."));
        Assert.That(asked.One(".other-language summary").TextContent, Does.Contain("Dansk"));
    }
}
