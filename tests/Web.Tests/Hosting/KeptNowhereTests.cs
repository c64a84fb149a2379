using Activation.Web.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Activation.Web.Tests.Hosting;

/// <summary>A page with the token of a form is kept by nobody. What a page says of that itself is never written over, which the log would warn of.</summary>
public sealed class KeptNowhereTests
{
    const string WrittenOver = "'Cache-Control'";

    [Test]
    public async Task Every_page_that_a_visitor_comes_to_with_a_form_is_kept_by_nobody_and_has_said_so_itself_or_nothing()
    {
        using var log = new LogLines();
        await using var hub = await TestHub.Sown(outside => outside.AddSingleton<ILoggerProvider>(log));
        using var visitor = hub.Visitor();
        var (kept, read) = (new List<string>(), 0);
        foreach (var page in AllPages.List)
        {
            using var answer = await visitor.Client.GetAsync((await page.Find(hub)).Path);
            if (!(await answer.Content.ReadAsStringAsync()).Contains("__RequestVerificationToken", StringComparison.Ordinal)) continue;
            read++;
            if (answer.Headers.CacheControl?.NoStore is not true) kept.Add(page.Name);
        }

        Assert.That(read, Is.GreaterThan(50));
        Assert.That(kept, Is.Empty);
        Assert.That(log.All, Has.None.Contains(WrittenOver));
    }

    [Test]
    public async Task An_empty_hub_shows_its_first_page_without_a_warning()
    {
        using var log = new LogLines();
        await using var hub = await TestHub.Empty(outside => outside.AddSingleton<ILoggerProvider>(log));
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get("/")).Address.AbsolutePath, Is.EqualTo("/first-run"));
        Assert.That(log.All, Has.None.Contains(WrittenOver));
    }
}
