using System.Net;
using System.Text.Json;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Api;

/// <summary>What programs say, answer, react to, report and follow.</summary>
public sealed class CommentingTests
{
    TestHub hub;
    Script henrik;
    Script astrid;
    string thing;
    string story;

    [OneTimeSetUp]
    public async Task Start()
    {
        hub = await TestHub.Sown(limits: false);
        (henrik, astrid) = (await Script.Of(hub, Cast.Henrik), await Script.Of(hub, Cast.Astrid));
        thing = $"initiatives/{await hub.Views.Value<int>("select number from initiative where state = 'active' and merged_into is null order by number limit 1")}";
        story = $"stories/{await hub.Views.Value<string>("select slug from shown_story order by published_at limit 1")}";
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        henrik.Dispose();
        astrid.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task A_comment_is_written_once_answered_and_read_with_names_for_members()
    {
        var key = Guid.NewGuid().ToString();
        var first = await henrik.Post($"{thing}/comments", """{ "text": "Vem har projektorn, @Bo Varnhem?" }""", key);
        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.Created), first.ToString());
        Assert.That((await henrik.Post($"{thing}/comments", """{ "text": "Vem har projektorn, @Bo Varnhem?" }""", key)).Text, Is.EqualTo(first.Text));
        var id = first.Json.GetProperty("id").GetGuid();
        var answer = await astrid.Post($"{thing}/comments", $$"""{ "text": "Jag.", "answers": "{{id}}" }""");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created), answer.ToString());
        var items = (await astrid.Get($"{thing}/comments")).Json.GetProperty("items").EnumerateArray().ToList();
        var said = items.Single(item => item.GetProperty("id").GetGuid() == id);
        Assert.That(said.GetProperty("text").GetString(), Is.EqualTo($"Vem har projektorn, @{Cast.Bo}?"));
        Assert.That(said.GetProperty("by").GetString(), Does.StartWith(Cast.Henrik));
        Assert.That(items.Single(item => item.GetProperty("id").GetGuid() == answer.Json.GetProperty("id").GetGuid()).GetProperty("answers").GetGuid(), Is.EqualTo(id));
        var gone = await astrid.Post($"{thing}/comments", $$"""{ "text": "Hallå?", "answers": "{{Guid.NewGuid()}}" }""");
        Assert.That((gone.Status, gone.Json.GetProperty("code").GetString()), Is.EqualTo((HttpStatusCode.Conflict, "comments.answered-gone")));
    }

    [Test]
    public async Task A_reaction_is_given_and_taken_back_and_one_that_there_is_not_is_refused()
    {
        var id = (await henrik.Post($"{thing}/comments", """{ "text": "Jag har kaffe." }""")).Json.GetProperty("id").GetGuid();
        Assert.That((await astrid.Put($"{thing}/comments/{id}/reactions/thanks", "{}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Reactions(id)).Single().GetProperty("own").GetBoolean());
        Assert.That((await astrid.Delete($"{thing}/comments/{id}/reactions/thanks")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Reactions(id), Is.Empty);
        var wrong = await astrid.Put($"{thing}/comments/{id}/reactions/love", "{}");
        Assert.That((wrong.Status, wrong.Json.GetProperty("code").GetString()), Is.EqualTo((HttpStatusCode.Conflict, "comments.reaction-unknown")));
        Assert.That((await astrid.Put($"{story}/comments/{id}/reactions/thanks", "{}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "it was said elsewhere");
    }

    [Test]
    public async Task What_is_said_about_a_story_is_not_at_the_initiative_that_it_tells_of_nor_the_other_way_about()
    {
        var told = $"initiatives/{await hub.Views.Value<int>("select number from initiative join shown_story s using (initiative) where s.slug = @slug", new { slug = story.Split('/')[^1] })}";
        foreach (var (here, there) in new[] { (told, story), (story, told) })
        {
            var said = await henrik.Post($"{here}/comments", """{ "text": "Bara här." }""");
            Assert.That(said.Status, Is.EqualTo(HttpStatusCode.Created), said.ToString());
            Assert.That((await astrid.Put($"{there}/comments/{said.Json.GetProperty("id").GetGuid()}/reactions/thanks", "{}")).Status, Is.EqualTo(HttpStatusCode.NotFound), there);
        }
    }

    [Test]
    public async Task What_does_not_belong_is_reported_and_what_is_followed_says_so()
    {
        var id = (await henrik.Post($"{story}/comments", """{ "text": "Grannen var full." }""")).Json.GetProperty("id").GetGuid();
        Assert.That((await astrid.Post($"{story}/comments/{id}/report", """{ "why": "private" }""")).Status, Is.EqualTo(HttpStatusCode.OK));
        var own = await henrik.Post($"{story}/comments/{id}/report", """{ "why": "hurtful" }""");
        Assert.That(own.Json.GetProperty("code").GetString(), Is.EqualTo("comments.own-report"));
        Assert.That((await astrid.Put($"{story}/follow", "{}")).Json.GetProperty("follows").GetBoolean());
        Assert.That((await astrid.Delete($"{story}/follow")).Json.GetProperty("follows").GetBoolean(), Is.False);
    }

    [Test]
    public async Task A_visitor_reads_what_is_said_without_names()
    {
        await henrik.Post($"{story}/comments", """{ "text": "Så gör vi också, @Bo Varnhem." }""");
        using var stranger = hub.Visitor();
        var read = await stranger.Client.GetStringAsync(new Uri(hub.Address, $"/api/v1/programmes/{Cast.Programme}/{story}/comments"));
        Assert.That(read, Does.Contain("Så gör vi också").And.Contain("Helsingborg").And.Not.Contain(Cast.Henrik).And.Not.Contain(Cast.Bo));
    }

    async Task<List<JsonElement>> Reactions(Guid comment) => [.. (await astrid.Get($"{thing}/comments")).Json.GetProperty("items").EnumerateArray()
        .Single(item => item.GetProperty("id").GetGuid() == comment).GetProperty("reactions").EnumerateArray()];
}
