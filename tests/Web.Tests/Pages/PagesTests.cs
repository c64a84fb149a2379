using System.Collections.Concurrent;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Activation.Web.Tests.Pages;

/// <summary>Every page in three languages, by day and by night, on a phone and at a desk.</summary>
[Category("Browser")]
public sealed class PagesTests
{
    /// <summary>Answers that are no pages: files, and parts of a page that a script asks for.</summary>
    static readonly string[] NoPages = ["/language", "/sign-in/with/{directory}", "/p/{programme}/activities/level"];

    static readonly ViewportSize Wall = new() { Width = 1920, Height = 1080 };

    readonly ConcurrentDictionary<string, (Window Window, string? Who)> windows = [];
    readonly ConcurrentQueue<string> findings = [];

    TestHub hub;
    Texts texts;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        texts = hub.Services.GetRequiredService<Texts>();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        foreach (var (window, _) in windows.Values) await window.DisposeAsync();
        await hub.DisposeAsync();
    }

    // They open only in the middle of signing in, or before there is anything; their own tests go there step by step.
    static readonly string[] OnTheWay = ["sign-in-code", "sign-in-second", "first-run"];

    static IEnumerable<AppPage> Open => AllPages.List.Where(page => !OnTheWay.Contains(page.Name));

    [TestCaseSource(nameof(Open))]
    public async Task Nothing_is_wrong_with_the_page(AppPage page)
    {
        findings.Clear();
        var spot = await page.Find(hub);
        await Task.WhenAll(Texts.Languages.Select(async language => await Look(await WindowOf(spot.Who, language), page, spot, language)));
        Assert.That(findings, Is.Empty, string.Join('\n', findings.Distinct()));
    }

    [Test]
    public void No_page_of_the_app_is_missing_from_the_list()
    {
        var pages = hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText)
            .Where(route => !route.EndsWith(".csv", StringComparison.Ordinal));
        Assert.That(pages.Except(NoPages), Is.EquivalentTo(AllPages.List.Select(page => page.Route).Distinct()));
    }

    // In every language texts have another length; what a page is made of is the same in all, so that it is asked once, by day at the desk. By night on
    // the phone only that is asked which light and room decide. Whoever wants pictures is there for colours: by night at the desk they are asked then.
    async Task Look(Window window, AppPage page, Spot spot, string language)
    {
        await Go(window, page, spot);
        Note(language, await LookedAt.ForLanguage(window.Page, language, texts));
        if (language == "sv")
        {
            Note("desk", await LookedAt.ForAccess(window.Page));
            await Pictures.Take(window.Page, page, "light");
            if (Pictures.Wanted)
            {
                await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                Note("dark desk", await LookedAt.ForAccess(window.Page, "color-contrast"));
                await Pictures.Take(window.Page, page, "dark");
            }
        }

        await window.Page.EmulateMediaAsync(new() { ColorScheme = language == "da" ? ColorScheme.Dark : ColorScheme.Light });
        await window.Page.SetViewportSizeAsync(Window.Phone.Width, Window.Phone.Height);
        Note($"{language} phone", await LookedAt.ForWidth(window.Page));
        if (language == "sv") await PictureOnPhone(window.Page, page);
        else if (language == "da") Note("dark phone", await LookedAt.ForAccess(window.Page, LookedAt.OfLightAndRoom));
        Note(language, window.TakeFaults().Where(fault => page.Status == 200 || !fault.Contains($"status of {page.Status}", StringComparison.Ordinal)));
    }

    static async Task PictureOnPhone(IPage page, AppPage of)
    {
        await Pictures.Take(page, of, "phone-light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Pictures.Take(page, of, "phone-dark");
    }

    static async Task Go(Window window, AppPage page, Spot spot)
    {
        var size = page.IsWall ? Wall : Window.Desk;
        await window.Page.SetViewportSizeAsync(size.Width, size.Height);
        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var answer = await window.Page.GotoAsync(spot.Path);
        Assert.That(answer!.Status, Is.EqualTo(page.Status), spot.ToString());
        Assert.That(new Uri(answer.Url).AbsolutePath, Is.EqualTo(spot.Path.Split('?')[0]), "sent elsewhere");
    }

    void Note(string where, IEnumerable<string> found)
    {
        foreach (var finding in found) findings.Enqueue($"{where}: {finding}");
    }

    // One window for each language, whoever sits before it: a page left open in another would go on listening and drawing.
    async Task<Window> WindowOf(string? who, string language)
    {
        var (window, before) = windows.TryGetValue(language, out var open) ? open : (await Window.Open(hub, language), null);
        if (who != before) await (who is null ? window.SignOut() : window.SignIn(hub, who));
        windows[language] = (window, who);
        return window;
    }
}
