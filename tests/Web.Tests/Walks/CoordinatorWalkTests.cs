using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>A coordinator who answers without a mouse.</summary>
[Category("Browser")]
public sealed class CoordinatorWalkTests
{
    const string Queue = $"{Sown.Here}/queue";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task The_queue_is_emptied_with_the_keyboard_and_a_return_needs_its_reason()
    {
        await using var window = await Window.OpenAs(hub, await BusyCoordinator());
        var page = window.Page;
        await page.GotoAsync(Queue);
        var (first, second) = (await Title(page), await page.Locator(".qlist b").Nth(1).TextContentAsync());
        await Press(page, "j");
        await Expect(page.Locator("#queue-item")).ToHaveTextAsync(second!);
        await Press(page, "k");
        await Expect(page.Locator("#queue-item")).ToHaveTextAsync(first);
        await Press(page, "r");
        await Expect(page.Locator("#Reason")).ToBeFocusedAsync();
        await page.Locator("[data-key=r]").ClickAsync();
        await Expect(page.Locator("#Reason-error")).ToBeVisibleAsync();
        await page.Locator("#Reason").FillAsync("Skriv vem som ansvarar, så är den klar.");
        await page.Locator("#queue-item").EvaluateAsync("() => document.activeElement.blur()");
        await Press(page, "r");
        await Expect(page.Locator(".toast")).ToContainTextAsync(first);
        await Expect(page.Locator(".qlist b").Filter(new() { HasText = first })).ToHaveCountAsync(0);
        var third = await Title(page);
        await Press(page, "g");
        await Expect(page.Locator(".toast")).ToContainTextAsync(third);
        await hub.Settled();
        var states = await hub.Views.Many<TitleState>("select title, state from activity where title = any(@titles)", new { titles = new[] { first, third } });
        Assert.That(states.Where(s => s.Title == first).Select(s => s.State), Does.Contain("returned"));
        Assert.That(states.Where(s => s.Title == third).Select(s => s.State), Has.Some.AnyOf("approved", "scheduled"));
        Assert.That(window.TakeFaults(), Is.Empty);
    }

    [Test]
    public async Task Nobody_answers_their_own()
    {
        using (var bo = await hub.As(Cast.Bo)) await Proposal.Send(bo, "Bänkar att prata på längs Rönne å", Proposal.ConcretePlan);
        await hub.Settled();
        var own = await hub.Views.Value<Guid>(
            "select activity from activity where state = 'submitted' and owner = @person", new { person = await hub.PersonCalled(Cast.Bo) });
        await using var window = await Window.OpenAs(hub, Cast.Bo);
        await window.Page.GotoAsync($"{Queue}?activity={own}");
        await Expect(window.Page.Locator("#queue-item")).ToHaveTextAsync("Bänkar att prata på längs Rönne å");
        await Expect(window.Page.Locator("[data-key]")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Who_comes_to_the_machine_afterwards_and_goes_back_sees_nothing_of_who_signed_out()
    {
        await using var window = await Window.OpenAs(hub, Cast.Iris);
        var page = window.Page;
        await page.GotoAsync($"{Sown.Here}/queue");
        await page.GotoAsync("/me");
        await Expect(page.Locator("main")).ToContainTextAsync("Iris");
        await page.Locator("form[action*='handler=Out'] button").ClickAsync();
        await page.WaitForURLAsync(new Uri(hub.Address, "/").ToString());
        for (var i = 0; i < 2; i++)
        {
            await page.GoBackAsync();
            await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
            Assert.That(await page.ContentAsync(), Does.Not.Contain(Cast.Iris));
        }
    }

    sealed record TitleState(string Title, string State);

    static async Task<string> Title(IPage page) => (await page.Locator("#queue-item").TextContentAsync())!;

    // The page has heard its script when the keys are shown.
    static async Task Press(IPage page, string key)
    {
        await Expect(page.Locator("[data-keys]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync(key);
    }

    async Task<string> BusyCoordinator() => (await hub.Views.Value<string>(
        """
        select p.name from activity a join member m on m.municipality = a.municipality and 'coordinator' = any(m.roles)
          join hub.person p on p.person = m.member
         where a.state = 'submitted' and a.owner <> m.member group by p.name order by count(*) desc, p.name limit 1
        """))!;
}
