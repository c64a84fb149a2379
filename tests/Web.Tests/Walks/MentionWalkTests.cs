using Activation.Domain.Comments;
using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>A member is mentioned by keyboard alone.</summary>
[Category("Browser")]
public sealed class MentionWalkTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Of_two_of_one_name_the_one_that_is_chosen_is_meant_and_nobody_is_asked()
    {
        var two = await hub.PersonCalled(Cast.Greta);
        await hub.Views.Execute("update hub.person set name = @Henrik where person = @two", new { Cast.Henrik, two });
        try
        {
            var path = Sown.Initiative((await hub.OpenTo(Cast.Elin))[0]);
            await using var window = await Window.OpenAs(hub, Cast.Elin);
            await window.Page.GotoAsync(path);
            var box = window.Page.Locator("form[action*='handler=Comment'] [name=Text]");
            await box.PressSequentiallyAsync("Hör med @Henrik F");
            await window.Page.Locator("form[action*='handler=Comment'] [role=option]").Filter(new() { HasText = "Höganäs" }).ClickAsync();
            await window.Page.Locator("form:has([name=Text])[action*='handler=Comment'] button").ClickAsync();
            await Expect(window.Page.Locator(".remark", new() { HasText = $"Hör med @{Cast.Henrik}" })).ToHaveCountAsync(1);
            await hub.Settled();
            var posted = (CommentPosted)(await hub.Log.ReadLog(0, 1_000_000)).Last(said => said.Data is CommentPosted).Data;
            Assert.That(posted.Mentioned, Is.EqualTo(new[] { two }));
        }
        finally
        {
            await hub.Views.Execute("update hub.person set name = @Greta where person = @two", new { Cast.Greta, two });
        }
    }

    [Test]
    public async Task A_name_that_is_chosen_by_the_arrows_is_kept_as_a_number()
    {
        var path = Sown.Initiative((await hub.OpenTo(Cast.Elin))[0]);
        await using var window = await Window.OpenAs(hub, Cast.Elin);
        await window.Page.GotoAsync(path);
        var box = window.Page.Locator("form[action*='handler=Comment'] [name=Text]");
        var options = window.Page.Locator("form[action*='handler=Comment'] [role=option]");
        await box.PressSequentiallyAsync("Fråga @He");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "false");
        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("Fråga @He\n");
        await box.PressAsync("Backspace");
        await Expect(options.First).ToBeVisibleAsync();
        await box.PressAsync("Escape");
        await Expect(window.Page.Locator("form[action*='handler=Comment'] [role=listbox]")).ToBeHiddenAsync();
        await box.PressSequentiallyAsync("nrik F");
        var henrik = options.Filter(new() { HasText = Cast.Henrik });
        await Expect(henrik).ToBeVisibleAsync();
        for (var step = 0; step < 10 && await henrik.GetAttributeAsync("aria-selected") != "true"; step++) await box.PressAsync("ArrowDown");
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", (await henrik.GetAttributeAsync("id"))!);
        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync($"Fråga @{Cast.Henrik} ");
        await box.PressSequentiallyAsync("om båten");
        await window.Page.Locator("form:has([name=Text])[action*='handler=Comment'] button").ClickAsync();
        await Expect(window.Page.Locator(".remark", new() { HasText = $"Fråga @{Cast.Henrik} om båten" })).ToHaveCountAsync(1);
        await hub.Settled();
        var posted = (CommentPosted)(await hub.Log.ReadLog(0, 1_000_000)).Last(one => one.Data is CommentPosted).Data;
        Assert.That(posted.Mentioned, Is.EqualTo(new[] { await hub.PersonCalled(Cast.Henrik) }));
        Assert.That(posted.Text, Does.Contain("om båten").And.Not.Contain("Falkenbjerg"));
        Assert.That(window.TakeFaults(), Is.Empty);
    }
}
