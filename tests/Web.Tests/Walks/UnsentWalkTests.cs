using Activation.Domain.Comments;
using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>What was written is not lost with the answer to it.</summary>
[Category("Browser")]
public sealed class UnsentWalkTests
{
    const string Words = "Skrivet en enda gång";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_form_that_could_not_be_read_leads_back_to_what_was_written()
    {
        await using var window = await Window.OpenAs(hub, Cast.Elin);
        var (page, form) = (window.Page, window.Page.Locator("form:has([name=Text])[action*='handler=Comment']"));
        await page.GotoAsync(Sown.Initiative((await hub.OpenTo(Cast.Elin))[0]));
        await form.Locator("[name=Text]").FillAsync(Words);
        var key = await form.Locator("[name=command]").InputValueAsync();
        await window.Context.ClearCookiesAsync(new() { Name = "form" });
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Tillbaka till formuläret" }).ClickAsync();
        await Expect(form.Locator("[name=Text]")).ToHaveValueAsync(Words);
        Assert.That(await form.Locator("[name=command]").InputValueAsync(), Is.EqualTo(key), "had it arrived, it would count once");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".remark", new() { HasText = Words })).ToHaveCountAsync(1);
        // Whoever loads it again before its scripts have run has not had the answer yet.
        await page.WaitForLoadStateAsync();
        await page.ReloadAsync();
        await Expect(form.Locator("[name=Text]")).ToHaveValueAsync("");
        await hub.Settled();
        Assert.That((await hub.Log.ReadLog(0, 1_000_000)).Count(said => said.Data is CommentPosted { Text: Words }), Is.EqualTo(1));
        window.TakeFaults();
    }

    [Test]
    public async Task Of_forms_that_look_alike_the_one_about_the_same_thing_gets_it_back_and_opens()
    {
        await using var window = await Window.OpenAs(hub, Cast.Elin);
        var page = window.Page;
        await page.GotoAsync(Sown.Initiative((await hub.OpenTo(Cast.Elin))[2]));
        foreach (var first in new[] { "Ett", "Två" })
        {
            await page.Locator("form:has([name=Text])[action*='handler=Comment'] [name=Text]").FillAsync(first);
            await page.Locator("form:has([name=Text])[action*='handler=Comment'] button").ClickAsync();
            await Expect(page.Locator(".remark", new() { HasText = first })).ToHaveCountAsync(1);
        }

        var answers = page.Locator("form:has([name=Answers])");
        await page.EvaluateAsync("document.querySelectorAll('main details').forEach(box => box.open = true)");
        await answers.Nth(1).Locator("[name=Answer]").FillAsync("Till den andra");
        await window.Context.ClearCookiesAsync(new() { Name = "form" });
        await answers.Nth(1).GetByRole(AriaRole.Button).Last.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Tillbaka till formuläret" }).ClickAsync();
        await Expect(answers.Nth(1).Locator("[name=Answer]")).ToHaveValueAsync("Till den andra");
        await Expect(answers.Nth(1).Locator("[name=Answer]")).ToBeVisibleAsync();
        await Expect(answers.Nth(0).Locator("[name=Answer]")).ToHaveValueAsync("");
        window.TakeFaults();
    }

    [Test]
    public async Task Nobody_gets_what_another_wrote()
    {
        await using var window = await Window.OpenAs(hub, Cast.Elin);
        var (page, text) = (window.Page, window.Page.Locator("form:has([name=Text])[action*='handler=Comment'] [name=Text]").First);
        var path = Sown.Initiative((await hub.OpenTo(Cast.Elin))[3]);
        await page.GotoAsync(path);
        await text.FillAsync("Elins egna ord");
        await window.Context.ClearCookiesAsync(new() { Name = "form" });
        await page.Locator("form:has([name=Text])[action*='handler=Comment'] button").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Tillbaka till formuläret" })).ToBeVisibleAsync();
        await window.SignIn(hub, Cast.David);
        await page.GotoAsync(path);
        await Expect(text).ToHaveValueAsync("");
        window.TakeFaults();
    }

    [Test]
    public async Task Without_a_network_the_way_back_leads_to_what_was_written()
    {
        await using var window = await Window.OpenAs(hub, Cast.Elin);
        var (page, text) = (window.Page, window.Page.Locator("form:has([name=Text])[action*='handler=Comment'] [name=Text]"));
        await page.GotoAsync(Sown.Initiative((await hub.OpenTo(Cast.Elin))[1]));
        await text.FillAsync("Skrivet i en tunnel");
        await window.Context.SetOfflineAsync(true);
        await page.Locator("form:has([name=Text])[action*='handler=Comment'] button").ClickAsync();
        await page.WaitForURLAsync("chrome-error://**");
        await window.Context.SetOfflineAsync(false);
        await page.GoBackAsync();
        await Expect(text).ToHaveValueAsync("Skrivet i en tunnel");
        await Expect(page.Locator(".note", new() { HasText = "Det du skrev är kvar här" })).ToBeVisibleAsync();
        window.TakeFaults();
    }
}
