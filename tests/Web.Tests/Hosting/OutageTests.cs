using System.Net;

namespace Activation.Web.Tests.Hosting;

public sealed class OutageTests
{
    [Test]
    public async Task A_page_answers_at_once_when_the_database_has_dropped_every_connection()
    {
        await using var hub = await TestHub.Sown();
        using var visitor = hub.Visitor();
        await visitor.Get($"/p/{Cast.Programme}");
        await hub.Views.Column<bool>(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.Get($"/p/{Cast.Programme}/initiatives")));
        Assert.That(pages.Select(page => page.Status), Has.All.EqualTo(HttpStatusCode.OK));
    }
}
