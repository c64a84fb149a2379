using Microsoft.Playwright;

namespace Activation.Web.Tests.Hosting;

/// <summary>A window of a real browser with one person before it, and what went wrong in it.</summary>
public sealed class Window : IAsyncDisposable
{
    /// <summary>A phone in an upright hand.</summary>
    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    public static readonly ViewportSize Desk = new() { Width = 1280, Height = 900 };

    // The driver ends with this process and takes the browser with it.
    static readonly Lazy<Task<IBrowser>> Browser = new(Launch);

    readonly IBrowserContext context;
    readonly List<string> faults = [];

    Window(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") faults.Add(message.Text);
        };
        page.PageError += (_, error) => faults.Add(error);
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    /// <summary>Errors in the console since the last time somebody looked: scripts that failed, what the content policy kept out.</summary>
    public IReadOnlyList<string> TakeFaults()
    {
        string[] taken = [.. faults];
        faults.Clear();
        return taken;
    }

    /// <summary>Opens a window for a visitor.</summary>
    /// <param name="sharpness">Points of the screen to a pixel of the page.</param>
    public static Task<Window> Open(TestHub hub, string language = "sv", ViewportSize? size = null, float sharpness = 1) => Open(hub.Address, language, size, sharpness);

    /// <summary>The same, at a hub that runs elsewhere.</summary>
    public static async Task<Window> Open(Uri hub, string language = "sv", ViewportSize? size = null, float sharpness = 1)
    {
        var opened = await (await Browser.Value).NewContextAsync(new()
        {
            BaseURL = hub.ToString(), Locale = language, ViewportSize = size ?? Desk, ReducedMotion = ReducedMotion.Reduce, DeviceScaleFactor = sharpness,
        });
        opened.SetDefaultTimeout(10_000);
        return new Window(opened, await opened.NewPageAsync());
    }

    /// <summary>Opens a window for one of the cast.</summary>
    public static async Task<Window> OpenAs(TestHub hub, string name, string language = "sv", ViewportSize? size = null)
    {
        var window = await Open(hub, language, size);
        await window.SignIn(hub, name);
        return window;
    }

    /// <summary>A page with nothing behind it, for what is read elsewhere than in a browser.</summary>
    public static async Task<IPage> Bare() => await (await Browser.Value).NewPageAsync(new() { ReducedMotion = ReducedMotion.Reduce });

    /// <summary>One of the cast sits down, whoever sat here before.</summary>
    public async Task SignIn(TestHub hub, string name)
    {
        await SignOut();
        using var visitor = await hub.As(name);
        var cookies = visitor.CookieHeader.Split("; ").Select(cookie => cookie.Split('=', 2));
        await context.AddCookiesAsync(cookies.Select(pair => new Cookie { Name = pair[0], Value = pair[1], Url = hub.Address.ToString() }));
    }

    public Task SignOut() => context.ClearCookiesAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    static async Task<IBrowser> Launch()
    {
        // What is expected of a page comes a moment later; of a machine that does much else, some moments.
        Assertions.SetDefaultExpectTimeout(10_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync",
            ],
        });
    }
}
