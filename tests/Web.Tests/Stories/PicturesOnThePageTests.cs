using Activation.Support;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Stories;

/// <summary>Every picture of a story stands on its page, and stands there once.</summary>
public sealed class PicturesOnThePageTests : StoryHub
{
    [TestCase("Cover,Before", 1, 0, 1), TestCase("Before", 1, 0, 0), TestCase("Before,After", 0, 2, 0), TestCase("Before,After,Gallery", 1, 2, 0),
     TestCase("Cover,After,Gallery,Before", 1, 2, 1), TestCase("After,Gallery", 1, 0, 1)]
    public async Task Each_picture_is_seen_once(string uses, int above, int beside, int below)
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Med bilder");
        foreach (var (use, i) in uses.Split(',').Select((use, i) => (use, i)))
            Assert.That((await Told.Upload(David, story, await File.ReadAllBytesAsync(Files[i]), alt: $"Bild {i + 1}", use: use)).Wrong, Is.Empty);
        await Told.Publish(David, story);
        var page = await Stranger.Get(story);
        Assert.That(
            (page.All(".story-pic img").Count, page.All(".before-after img").Count, page.All(".story-pictures img").Count), Is.EqualTo((above, beside, below)));
        Assert.That(page.All(".story-pic img, .before-after img, .story-pictures img").Select(picture => picture.GetAttribute("alt")), Is.Unique);
        Assert.That((await Stranger.Get($"{story}/card")).All("img"), Has.Count.EqualTo(1), "a card has a face");
    }

    [Test]
    public async Task Half_of_a_pair_says_which_half_it_is()
    {
        var story = await Told.Begun(Hub);
        await Told.Write(David, story, "Bara före");
        await Told.Upload(David, story, await File.ReadAllBytesAsync(Files[0]), use: "Cover");
        await Told.Upload(David, story, await File.ReadAllBytesAsync(Files[1]), use: "Before");
        await Told.Publish(David, story);
        Assert.That((await Stranger.Get(story)).One(".story-pictures figcaption").TextContent, Does.Contain(Swedish["stories.use-before"]));
    }

    static string[] Files => [.. Directory.GetFiles(Path.Combine(Repository.SeedData, "pictures")).Order(StringComparer.Ordinal)];
}
