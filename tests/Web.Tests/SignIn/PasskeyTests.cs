using Activation.Support;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.SignIn;

/// <summary>In a real browser, with an authenticator that is part of it.</summary>
[Category("Browser")]
public sealed class PasskeyTests : MailedHub
{
    [Test]
    public async Task A_passkey_that_was_added_signs_in_and_one_that_was_removed_does_not()
    {
        await using var window = await Window.Open(Hub);
        var page = window.Page;
        await SignInByCode(window, Cast.Cilla);
        await Authenticator(window);

        await page.GotoAsync(At("/me/security"));
        await page.FillAsync("#name", "Min telefon");
        await page.ClickAsync("form[data-passkey=create] button");
        await page.WaitForSelectorAsync("text=Nyckeln är tillagd");
        Assert.That(await Hub.Views.Value<string>("select name from hub.passkey"), Is.EqualTo("Min telefon"));

        await SignOut(window);
        await page.GotoAsync(At("/sign-in?returnUrl=/me/security"));
        await page.ClickAsync("form[data-passkey=get] button");
        await page.WaitForURLAsync("**/me/security");
        Assert.That(await page.TextContentAsync("#devices ~ table"), Does.Contain("Nyckel, två steg"));

        await page.ClickAsync("form[action*=RemoveKey] button");
        await page.WaitForSelectorAsync("text=Nyckeln är borttagen");
        await SignOut(window);
        await page.GotoAsync(At("/sign-in"));
        await page.ClickAsync("form[data-passkey=get] button");
        await page.WaitForSelectorAsync("text=Nyckeln kändes inte igen");
        Assert.That(window.TakeFaults(), Is.Empty);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}")]
    public async Task What_is_no_passkey_opens_nothing(string credential)
    {
        using var visitor = Hub.Visitor();
        var sheet = await visitor.Send("/sign-in", "form[data-passkey=get]", ("credential", credential));
        Assert.Multiple(() =>
        {
            Assert.That((int)sheet.Status, Is.EqualTo(200));
            Assert.That(sheet.All(".errors"), Is.Not.Empty);
        });
    }

    // Passkeys belong to a name: the loopback address is none.
    string At(string path) => new UriBuilder(Hub.Address) { Host = "localhost" }.Uri.ToString().TrimEnd('/') + path;

    async Task SignInByCode(Window window, string name)
    {
        var email = await Hub.EmailOf(name);
        await window.Page.GotoAsync(At("/sign-in"));
        await window.Page.FillAsync("#Email", email);
        await window.Page.ClickAsync("form:has(#Email) button");
        await window.Page.FillAsync("#Code", Guest.CodeIn(await Sink.To(email)));
        await window.Page.ClickAsync("form:has(#Code) button");
        await window.Page.WaitForURLAsync("**/me");
    }

    async Task SignOut(Window window)
    {
        await window.Page.GotoAsync(At("/me/security"));
        await window.Page.ClickAsync("form[action*=CloseAll] button");
        await window.Page.WaitForURLAsync(At("/"));
    }

    static async Task Authenticator(Window window)
    {
        var devtools = await window.Context.NewCDPSessionAsync(window.Page);
        await devtools.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
