using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Activation.Web.Tests.Hosting;

public sealed class OutageTests
{
    const string Path = $"/p/{Cast.Programme}/initiatives";

    [Test]
    public async Task A_page_answers_at_once_when_the_database_has_dropped_every_connection()
    {
        await using var hub = await TestHub.Sown();
        using var visitor = hub.Visitor();
        await visitor.Get(Path);
        await using (var other = hub.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"))
            await other.ExecuteNonQueryAsync();
        Assert.That((await visitor.Get(Path)).Status, Is.EqualTo(HttpStatusCode.OK));
    }
}
