using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Access;

/// <summary>The session ends while somebody writes.</summary>
public sealed class ExpiryTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test, Category("Browser")]
    public async Task After_signing_in_again_the_form_is_there_with_what_was_written()
    {
        var path = Sown.Initiative((await hub.OpenTo(Cast.Elin))[0]);
        await using var window = await Window.OpenAs(hub, Cast.Elin);
        await window.Page.GotoAsync(path);
        await window.Page.Locator("[name=Text]").FillAsync("Jag tar med kaffe");
        await window.Context.ClearCookiesAsync(new() { Name = "hub" });
        await window.Page.Locator("form:has([name=Text]) button").ClickAsync();
        await window.Page.WaitForURLAsync("**/sign-in**");
        await window.Page.Locator("main a[href^='/demo?']").ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = Cast.Elin }).ClickAsync();
        await window.Page.WaitForURLAsync($"**{path}");
        await Expect(window.Page.Locator("[name=Text]")).ToHaveValueAsync("Jag tar med kaffe");
        await Expect(window.Page.GetByText("Du blev utloggad innan det skickades")).ToBeVisibleAsync();
        await window.Page.Locator("form:has([name=Text]) button").ClickAsync();
        await Expect(window.Page.Locator(".remark", new() { HasText = "Jag tar med kaffe" })).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("[name=Text]")).ToHaveValueAsync("");
        Assert.That(window.TakeFaults(), Is.Empty);
    }

    [Test, Category("Browser")]
    public async Task Ticks_and_choices_come_back_as_well()
    {
        await using var window = await Window.OpenAs(hub, Cast.Elin);
        await window.Page.GotoAsync($"{Sown.Here}/goals/1.20");
        await window.Page.Locator("[name='Input.Municipality']").SelectOptionAsync("perstorp");
        await window.Page.Locator("[name='Input.Value'][value='0']").CheckAsync();
        await window.Page.Locator("[name='Input.On']").FillAsync("2017-05-02");
        await window.Context.ClearCookiesAsync(new() { Name = "hub" });
        await window.Page.Locator(".value-form button").ClickAsync();
        await window.Page.WaitForURLAsync("**/sign-in**");
        await window.SignIn(hub, Cast.Elin);
        await window.Page.GotoAsync($"{Sown.Here}/goals/1.20");
        await Expect(window.Page.Locator("[name='Input.Municipality']")).ToHaveValueAsync("perstorp");
        await Expect(window.Page.Locator("[name='Input.Value'][value='0']")).ToBeCheckedAsync();
        await Expect(window.Page.Locator("[name='Input.On']")).ToHaveValueAsync("2017-05-02");
    }

    [Test, Category("Browser")]
    public async Task While_an_idea_is_written_the_sign_in_page_is_gone_to_and_not_drawn_into_the_form()
    {
        await using var window = await Window.OpenAs(hub, Cast.Elin);
        var page = window.Page;
        await page.GotoAsync(Proposal.Path);
        await window.Context.ClearCookiesAsync(new() { Name = "hub" });
        await page.Locator("[name='Idea.Title']").FillAsync("Sjung i kör vid havet");
        await page.WaitForURLAsync("**/sign-in**");
        Assert.That(System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query)["returnUrl"], Is.EqualTo(Proposal.Path));
        await page.Locator("main a[href^='/demo?']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = Cast.Elin }).ClickAsync();
        await page.WaitForURLAsync($"**{Proposal.Path}");
        await Expect(page.Locator("[name='Idea.Title']")).ToHaveValueAsync("Sjung i kör vid havet");
        Assert.That(window.TakeFaults(), Is.Empty);
    }

    [Test]
    public async Task Back_is_the_page_of_the_form_and_never_another_site()
    {
        using var visitor = hub.Visitor();
        var token = (await visitor.Get("/demo")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        async Task<string?> Back(string? referrer)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Sown.Initiative(1)}?handler=Comment")
            {
                Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Text", "Hej")]),
            };
            if (referrer is not null) request.Headers.Referrer = new Uri(referrer.Replace("{here}", hub.Address.Authority, StringComparison.Ordinal));
            using var answer = await visitor.Client.SendAsync(request);
            return System.Web.HttpUtility.ParseQueryString(answer.RequestMessage!.RequestUri!.Query)["returnUrl"];
        }

        Assert.That(await Back("http://{here}/p/familjen-helsingborg/initiatives/1?show=all"), Is.EqualTo($"{Sown.Initiative(1)}?show=all"));
        Assert.That(await Back("https://evil.example/p/x"), Is.EqualTo(Sown.Initiative(1)));
        Assert.That(await Back(null), Is.EqualTo(Sown.Initiative(1)));
    }
}
