using System.Net;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Privacy;

public sealed class TakeOutTests
{
    const string Secret = "min granne på Tallbarrsgatan 14 är sjuk";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Words_are_taken_out_of_the_log_and_of_every_page_with_a_reason_that_everybody_reads()
    {
        var number = (await hub.OpenTo(Cast.Astrid))[0];
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Send(Sown.Initiative(number), "form[action*='handler=Comment']", ("Text", Secret));
        using var farid = await hub.As(Cast.Farid);
        var page = await farid.Get($"{Sown.Initiative(number)}/take-out");
        var key = page.All("label.pick").Single(label => label.TextContent.Contains(Secret, StringComparison.Ordinal)).QuerySelector("input")!.GetAttribute("value")!;
        var unexplained = await farid.Send(page, "main form", ("Chosen", key));
        Assert.That(unexplained.Text, Does.Contain("Skriv varför"));
        var done = await farid.Send(page, "main form", ("Chosen", key), ("Reason", "Handlar om en annan människa"));
        Assert.That(done.Text, Does.Contain("1 text är borttagen").And.Contain("Text borttagen av administratören").And.Contain("Handlar om en annan människa"));
        await hub.Settled();
        Assert.That((await Dump.Of(hub)).Contains("Tallbarrsgatan", StringComparison.Ordinal), Is.False);
        Assert.That((await astrid.Get(Sown.Initiative(number))).One(".exchanges > li:last-child > .remark").TextContent, Does.Contain("Texten är borttagen"));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task A_whole_idea_may_be_taken_out_and_its_page_still_stands()
    {
        var number = (await hub.OpenTo(Cast.Bo))[^1];
        using var farid = await hub.As(Cast.Farid);
        var page = await farid.Get($"{Sown.Initiative(number)}/take-out");
        var fields = page.All("input[name=Chosen]").Select(input => ("Chosen", input.GetAttribute("value")!)).Append(("Reason", "Olagligt innehåll")).ToArray();
        Assert.That(fields, Has.Length.GreaterThan(3));
        Assert.That((await farid.Send(page, "main form", fields)).Status, Is.EqualTo(HttpStatusCode.OK));
        await hub.Settled();
        Assert.That((await farid.Get(Sown.Initiative(number))).One("h1").TextContent, Is.EqualTo("[…]"));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        foreach (var elsewhere in new[] { "", "/initiatives", "/board", "/queue" })
            Assert.That((await farid.Get($"{Sown.Here}{elsewhere}")).Status, Is.EqualTo(HttpStatusCode.OK), elsewhere);
    }

    [Test]
    public async Task What_no_page_shows_any_longer_may_be_taken_out_too()
    {
        const string offer = "Jag kan ta med min sjuka granne Tallberta";
        using var cilla = await hub.As(Cast.Cilla);
        var page = default(Sheet);
        foreach (var open in await hub.OpenTo(Cast.Cilla))
            if ((page = await cilla.Get(Sown.Initiative(open))).All("form[action*='handler=Join']").Count > 0) break;
        await cilla.Send(page!, "form[action*='handler=Join']", ("Offer", offer));
        await cilla.Send(page!.Address.AbsolutePath, "form[action*='handler=StepBack']");
        Assert.That((await cilla.Get(page.Address.AbsolutePath)).Text, Does.Not.Contain("Tallberta"));
        using var farid = await hub.As(Cast.Farid);
        var around = await farid.Get($"{page.Address.AbsolutePath}/take-out");
        var key = around.All("label.pick").Single(label => label.TextContent.Contains(offer, StringComparison.Ordinal)).QuerySelector("input")!.GetAttribute("value")!;
        await farid.Send(around, "main form", ("Chosen", key), ("Reason", "Handlar om en annan människa"));
        await hub.Settled();
        Assert.That((await Dump.Of(hub)).Contains("Tallberta", StringComparison.Ordinal), Is.False);
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task Only_an_administrator_takes_out_and_only_what_stands_there()
    {
        var number = (await hub.OpenTo(Cast.Elin))[0];
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get($"{Sown.Initiative(number)}/take-out")).Address.AbsolutePath, Is.EqualTo("/no-access"));
        using var farid = await hub.As(Cast.Farid);
        var before = await hub.Log.Head();
        var other = await farid.Send($"{Sown.Initiative(number)}/take-out", "main form", ("Chosen", "programme-1 1 name"), ("Reason", "Försök"));
        Assert.That(other.Text, Does.Contain("Välj minst en text"));
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }
}
