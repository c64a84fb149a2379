using Microsoft.Playwright;

namespace Activation.Web.Tests.Live;

/// <summary>The line between a page and the hub: it can be cut and mended, and made to say what the hub never said.</summary>
sealed class Line
{
    const string Answered = "\"type\":3";

    readonly TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    IWebSocketRoute? socket;
    bool isCut;

    /// <summary>Lies under every socket that the page opens from now on.</summary>
    public static async Task<Line> Under(IPage page)
    {
        var line = new Line();
        await page.RouteWebSocketAsync(address => address.Contains("/live", StringComparison.Ordinal), line.Connect);
        return line;
    }

    /// <summary>The page has asked how its board stands, and has been answered.</summary>
    public Task Heard => heard.Task;

    public async Task Cut(IBrowserContext context)
    {
        isCut = true;
        await context.SetOfflineAsync(true);
        await socket!.CloseAsync(new() { Code = 3000 });
    }

    public async Task Mend(IBrowserContext context)
    {
        isCut = false;
        await context.SetOfflineAsync(false);
    }

    public void Say(string kind, string board, long position, string state) =>
        socket!.Send($$"""{"type":1,"target":"{{kind}}","arguments":[{"board":"{{board}}","position":{{position}},"state":{{state}}}]}""" + "\u001e");

    void Connect(IWebSocketRoute route)
    {
        if (isCut) _ = route.CloseAsync(new() { Code = 3000 });
        else
        {
            socket = route;
            route.ConnectToServer().OnMessage(message =>
            {
                route.Send(message.Text!);
                if (message.Text!.Contains(Answered, StringComparison.Ordinal)) heard.TrySetResult();
            });
        }
    }
}
