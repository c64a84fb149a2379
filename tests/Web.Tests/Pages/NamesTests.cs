using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Pages;

public sealed class NamesTests
{
    [Test]
    public async Task A_visitor_reads_no_name_on_any_public_page()
    {
        await using var hub = await TestHub.Sown();
        using var visitor = hub.Visitor();
        var names = await hub.NamesOfNobodysBusiness();
        var read = 0;
        var found = new List<string>();
        // The demo's door shows the invented people on purpose, and its outbox their letters.
        foreach (var page in AllPages.List.Where(page => page.Route is not ("/demo" or "/demo/outbox" or "/look")))
        {
            var sheet = await visitor.Get((await page.Find(hub)).Path);
            if (sheet.Address.AbsolutePath is "/sign-in") continue;
            read++;
            var html = sheet.Document.DocumentElement.OuterHtml;
            found.AddRange(names.Where(name => html.Contains(name, StringComparison.Ordinal)).Select(name => $"{page}: {name}"));
        }

        Assert.That(found, Is.Empty);
        Assert.That(read, Is.GreaterThan(10));
    }
}
