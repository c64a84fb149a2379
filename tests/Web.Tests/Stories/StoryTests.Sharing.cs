using System.Net;
using System.Xml.Linq;
using Activation.Store;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;
using Activation.Web.Tests.Hosting;
using AngleSharp;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>A story beyond its page: picture, feed, card and embed.</summary>
public sealed partial class StoryTests
{
    static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Test]
    public async Task Nothing_that_was_shown_is_kept_anywhere_without_asking_whether_it_still_is()
    {
        var story = await Published("Frågas om varje gång");
        foreach (var address in new[] { $"{story}/share.jpg", $"{Told.Stories}.atom" })
            Assert.That((await Stranger.Client.GetAsync(address)).Headers.CacheControl!.NoCache, Is.True, address);
    }

    [Test]
    public async Task What_strangers_find_says_what_it_is()
    {
        using var visitor = Hub.Visitor();
        foreach (var path in new[] { "/", Told.Stories })
            Assert.That((await visitor.Get(path)).One("head meta[name=description]").GetAttribute("content"), Does.Match(@"\w.*\."), path);
    }

    [Test]
    public async Task The_picture_for_sharing_is_another_one_in_another_language()
    {
        var story = await Published("Delas på två språk");
        await David.Send($"{story}/edit?language=en", "button[formaction*='Save']", ("Text.Title", "Shared in two"), ("Text.Lead", "A round."), ("Text.Body", "Twelve came."));
        await Told.Publish(David, story);
        var tags = new List<string?>();
        foreach (var language in new[] { "sv", "en", "sv" })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"{story}/share.jpg");
            asked.Headers.AcceptLanguage.ParseAdd(language);
            using var answer = await Stranger.Client.SendAsync(asked);
            tags.Add(answer.Headers.ETag?.Tag);
        }

        Assert.That(tags[0], Is.Not.Null.And.EqualTo(tags[2]).And.Not.EqualTo(tags[1]));
    }

    [Test]
    public async Task A_picture_for_sharing_is_drawn_once_in_each_language_there_is_however_often_it_is_asked_for_and_gone_with_the_page()
    {
        var story = await Published("Ritas en gång");
        var id = await Hub.Views.Value<Guid>("select story from story where slug = @slug", new { slug = story.Split('/')[^1] });
        await Hub.Views.Execute("delete from hub.share_picture");
        foreach (var language in new[] { "sv", "da", "en", "sv", "da", "en" })
            Assert.That((await Stranger.Client.GetAsync($"{story}/share.jpg?language={language}")).StatusCode, Is.EqualTo(HttpStatusCode.OK), language);
        Assert.That(await Drawn(), Is.EqualTo(new[] { "sv" }));
        var at = await Hub.Views.Value<DateTimeOffset>("select drawn_at from hub.share_picture where story = @id", new { id });
        var others = (await Hub.Views.Column<string>("select slug from shown_story where slug <> @slug limit 6", new { slug = story.Split('/')[^1] })).Select(slug => $"{Told.Stories}/{slug}");
        foreach (var other in others) await Stranger.Client.GetAsync($"{other}/share.jpg");
        await Stranger.Client.GetAsync($"{story}/share.jpg");
        Assert.That(await Hub.Views.Value<DateTimeOffset>("select drawn_at from hub.share_picture where story = @id", new { id }), Is.EqualTo(at));
        await David.Send($"{story}/publish", "form[action*='Unpublish']", ("Reason", "Ett namn var fel."));
        await Hub.Settled();
        await Hub.Services.GetRequiredService<SharePictures>().ForgetHidden();
        Assert.That(await Drawn(), Is.Empty);

        Task<IReadOnlyList<string>> Drawn() => Hub.Views.Column<string>("select language from hub.share_picture where story = @id order by language", new { id });
    }

    [Test]
    public async Task What_is_shared_in_a_language_is_in_it_for_whoever_fetches_it()
    {
        var story = await Published("Delad på svenska");
        await David.Send($"{story}/edit?language=en", "button[formaction*='Save']", ("Text.Title", "Shared in English"), ("Text.Lead", "A round."), ("Text.Body", "Twelve came."));
        await Told.Publish(David, story);
        var page = await Stranger.Get($"{story}?language=en");
        var share = page.One("meta[property='og:image']").GetAttribute("content")!;
        Assert.That(share, Does.EndWith("share.jpg?language=en"));
        foreach (var meta in new[] { page.One("meta[property='og:url']").GetAttribute("content"), page.One("link[rel=canonical]").GetAttribute("href") })
            Assert.That(meta, Does.EndWith("?language=en"));
        Assert.That(page.One("#card-code").TextContent, Does.Contain("/card?language=en"));
        Assert.That(await Tag($"{story}/share.jpg?language=en"), Is.Not.EqualTo(await Tag($"{story}/share.jpg")));
        Assert.That((await Stranger.Get($"{story}/card?language=en")).One("h1").TextContent.Trim(), Is.EqualTo("Shared in English"));
        var embed = await Read(new Uri(page.One("link[type='application/json+oembed']").GetAttribute("href")!).PathAndQuery);
        Assert.That(embed, Does.Contain("Shared in English").And.Contain("card?language=en").And.Contain("share.jpg?language=en"));
        Assert.That((await Stranger.Get(story)).One("meta[property='og:url']").GetAttribute("content"), Does.EndWith(story), "the reader's own stays the reader's");

        async Task<string?> Tag(string address)
        {
            using var answer = await Stranger.Client.GetAsync(address);
            return answer.Headers.ETag?.Tag;
        }
    }

    [Test]
    public async Task An_embed_is_no_larger_than_it_may_be()
    {
        var story = await Published("Bäddas in");
        var address = $"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(new Uri(Hub.Address, story).AbsoluteUri)}";
        var small = await Embed($"{address}&maxwidth=300&maxheight=200");
        Assert.That((small.GetProperty("width").GetInt32(), small.GetProperty("height").GetInt32()), Is.EqualTo((300, 200)));
        Assert.That(small.GetProperty("html").GetString(), Does.Contain("width=\"300\" height=\"200\""));
        Assert.That(small.TryGetProperty("thumbnail_url", out _), Is.False, "its picture is wider");
        var large = await Embed($"{address}&maxwidth=5000");
        Assert.That((large.GetProperty("width").GetInt32(), large.GetProperty("thumbnail_width").GetInt32()), Is.EqualTo((400, 1200)));
        Assert.That((await Stranger.Client.GetAsync($"{address}&maxwidth=0")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));

        async Task<System.Text.Json.JsonElement> Embed(string from) => System.Text.Json.JsonDocument.Parse(await Read(from)).RootElement;
    }

    [Test]
    public async Task A_headline_that_was_taken_out_of_the_log_is_drawn_no_longer()
    {
        var story = await Published("Rubriken som togs bort");
        await David.Send($"{story}/edit?language=en", "button[formaction*='Save']", ("Text.Title", "The headline that stays"), ("Text.Lead", "A round."), ("Text.Body", "Twelve came."));
        await Told.Publish(David, story);
        var before = await Shared();
        await Hub.Settled();
        var id = await Hub.Views.Value<Guid>("select story from story where slug = @slug", new { slug = story.Split('/')[^1] });
        var stream = StreamNames.Story(id).Name;
        var swedish = (await Hub.Log.ReadStream(stream)).Where(one => one.Data is Domain.Stories.StoryWritten { Language: "sv" });
        await Hub.Services.GetRequiredService<TextRemoval>().Remove([.. swedish.Select(one => new TextPlace(stream, one.Version, "title"))], null, DateTimeOffset.UtcNow, default);
        await Hub.Settled();
        Assert.That(await Read(story), Does.Not.Contain("Rubriken som togs bort").And.Contain("The headline that stays"));
        var after = await Shared();
        Assert.That(after.Tag, Is.Not.EqualTo(before.Tag));
        Assert.That(after.Bytes, Is.Not.EqualTo(before.Bytes));

        async Task<(string? Tag, byte[] Bytes)> Shared()
        {
            using var answer = await Stranger.Client.GetAsync($"{story}/share.jpg");
            return (answer.Headers.ETag?.Tag, await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Test]
    public async Task The_feed_is_what_RFC_4287_asks_for()
    {
        var answer = await Stranger.Client.GetAsync($"{Told.Stories}.atom");
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/atom+xml"));
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        Assert.That(feed.Name, Is.EqualTo(Atom + "feed"));
        Assert.That(feed.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "self").Attribute("href")!.Value, Is.EqualTo(new Uri(Hub.Address, $"{Told.Stories}.atom").AbsoluteUri));
        foreach (var one in feed.Elements(Atom + "entry").Prepend(feed))
        {
            foreach (var needed in new[] { "id", "title", "updated" }) Assert.That(one.Elements(Atom + needed).Count(), Is.EqualTo(1), needed);
            Assert.That(Uri.IsWellFormedUriString(one.Element(Atom + "id")!.Value, UriKind.Absolute), Is.True);
            Assert.That(() => System.Xml.XmlConvert.ToDateTimeOffset(one.Element(Atom + "updated")!.Value), Throws.Nothing);
            Assert.That(one.Elements(Atom + "author").Elements(Atom + "name"), Is.Not.Empty);
            Assert.That(one.Elements(Atom + "link").Count(link => (string?)link.Attribute("rel") == "alternate"), Is.EqualTo(1));
            foreach (var content in one.Elements(Atom + "content")) Assert.That((string?)content.Attribute(XNamespace.Xml + "base"), Is.EqualTo(Hub.Address.AbsoluteUri));
        }

        Assert.That(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).ToList(), Is.Unique.And.Count.GreaterThanOrEqualTo(13));
    }

    [Test]
    public async Task A_card_may_be_framed_by_anybody_and_does_nothing_and_no_other_page_may()
    {
        var story = await Published("Ett kort hos andra");
        var card = await Stranger.Client.GetAsync($"{story}/card");
        Assert.That(card.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors *").And.Not.Contain("script-src"));
        Assert.That(await card.Content.ReadAsStringAsync(), Does.Not.Contain("<script").And.Not.Contain("<form"));
        Assert.That((await Stranger.Client.GetAsync(story)).Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'none'"));
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
        url = url.Replace("{0}", Hub.Address.ToString(), StringComparison.Ordinal).Replace("/p/familjen/", $"/p/{Cast.Programme}/", StringComparison.Ordinal);
        Assert.That((await Stranger.Client.GetAsync($"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(url)}")).StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task What_is_embedded_names_the_story_and_no_sign_of_it_ends_the_frame()
    {
        var story = await Published("\"><script>alert(1)</script>");
        using var told = System.Text.Json.JsonDocument.Parse(await Read($"/p/{Cast.Programme}/oembed?url={Uri.EscapeDataString(new Uri(Hub.Address, story).AbsoluteUri)}"));
        Assert.That(told.RootElement.GetProperty("type").GetString(), Is.EqualTo("rich"));
        var html = await BrowsingContext.New().OpenAsync(answer => answer.Content(told.RootElement.GetProperty("html").GetString()!));
        Assert.That(html.Body!.Children.Single().LocalName, Is.EqualTo("iframe"));
        Assert.That(html.QuerySelector("iframe")!.GetAttribute("src"), Is.EqualTo(new Uri(Hub.Address, $"{story}/card").AbsoluteUri));
        Assert.That((await Stranger.Get(story)).Document.QuerySelector("#card-code")!.TextContent, Does.Contain("title=\"&quot;"));
    }
}
