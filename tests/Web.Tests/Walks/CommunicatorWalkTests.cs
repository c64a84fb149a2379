using Activation.Support;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Stories;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>A communicator, from the inbox to a story that anybody reads, with a pointer and a phone.</summary>
[Category("Browser")]
public sealed class CommunicatorWalkTests
{
    /// <summary>What a story with eight pictures may weigh before anybody scrolls, in bytes as they come over the line.</summary>
    const int Weight = 300_000;

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task From_the_inbox_to_a_published_story([Values("phone", "desk")] string size)
    {
        await using var window = await Window.OpenAs(hub, Cast.David, size: size == "phone" ? Window.Phone : Window.Desk);
        var page = window.Page;
        await page.GotoAsync(Told.Stories);
        await page.GetByRole(AriaRole.Link, new() { Name = "Att berätta" }).ClickAsync();
        await page.Locator(".inbox").GetByRole(AriaRole.Button, new() { Name = "Berätta" }).First.ClickAsync();
        await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("av 5", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GetByLabel("Rubrik", new() { Exact = true }).FillAsync("Den som väntar på något gott");
        await page.GetByLabel("Ingress").FillAsync("Tolv personer, en termos och ett regn som aldrig kom.");
        await Expect(page.Locator(".preview-title")).ToHaveTextAsync("Den som väntar på något gott");
        await page.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = "Bilder" }).ClickAsync();
        await page.GetByLabel("Bildfil").SetInputFilesAsync(Path.Combine(Repository.SeedData, "pictures", "kannan.png"));
        await page.Locator("form[enctype]").GetByLabel("Vad bilden visar").FillAsync("En termos vid en vändplats");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ladda upp" }).ClickAsync();
        await Expect(page.Locator(".picture-row img")).ToHaveCountAsync(1);
        await page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = "Publicera" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publicera" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Den som väntar på något gott");
        await Expect(page.Locator(".story-pic img")).ToHaveAttributeAsync("alt", "En termos vid en vändplats");
        Assert.That(window.TakeFaults(), Is.Empty);
    }

    [Test]
    public async Task A_closed_window_and_a_lost_connection_lose_nothing()
    {
        await using var window = await Window.OpenAs(hub, Cast.David);
        using var david = await hub.As(Cast.David);
        var edit = $"{await Told.Begun(hub)}/edit";
        var page = window.Page;
        await page.GotoAsync(edit);
        await page.GetByLabel("Rubrik", new() { Exact = true }).FillAsync("Skrivet med nät");
        await Expect(page.Locator("[data-story-kept]")).ToContainTextAsync("Sparat medan du skriver");
        await page.CloseAsync();
        page = await window.Context.NewPageAsync();
        await page.GotoAsync(edit);
        await Expect(page.GetByLabel("Rubrik", new() { Exact = true })).ToHaveValueAsync("Skrivet med nät");
        await window.Context.SetOfflineAsync(true);
        await page.GetByLabel("Rubrik", new() { Exact = true }).FillAsync("Skrivet utan nät");
        await Expect(page.Locator("[data-story-kept]")).ToContainTextAsync("kvar i den här webbläsaren");
        await page.CloseAsync();
        await window.Context.SetOfflineAsync(false);
        page = await window.Context.NewPageAsync();
        await page.GotoAsync(edit);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta tillbaka den" }).ClickAsync();
        await Expect(page.GetByLabel("Rubrik", new() { Exact = true })).ToHaveValueAsync("Skrivet utan nät");
    }

    [Test]
    public async Task Two_windows_without_a_connection_lose_neither_text_and_nobody_else_is_offered_them()
    {
        await using var window = await Window.OpenAs(hub, Cast.David);
        var edit = $"{await Told.Begun(hub)}/edit";
        var (one, two) = (window.Page, await window.Context.NewPageAsync());
        foreach (var page in new[] { one, two }) await page.GotoAsync(edit);
        await window.Context.SetOfflineAsync(true);
        foreach (var (page, headline) in new[] { (one, "Ett fönster"), (two, "Ett annat fönster") })
        {
            await page.GetByLabel("Rubrik", new() { Exact = true }).FillAsync(headline);
            await Expect(page.Locator("[data-story-kept]")).ToContainTextAsync("kvar i den här webbläsaren");
            await page.CloseAsync();
        }

        await window.Context.SetOfflineAsync(false);
        var back = await window.Context.NewPageAsync();
        await back.GotoAsync(edit);
        await Expect(back.Locator("[data-take]")).ToHaveCountAsync(2);
        await back.GetByLabel("Ingress").PressSequentiallyAsync("n");
        await Taken("Ett fönster");
        await back.ReloadAsync();
        await Taken("Ett annat fönster");

        await window.SignIn(hub, Cast.Elin);
        var colleague = await window.Context.NewPageAsync();
        await colleague.GotoAsync(edit);
        await Expect(colleague.Locator("[data-story-preview]")).ToBeVisibleAsync();
        await Expect(colleague.Locator("[data-take]")).ToHaveCountAsync(0);

        async Task Taken(string headline)
        {
            await back.Locator(".note", new() { Has = back.Locator("q", new() { HasTextString = headline }) }).GetByRole(AriaRole.Button, new() { Name = "Ta tillbaka den" }).ClickAsync();
            await Expect(back.GetByLabel("Rubrik", new() { Exact = true })).ToHaveValueAsync(headline);
        }
    }

    [Test]
    public async Task What_was_written_without_a_connection_is_offered_at_the_new_address_too()
    {
        await using var window = await Window.OpenAs(hub, Cast.David);
        using var david = await hub.As(Cast.David);
        var story = await Told.Begun(hub, "ebba-lunds-trappa");
        await Told.Name(david, story, "Ebba Lund");
        var page = window.Page;
        await page.GotoAsync($"{story}/edit");
        await david.Send($"{story}/people", "form[action*='Remove']");
        await page.GetByLabel("Rubrik", new() { Exact = true }).FillAsync("Trappan med nät");
        await Expect(page.Locator("[data-story-kept]")).ToContainTextAsync("Sparat medan du skriver");
        await window.Context.SetOfflineAsync(true);
        await page.GetByLabel("Rubrik", new() { Exact = true }).FillAsync("Trappan utan nät");
        await Expect(page.Locator("[data-story-kept]")).ToContainTextAsync("kvar i den här webbläsaren");
        await page.CloseAsync();
        await window.Context.SetOfflineAsync(false);
        page = await window.Context.NewPageAsync();
        await page.GotoAsync($"{Told.Stories}/inbox");
        var works = await page.Locator("a[href$='/edit']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.That(works, Has.None.Contains("ebba"));
        await page.GotoAsync(works[0]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ta tillbaka den" }).ClickAsync();
        await Expect(page.GetByLabel("Rubrik", new() { Exact = true })).ToHaveValueAsync("Trappan utan nät");
    }

    [Test]
    public async Task Whose_session_ends_while_they_write_is_told_so_and_keeps_the_text()
    {
        await using var window = await Window.OpenAs(hub, Cast.David);
        var page = window.Page;
        await page.GotoAsync($"{await Told.Begun(hub)}/edit");
        await window.SignOut();
        await page.GetByLabel("Rubrik", new() { Exact = true }).FillAsync("Skrivet utan inloggning");
        await Expect(page.Locator("[data-story-kept]")).ToContainTextAsync("Du är utloggad");
        await Expect(page.Locator("[data-story-preview] form")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-story-preview] .preview-title")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task A_story_with_eight_photographs_is_light_before_anybody_scrolls()
    {
        using var david = await hub.As(Cast.David);
        var story = await Told.Begun(hub);
        await Told.Write(david, story, "Åtta bilder", string.Join("\n\n", Enumerable.Repeat("Det regnade, men ingen gick hem. Kaffet räckte till alla som kom.", 12)));
        for (var i = 0; i < 8; i++)
            Assert.That((await Told.Upload(david, story, Photograph.Png(i), alt: $"Bild {i + 1}", use: i == 0 ? "Cover" : "Gallery")).Wrong, Is.Empty);
        var whole = await hub.Views.Column<int>("select length(bytes) from hub.picture where width = 1600 and kept_at > now() - interval '10 minutes' and length(bytes) > 150000");
        Assert.That(whole, Has.Count.EqualTo(8), "as heavy as photographs are");
        await Told.Publish(david, story);
        await using var window = await Window.Open(hub, size: Window.Phone, sharpness: 3);
        var line = await Line.Of(window);
        await window.Page.GotoAsync(story, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(window.Page.Locator(".story-pictures img")).ToHaveCountAsync(7);
        Assert.That(await window.Page.EvaluateAsync<int>("devicePixelRatio"), Is.EqualTo(3));
        var bytes = await line.Weight(david.Client);
        TestContext.Out.WriteLine($"{bytes / 1000:0} kB before scrolling, photographs of {whole.Average() / 1000:0} kB");
        Assert.That(bytes, Is.InRange(60_000, Weight));
    }
}
