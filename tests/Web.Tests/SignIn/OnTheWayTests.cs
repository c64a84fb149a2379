using Activation.Support;
using Activation.Web.Features.FirstRun;
using Activation.Web.Platform;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Activation.Web.Tests.SignIn;

/// <summary>Pages that open only in the middle of signing in, or before there is anything: looked at like all others.</summary>
[Category("Browser")]
public sealed class OnTheWayTests
{
    static IEnumerable<string> Languages => Texts.Languages;

    [TestCaseSource(nameof(Languages))]
    public async Task Nothing_is_wrong_with_the_page_for_the_code(string language)
    {
        await using var sink = new SmtpSink();
        await using var hub = await TestHub.Sown(configuration: Mailbox.At(sink));
        await using var window = await Window.Open(hub, language);
        await window.Page.GotoAsync("/sign-in");
        await window.Page.Locator("#Email").FillAsync(await hub.EmailOf(Cast.Bo));
        await window.Page.Locator("main form button[type=submit]").First.ClickAsync();
        await window.Page.WaitForURLAsync("**/sign-in/code");
        await IsRight(hub, window, "sign-in-code", language);
    }

    [TestCaseSource(nameof(Languages))]
    public async Task Nothing_is_wrong_with_the_page_for_the_second_factor(string language)
    {
        await using var sink = new SmtpSink();
        await using var hub = await TestHub.Sown(configuration: Mailbox.At(sink));
        using var first = hub.Visitor();
        await hub.SignIn(sink, first, Cast.Bo);
        var sheet = await first.Get("/me/security/second");
        var secret = hub.Services.GetRequiredService<SecondFactors>().Opened(sheet.One("[name=Sealed]").GetAttribute("value"))!;
        await first.Send(sheet, "form:has([name=Sealed])", ("Code", Totp.CodeAt(secret, DateTimeOffset.UtcNow)));
        await using var window = await Window.Open(hub, language);
        await window.Page.GotoAsync("/sign-in");
        await window.Page.Locator("#Email").FillAsync(await hub.EmailOf(Cast.Bo));
        await window.Page.Locator("main form button[type=submit]").First.ClickAsync();
        await window.Page.Locator("#Code").FillAsync(Guest.CodeIn(await sink.To(await hub.EmailOf(Cast.Bo), 2)));
        await window.Page.Locator("main form button[type=submit]").First.ClickAsync();
        await window.Page.WaitForURLAsync("**/sign-in/second");
        await IsRight(hub, window, "sign-in-second", language);
    }

    [TestCaseSource(nameof(Languages))]
    public async Task Nothing_is_wrong_with_the_first_page_of_all(string language)
    {
        await using var hub = await TestHub.Empty(demo: false);
        Assert.That(hub.Services.GetRequiredService<Beginning>().Code, Is.Not.Empty);
        await using var window = await Window.Open(hub, language);
        await window.Page.GotoAsync("/first-run");
        await IsRight(hub, window, "first-run", language);
    }

    static async Task IsRight(TestHub hub, Window window, string name, string language)
    {
        var texts = hub.Services.GetRequiredService<Texts>();
        foreach (var (how, size) in new[] { ("", Window.Desk), ("phone-", Window.Phone) })
        {
            await window.Page.SetViewportSizeAsync(size.Width, size.Height);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                if (language == "sv") await Pictures.Take(window.Page, new AppPage(name, "/"), $"{how}{(scheme == ColorScheme.Dark ? "dark" : "light")}");
                // As PagesTests asks: everything by day at the desk and by night on the phone, else of the colours alone.
                string[] only = (size == Window.Desk) == (scheme == ColorScheme.Light) ? [] : ["color-contrast"];
                Assert.That(await LookedAt.ForAccess(window.Page, only), Is.Empty, $"{how}{scheme}");
            }

            Assert.That(await LookedAt.ForWidth(window.Page), Is.Empty, how);
        }

        Assert.That(await LookedAt.ForLanguage(window.Page, language, texts), Is.Empty);
        Assert.That(window.TakeFaults(), Is.Empty);
    }
}
