using System.Text;
using System.Text.RegularExpressions;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Stories;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>A good example on paper: one sheet, which leads back to the page.</summary>
[Category("Browser")]
public sealed partial class StoryPrintTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task Every_story_of_the_demo_is_one_sheet()
    {
        var slugs = await hub.Views.Column<string>("select slug from shown_story where programme = (select programme from programme where slug = @Programme) order by slug", new { Cast.Programme });
        Assert.That(slugs, Has.Count.GreaterThan(10));
        await using var window = await Window.Open(hub);
        foreach (var slug in slugs)
        {
            await window.Page.GotoAsync($"{Told.Stories}/{slug}", new() { WaitUntil = WaitUntilState.NetworkIdle });
            var paper = await window.Page.PdfAsync(new() { Format = "A4" });
            Assert.That(Sheet().Count(Encoding.Latin1.GetString(paper)), Is.EqualTo(1), slug);
        }
    }

    [Test]
    public async Task On_paper_a_story_says_where_it_and_its_film_are()
    {
        using var david = await hub.As(Cast.David);
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "På papper");
        await david.Send($"{story}/pictures", "form[action*='handler=Film']", ("Film.Address", "https://film.example/papper"), ("Film.Title", "På film"), ("Film.Captioned", "true"));
        await Told.Publish(david, story);
        await using var window = await Window.Open(hub);
        await window.Page.GotoAsync(story);
        var film = window.Page.GetByText("https://film.example/papper");
        await Expect(film).ToBeHiddenAsync();
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(film).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".printed-address")).ToContainTextAsync(story);
        await Expect(window.Page.Locator(".printed-address svg")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.None, 1000)]
    private static partial Regex Sheet();
}
