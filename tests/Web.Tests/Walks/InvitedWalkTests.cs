using System.Diagnostics;
using Activation.Domain.Members;
using Activation.Support;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Activation.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Activation.Web.Tests.Walks;

/// <summary>Somebody who has never been here, with a letter and a phone.</summary>
[Category("Browser")]
public sealed class InvitedWalkTests
{
    const string Email = "rut.sjogren@example.test";
    const string Sentence = "Odla grönsaker ihop på skolgården";

    SmtpSink sink;
    TestHub hub;
    Window window;

    IPage Page => window.Page;

    [SetUp]
    public async Task Sow()
    {
        sink = new SmtpSink();
        hub = await TestHub.Sown(configuration: Mailbox.At(sink));
        window = await Window.Open(hub, size: Window.Phone);
    }

    [TearDown]
    public async Task Leave()
    {
        var faults = window.TakeFaults();
        await window.DisposeAsync();
        await hub.DisposeAsync();
        await sink.DisposeAsync();
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public async Task From_the_letter_to_the_first_proposal_and_in_again_by_a_code()
    {
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var elin = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.Elin)))!;
        await hub.Services.GetRequiredService<Inviting>().Send(here, elin, new Invite(Email, "klippan", [Role.CoreTeam], "sv"), Guid.NewGuid());
        var letter = await sink.To(Email);

        var clock = Stopwatch.StartNew();
        await Page.GotoAsync(Guest.LinkIn(letter));
        await Look("invitation");
        await Page.Locator("#Name").FillAsync("Rut Sjögren");
        await Page.Locator("main form button[type=submit]").ClickAsync();
        await Look("invited");
        await Page.Locator($"a[href='{Sown.Here}/initiatives/propose']:visible").First.ClickAsync();
        await Look("first-idea");
        await Page.Locator("#Idea_Title").FillAsync(Sentence);
        await Page.Locator("input[name='Idea.FocusAreas']").First.CheckAsync();
        await Page.Locator("input[name='Idea.Values']").First.CheckAsync();
        await Page.Locator(".value-how .how input").First.FillAsync("Alla får plats");
        await Page.Locator("button[formaction*=Idea]").ClickAsync();
        await Look("first-plan");
        await Page.Locator("button[formaction*=Plan]").First.ClickAsync();
        await Look("first-send");
        await Page.Locator("button[formaction*=Send]").First.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Sentence);
        await Look("first-proposal");
        await TestContext.Progress.WriteLineAsync($"From the letter to the first proposal: {clock.Elapsed.TotalSeconds:0.0} s of machine time, 8 taps and 3 things written");

        await Page.Context.ClearCookiesAsync();
        clock.Restart();
        await Page.GotoAsync("/");
        await Page.Locator("a[href^='/sign-in']:visible").First.ClickAsync();
        await Look("sign-in");
        await Page.Locator("#Email").FillAsync(Email);
        await Page.Locator("main form button[type=submit]").First.ClickAsync();
        await Look("sign-in-code");
        await Page.Locator("#Code").FillAsync(Guest.CodeIn(await sink.To(Email, 2)));
        await Page.Locator("main form button[type=submit]").First.ClickAsync();
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/me$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await TestContext.Progress.WriteLineAsync($"In again by a code: {clock.Elapsed.TotalSeconds:0.0} s of machine time");
    }

    async Task Look(string name)
    {
        await Pictures.Take(Page, new AppPage($"walk-{name}", "/"), "phone-light");
        Assert.That(await LookedAt.ForAccess(Page), Is.Empty, name);
        Assert.That(await LookedAt.ForWidth(Page), Is.Empty, name);
    }
}
