using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Look;

/// <summary>What is wrong is read in the order in which it is put right.</summary>
public sealed class ErrorSummaryTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    // A field where nothing was ticked is not sent: what a course makes.
    [TestCase(Cast.Bo, "walks/plan", 5)]
    [TestCase(Cast.David, "courses/offer", 8)]
    public async Task It_is_in_the_order_of_the_fields(string name, string page, int atLeast)
    {
        using var visitor = await hub.As(name);
        var sheet = await visitor.Send($"{Sown.Here}/{page}", "main form.panel");
        var told = sheet.All(".errors li a").Select(link => link.GetAttribute("href")![1..]).ToList();
        var fields = sheet.All("main form.panel [id]").Select(field => field.Id!).ToList();
        Assert.That(told, Has.Count.AtLeast(atLeast).And.SubsetOf(fields));
        Assert.That(told.Select(field => fields.IndexOf(field)), Is.Ordered);
        Assert.That(sheet.All(".errors li").Select(line => line.TextContent), Has.None.Contains("["), "each has words of its own");
    }
}
