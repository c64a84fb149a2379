using Activation.Support;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

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
        var cilla = await Hub.PersonCalled(Cast.Cilla);
        await SignInByCode(window, Cast.Cilla);
        await Authenticator(window);

        await page.GotoAsync(At("/me/security"));
        await page.FillAsync("#name", "Min telefon");
        await page.ClickAsync("form[data-passkey=create] button");
        await page.WaitForSelectorAsync("text=Nyckeln är tillagd");
        Assert.That(await Hub.Views.Value<string>("select name from hub.passkey where person = @cilla", new { cilla }), Is.EqualTo("Min telefon"));
        Assert.That(await Hub.Views.Value<bool>("select strong from hub.session where person = @cilla", new { cilla }), Is.True, "finger, face or code was shown while it was made");

        await page.EvaluateAsync("() => localStorage.setItem('story:ett', 'halvskrivet')");
        await SignOut(window);
        Assert.That(await page.EvaluateAsync<string?>("() => localStorage.getItem('story:ett')"), Is.Null, "what was being written stays for nobody");
        await ShowKey();
        Assert.That(await page.TextContentAsync("#devices ~ table"), Does.Contain("Nyckel, två steg"));

        Assert.That(async () => await Hub.Views.Column<string>("select kind || ' ' || door from hub.security_event where person = @cilla order by id", new { cilla }),
            Is.EqualTo(new[] { "signed-in code", "passkey-added POST /me/security", "signed-in passkey strong" }).After(20_000, 100), "written down");

        await page.ClickAsync("form[action*=RemoveKey] button");
        await page.WaitForSelectorAsync("text=Nyckeln är borttagen");
        await SignOut(window);
        await page.GotoAsync(At("/sign-in"));
        await page.ClickAsync("form[data-passkey=get] button");
        await page.WaitForSelectorAsync("text=Nyckeln kändes inte igen");
        Assert.That(window.TakeFaults(), Is.Empty);

        async Task ShowKey()
        {
            await page.GotoAsync(At("/sign-in?returnUrl=/me/security"));
            await page.ClickAsync("form[data-passkey=get] button");
            await page.WaitForURLAsync(At("/me/security"));
        }
    }

    [Test]
    public async Task The_mailbox_alone_changes_nothing_for_an_administrator_who_has_a_passkey()
    {
        var farid = await Hub.PersonCalled(Cast.Farid);
        await Hub.Views.Execute("insert into hub.passkey values ('his', @farid, 'Telefon', '', now(), null, 0, '{}', true, false, false, '', '')", new { farid });
        using var thief = Hub.Visitor();
        await Hub.SignIn(Sink, thief, Cast.Farid);
        var asked = await thief.Get($"{Sown.Here}/initiatives");
        Assert.That((asked.Address.AbsolutePath, asked.One(".lead").TextContent), Is.EqualTo(("/sign-in", "Du är inloggad med bara ett steg, och du administrerar ett program. Logga in igen med din nyckel, eller med kod och app om du har den.")));
        var security = await thief.Get("/me/security");
        Assert.That(security.All("form[data-passkey=create], form[action*=RemoveKey] button, a[href='/me/security/second']"), Is.Empty);
        Assert.That((await thief.Get("/me/security/second")).All("[name=Sealed]"), Is.Empty);

        // A phone of the thief's own, and the form sent by hand.
        var (secret, token) = (Totp.NewSecret(), KeyValuePair.Create("__RequestVerificationToken", security.One("input[name=__RequestVerificationToken]").GetAttribute("value")!));
        var sealedSecret = Hub.Services.GetRequiredService<SecondFactors>().Sealed(secret);
        await thief.Post(new Uri(Hub.Address, "/me/security/second"), [token, new("Sealed", sealedSecret), new("Code", Totp.CodeAt(secret, DateTimeOffset.UtcNow))]);
        await thief.Post(new Uri(Hub.Address, "/me/security?handler=RemoveKey"), [token, new("key", "his")]);
        Assert.Multiple(async () =>
        {
            Assert.That(await Hub.Views.Value<long>("select count(*) from hub.account where person = @farid and factor_secret is not null", new { farid }), Is.Zero);
            Assert.That(await Hub.Views.Value<long>("select count(*) from hub.session where person = @farid and strong", new { farid }), Is.Zero);
            Assert.That(await Hub.Views.Value<long>("select count(*) from hub.passkey where person = @farid", new { farid }), Is.EqualTo(1));
        });
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
