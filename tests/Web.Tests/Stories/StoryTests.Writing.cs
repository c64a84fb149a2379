using System.Net;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>The text while somebody writes it: nothing that was typed is lost.</summary>
public sealed partial class StoryTests
{
    [Test]
    public async Task What_was_typed_in_two_windows_is_both_there()
    {
        var story = await Told.Begun(Hub);
        var (one, two) = (await David.Get($"{story}/edit"), await David.Get($"{story}/edit"));
        await Typed(one, "Första fönstret");
        await Typed(two, "Andra fönstret");
        var opened = await David.Get($"{story}/edit");
        Assert.That(opened.One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Andra fönstret"), "the newest is opened");
        Assert.That(opened.Text, Does.Contain("Första fönstret"), "the other is offered");
        await David.Send(opened, "button[formaction*='Save']");
        Assert.That((await David.Get($"{story}/edit")).Text, Does.Contain("Första fönstret"), "saving one does not lose the other");
    }

    [Test]
    public async Task A_window_is_taken_over_only_when_it_has_been_left()
    {
        var story = await Told.Begun(Hub);
        var first = await David.Get($"{story}/edit");
        await Typed(first, "Det första fönstret");
        var second = await David.Get($"{story}/edit");
        Assert.That(Tab(second), Is.Not.EqualTo(Tab(first)), "somebody still writes there");
        Assert.That(second.One("#others + p + ul").TextContent, Does.Contain("Det första fönstret"), "and is told of");
        await Hub.Views.Execute("update Hub.story_draft set changed_at = changed_at - interval '5 minutes' where tab = @tab::uuid", new { tab = Tab(first) });
        Assert.That(Tab(await David.Get($"{story}/edit?draft={Tab(first)}")), Is.EqualTo(Tab(first)));

        static string? Tab(Sheet window) => window.One("form[data-story] [name='Tab']").GetAttribute("value");
    }

    [Test]
    public async Task What_was_saved_before_can_be_opened_again()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Första rubriken");
        await Told.Write(David, story, "Andra rubriken");
        var earlier = (await David.Get($"{story}/edit")).All("details li a").First(link => link.TextContent == "Första rubriken");
        Assert.That((await David.Get(earlier.GetAttribute("href")!)).One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Första rubriken"));
    }

    [Test]
    public async Task What_was_sent_first_and_comes_last_does_not_win()
    {
        var story = await Told.Begun(Hub);
        await Typed(await David.Get($"{story}/edit"), "Det nyare");
        var kept = (await Hub.Views.One<WorkingText>("select d.* from hub.story_draft d join story s using (story) where s.slug = @slug", new { slug = story.Split('/')[^1] }))!;
        var working = Hub.Services.GetRequiredService<WorkingTexts>();
        foreach (var (title, at) in new[] { ("Det äldre", kept.ChangedAt.AddSeconds(-1)), ("Det nyaste", kept.ChangedAt.AddSeconds(1)) })
        {
            await working.Keep(kept with { Text = new StoryForm { Title = title }, ChangedAt = at });
            var now = await Hub.Views.Value<string>("select text ->> 'title' from hub.story_draft where tab = @Tab", new { kept.Tab });
            Assert.That(now, Is.EqualTo(at > kept.ChangedAt ? title : "Det nyare"));
        }
    }

    [Test]
    public async Task Who_saves_over_what_they_saved_in_another_window_is_told_so()
    {
        var story = await Told.Begun(Hub);
        var (one, two, three) = (await David.Get($"{story}/edit"), await David.Get($"{story}/edit"), await David.Get($"{story}/edit"));
        var saved = await David.Send(one, "button[formaction*='Save']", ("Text.Title", "Det första fönstret"));
        Assert.That(saved.Text, Does.Contain(Swedish["stories.saved"]).And.Not.Contain(Swedish["stories.saved-over-own"]));
        Assert.That((await Typed(three, "Det tredje fönstret")).Text, Does.Contain("\"elsewhere\":true"), "also while it is being typed");
        Assert.That((await David.Send(two, "button[formaction*='Save']", ("Text.Title", "Det andra fönstret"))).Text, Does.Contain(Swedish["stories.saved-over-own"]));
    }

    [Test]
    public async Task Who_writes_while_the_address_changes_goes_on_writing()
    {
        var story = await Told.Begun(Hub, "elsa-bloms-hylla");
        await Told.Write(David, story, "Hyllan");
        await Told.Name(David, story, "Elsa Blom");
        var window = await David.Get($"{story}/edit");
        await David.Send($"{story}/people", "form[action*='Remove']");
        Assert.That((await David.Get($"{story}/edit")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Typed(window, "Hyllan i hallen");
        var saved = await David.Send(window, "button[formaction*='Save']", ("Text.Title", "Hyllan i farstun"));
        Assert.That(saved.One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Hyllan i farstun"));
        Assert.That(saved.Address.AbsolutePath, Does.Not.Contain("elsa"));
    }

    [Test]
    public async Task What_comes_after_the_window_was_saved_or_after_a_later_text_of_it_is_not_kept_and_the_browser_is_told()
    {
        var story = await Told.Begun(Hub);
        var window = await David.Get($"{story}/edit");
        await Keep("Det nyare", turn: 2);
        Assert.That(await Keep("Det som dröjde på vägen", turn: 1), Does.Contain("\"overtaken\":true"));
        Assert.That((await David.Get($"{story}/edit")).One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Det nyare"));
        await David.Send(window, "button[formaction*='Save']", ("Text.Title", "Det sparade"), ("Turn", "3"));
        Assert.That(await Keep("Det som dröjde längre", turn: 4), Does.Contain("\"overtaken\":true"));
        var opened = await David.Get($"{story}/edit");
        Assert.That(opened.One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Det sparade"));
        Assert.That(opened.Text, Does.Not.Contain("Det som dröjde"), "nothing was typed and not sent");
        await Hub.Services.GetRequiredService<WorkingTexts>().ForgetSaved(DateTimeOffset.UtcNow.AddHours(2));
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.story_draft where saved"), Is.Zero);

        async Task<string> Keep(string title, int turn)
        {
            var (target, values) = Visitor.FormOf(window, "form[data-story]", ("Text.Title", title), ("Turn", $"{turn}"));
            return (await David.Post(new Uri($"{target}&handler=Keep"), values)).Text;
        }
    }

    [Test]
    public async Task What_is_sent_with_the_number_of_a_story_is_of_that_story_also_where_its_old_address_has_become_anothers()
    {
        var (mine, other) = (await Told.Begun(Hub, "var-lampa"), await Told.Begun(Hub, "nagon-annans"));
        var number = await Hub.Views.Value<Guid>("select story from story where slug = @slug", new { slug = mine.Split('/')[^1] });
        await David.Send($"{other}/edit?story={number}", "button[formaction*='Save']", ("Text.Title", "Vår lampa lyser"));
        Assert.That((await David.Get($"{mine}/edit")).One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Vår lampa lyser"));
        Assert.That((await David.Get($"{other}/edit")).One("[name='Text.Title']").GetAttribute("value"), Is.Not.EqualTo("Vår lampa lyser"));
    }

    [Test]
    public async Task A_text_without_a_headline_is_not_thrown_away()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Rubriken");
        var sheet = await Told.Write(David, story, " ", "En lång text som ingen vill skriva om.");
        Assert.That(sheet.Text, Does.Contain(Swedish[Domain.Refusals.Texts.TitleMissing]));
        Assert.That(sheet.One("[name='Text.Body']").TextContent, Does.Contain("En lång text"));
        Assert.That((await David.Get($"{story}/edit?saved=true")).One("[name='Text.Title']").GetAttribute("value"), Is.EqualTo("Rubriken"));
    }

    [TestCase("Det kostade 5 * 3 kr"), TestCase("Vi ville \" göra \" mer"), TestCase("Så ( och hur ) gick det"), TestCase("ja **")]
    public async Task A_sign_that_stands_alone_leaves_the_page_as_it_was(string lead)
    {
        var story = await Told.Begun(Hub);
        var saved = await David.Send($"{story}/edit", "button[formaction*='Save']", ("Text.Title", "Med ett tecken"), ("Text.Lead", lead), ("Text.Body", lead));
        Assert.That(saved.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await David.Get($"{story}/edit")).One("[name='Text.Lead']").TextContent.Trim(), Is.EqualTo(lead));
    }

    [Test]
    public async Task What_was_learnt_is_a_field_of_its_own_and_stands_on_the_page_in_the_API_and_among_what_was_written()
    {
        var story = await Told.Begun(Hub);
        await David.Send(
            $"{story}/edit", "button[formaction*='Save']", ("Text.Title", "Lärdomen"), ("Text.Lead", "Det gick."), ("Text.Body", "Så här."), ("Text.Learnt", "Bjud in på en tisdag."));
        await Told.Write(David, story, "Lärdomen igen");
        await Told.Publish(David, story);
        Assert.That((await Stranger.Get(story)).One(".learnt").TextContent, Does.Contain(Swedish["stories.learnt-there"]).And.Contain("Bjud in på en tisdag."));
        Assert.That(await Read($"/api/v1{story.Replace("/p/", "/programmes/", StringComparison.Ordinal)}"), Does.Contain("\"learnt\":\"Bjud in på en tisdag.\""));
        Assert.That((await Stranger.Get($"{Told.Stories}?q=tisdag+bjud")).All(".gallery-card"), Has.Count.EqualTo(1));
        var earlier = (await David.Get($"{story}/edit")).All("details li a").First(link => link.TextContent == "Lärdomen");
        Assert.That((await David.Get(earlier.GetAttribute("href")!)).One("[name='Text.Learnt']").TextContent.Trim(), Is.EqualTo("Bjud in på en tisdag."));
    }
}
