using System.Net;
using Activation.Domain.Stories;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Stories;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>From a draft to what anybody reads: read by a colleague, by the clock, version after version.</summary>
public sealed partial class StoryTests
{
    [Test]
    public async Task Where_a_colleague_reads_first_nobody_publishes_alone()
    {
        using var elin = await Hub.As(Cast.Elin);
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Läst av två");
        await elin.Send($"{Told.Stories}/inbox", "form[action*='Review']");
        try
        {
            Assert.That((await David.Get($"{story}/publish")).Document.QuerySelector("form[action*='handler=Publish']"), Is.Null);
            await David.Send($"{story}/publish", "form[action*='Submit']");
            Assert.That((await David.Get($"{story}/publish")).Document.QuerySelector("form[action*='Approve']"), Is.Null, "who wrote it does not approve it");
            await elin.Send($"{story}/publish", "form[action*='Return']", ("Reason", "Säg vad det kostade"));
            Assert.That((await David.Get($"{story}/edit")).Text, Does.Contain("Säg vad det kostade"));
            await David.Send($"{story}/publish", "form[action*='Submit']");
            await elin.Send($"{story}/publish", "form[action*='Approve']");
            await Told.Publish(David, story);
            Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.OK));
        }
        finally
        {
            await elin.Send($"{Told.Stories}/inbox", "form[action*='Review']");
        }
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
    public async Task Every_version_is_read_as_it_was_and_a_picture_that_was_taken_out_since_is_said_in_words()
    {
        var story = await Told.Begun(Hub);
        await David.Send(
            $"{story}/edit", "button[formaction*='Save']", ("Text.Title", "Första versionen"), ("Text.Lead", "Ett varv."), ("Text.Body", "Det räckte."), ("Text.Time", "Tolv kvällar"), ("Text.Cost", "400 kronor"));
        foreach (var (alt, file) in new[] { ("En lampa vid en väg", Told.APicture), ("En bänk i solen", Photograph.Png(15)) })
            await Told.Upload(David, story, file, alt: alt);
        await David.Send($"{story}/pictures", "form[action*='Film']", ("Film.Address", "https://film.example.org/1"), ("Film.Title", "Kvällen på film"), ("Film.Captioned", "true"));
        await Told.Publish(David, story);
        await David.Send($"{story}/pictures", "button[formaction*='Remove']");
        await Told.Write(David, story, "Andra versionen");
        await Told.Publish(David, story);

        var list = await David.Get($"{story}/publish");
        Assert.That(list.All("#versions + ul > li").Select(version => version.TextContent), Has.All.Contains("bild").And.Some.Contains("Kvällen på film"));
        var first = await David.Get($"{story}/versions/1");
        Assert.That(first.One("article").TextContent, Does.Contain("Första versionen").And.Contain("Tolv kvällar").And.Contain("400 kronor").And.Contain("Kvällen på film").And.Not.Contain("Andra versionen"));
        Assert.That(first.All("article img"), Has.Count.EqualTo(1), "the other has no address any longer");
        Assert.That(first.One("#gone + ul").TextContent, Does.Contain("En lampa vid en väg"));
        Assert.That((await David.Get($"{story}/versions/2")).One("#was").TextContent, Is.EqualTo("Andra versionen"));
        Assert.That((await David.Get($"{story}/versions/3")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Stranger.Get($"{story}/versions/1")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    [Test]
    public void Of_two_stories_that_wish_for_one_address_the_later_has_one_of_its_own()
    {
        var (first, second, programme, by) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var memory = new InMemoryReadModels(new StoryProjection());
        object[] events =
        [
            Drafted(first), Drafted(second), new StoryWritten(second, "sv", "Lampan", "Ingressen", "Texten", "", "", by),
            new StoryPublished(second, Guid.Empty, Guid.Empty, "astorp", by, 1, by),
        ];
        memory.Fold([.. events.Select((data, at) => new Recorded(at + 1, programme, "", at + 1, "", Guid.NewGuid(), by, DateTimeOffset.UtcNow, data))]);
        var own = Slug.Marked("lampan", second);
        Assert.That((memory.Find<StoryRow>(first)!.Slug, memory.Find<StoryRow>(second)!.Slug, memory.Find<ShownStory>(second)!.Slug), Is.EqualTo(("lampan", own, own)));
        memory.Fold([new Recorded(5, Guid.NewGuid(), "", 1, "", Guid.NewGuid(), by, DateTimeOffset.UtcNow, Drafted(programme))]);
        Assert.That(memory.Find<StoryRow>(programme)!.Slug, Is.EqualTo("lampan"), "another programme has its own");

        StoryDrafted Drafted(Guid story) => new(story, "lampan", Guid.NewGuid(), Guid.NewGuid(), "astorp", by, by);
    }

    [Test]
    public async Task A_story_is_published_by_the_clock()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "I morgon");
        await David.Send($"{story}/publish", "form[action*='Schedule']", ("At", DateTime.Now.AddDays(1).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        var job = ActivatorUtilities.CreateInstance<StoryDue>(Hub.Services);
        await job.Run(DateTimeOffset.UtcNow, CancellationToken.None);
        await Hub.Settled();
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.NotFound), "not yet");
        await job.Run(DateTimeOffset.UtcNow.AddDays(2), CancellationToken.None);
        await Hub.Settled();
        Assert.That((await Stranger.Get(story)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_is_due_and_may_not_be_published_says_what_holds_it_back()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Väntar på ett ja");
        await Told.Name(David, story, "Sara Sen");
        await David.Send($"{story}/publish", "form[action*='Schedule']", ("At", DateTime.Now.AddDays(1).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That((await David.Get($"{story}/publish")).Text, Does.Not.Contain("men väntar:"), "its time has not come");
        await Hub.Views.Execute(
            "update story set state = jsonb_set(state, '{publish_at}', to_jsonb(now() - interval '2 hours')) where slug = @slug", new { slug = story.Split('/')[^1] });
        await ActivatorUtilities.CreateInstance<StoryDue>(Hub.Services).Run(DateTimeOffset.UtcNow, CancellationToken.None);
        var page = await David.Get($"{story}/publish");
        Assert.That(page.Text, Does.Contain("men väntar:").And.Contain(string.Format(System.Globalization.CultureInfo.InvariantCulture, Swedish[Domain.Refusals.Stories.ConsentMissing], 1)));
        Assert.That((await David.Get($"{Told.Stories}/inbox")).Text, Does.Contain(Swedish["stories.waits-past"]));
    }
}
