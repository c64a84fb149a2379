using Activation.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>A member of the core team with a phone.</summary>
[Category("Browser")]
public sealed class CoreTeamWalkTests
{
    const string Sentence = "Läs högt för varandra på bussen till skolan";

    TestHub hub;
    Window window;

    IPage Page => window.Page;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [SetUp]
    public async Task Open() => window = await Window.Open(hub, size: Window.Phone);

    [TearDown]
    public async Task Leave()
    {
        var faults = window.TakeFaults();
        await window.DisposeAsync();
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public async Task From_one_sentence_to_an_activity_that_waits_for_its_answer()
    {
        await StepInto(Cast.Astrid);
        await Page.GotoAsync($"{Sown.Here}/initiatives/propose");
        await WriteIdea();
        await WritePlan();
        await Page.Locator("button[formaction*=Send]").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Sentence);
        await Expect(Page.Locator("#activities")).ToContainTextAsync("Väntar på svar");
    }

    [Test]
    public async Task What_one_can_do_next_comes_before_the_map()
    {
        await StepInto(Cast.Astrid);
        await Page.GotoAsync(Sown.Here);
        var (vision, ticket, map) = (await Page.Locator("#vision").BoundingBoxAsync(), await Page.Locator(".ticket").BoundingBoxAsync(), await Page.Locator(".hero-map").BoundingBoxAsync());
        Assert.That(ticket!.Y, Is.GreaterThan(vision!.Y));
        Assert.That(ticket.Y + ticket.Height, Is.LessThanOrEqualTo(map!.Y));
    }

    [Test]
    public async Task A_vote_and_a_hand_for_somebody_elses_initiative()
    {
        await StepInto(Cast.Astrid);
        await Page.GotoAsync(Sown.Initiative((await hub.OpenTo(Cast.Astrid))[0]));
        await Expect(Page.Locator("[data-live=supports]")).ToHaveCountAsync(0);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Jag stödjer" }).ClickAsync();
        await Expect(Page.Locator("[data-live=supports]")).ToBeVisibleAsync();
        await Page.GetByLabel("Det här kan jag bidra med").FillAsync("En timme i veckan");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Jag är med" }).ClickAsync();
        await Expect(Page.Locator("#vote")).ToContainTextAsync("Du är med.");
        await Expect(Page.Locator("#vote")).ToContainTextAsync("En timme i veckan");
    }

    [Test]
    public async Task What_was_done_is_marked_and_rated()
    {
        var deed = await hub.Activity("scheduled");
        await StepInto(deed.Owner);
        await Page.GotoAsync(Sown.Initiative(deed.Number));
        var row = Page.Locator(".acts > li").Filter(new() { HasText = deed.Title }).First;
        await row.GetByRole(AriaRole.Link, new() { Name = "Markera genomförd" }).ClickAsync();
        await Page.GetByLabel("Hur många deltog?").FillAsync("34");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Det är gjort" }).ClickAsync();
        await row.GetByRole(AriaRole.Link, new() { Name = "Sätt betyg" }).ClickAsync();
        await Page.Locator(".rate label").Nth(3).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Spara betyg" }).ClickAsync();
        await Expect(row).ToContainTextAsync("34 deltog");
        await Expect(row).ToContainTextAsync("Eget betyg från dem som gjorde det: 4");
    }

    async Task StepInto(string name)
    {
        await Page.GotoAsync("/demo");
        var door = Page.Locator("button[name=person]").Filter(new() { HasText = name });
        if (await door.CountAsync() == 0)
        {
            // Of a crowd the demo shows a few.
            await window.SignIn(hub, name);
            return;
        }

        if (!await door.First.IsVisibleAsync()) await Page.Locator("details").Filter(new() { Has = door.First }).Locator("summary").ClickAsync();
        await door.First.ClickAsync();
        await Page.WaitForURLAsync($"**{Sown.Here}**");
    }

    async Task WriteIdea()
    {
        await Page.Locator("#Idea_Title").FillAsync(Sentence);
        await Page.Locator("input[name='Idea.FocusAreas']").First.CheckAsync();
        await Page.Locator("input[name='Idea.Values']").First.CheckAsync();
        await Page.Locator(".value-how .how input").First.FillAsync("Alla åldrar möts");
        await Page.Locator("button[formaction*=Idea]").ClickAsync();
    }

    async Task WritePlan()
    {
        await Expect(Page.Locator("#Plan_Title")).ToHaveValueAsync(Sentence);
        await Page.Locator("#Plan_What").FillAsync("Läsa högt tio minuter varje tisdag på linje 506");
        await Page.Locator("#Plan_Responsible").FillAsync("Skolbiblioteket");
        await Page.Locator("#Plan_DueOn").FillAsync(Sown.Day(30));
        await Page.Locator("#Plan_Place").FillAsync("Elever på bussen från Kvidinge");
        await Page.Locator("#Plan_FirstStep").FillAsync("Fråga bussbolaget");
        await Page.Locator("#Plan_SuccessSign").FillAsync("Tjugo elever lyssnar");
        await Page.Locator("button[formaction*=Plan]").ClickAsync();
    }
}
