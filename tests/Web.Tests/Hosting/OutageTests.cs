using System.Net;
using System.Text.RegularExpressions;
using Activation.Web.Features.Stories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Activation.Web.Tests.Hosting;

public sealed partial class OutageTests
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

    [Test]
    public async Task What_breaks_inside_is_told_by_a_number_that_stands_in_the_log_and_by_nothing_else()
    {
        const string Inside = "Host=db;Password=hemligt";
        var inner = new FormatException("utskrivet");
        using var log = new LogLines();
        await using var hub = await TestHub.Sown(outside => outside.AddSingleton<ILoggerProvider>(log).AddSingleton<StoryShelf>(_ => throw new InvalidOperationException(Inside, inner)));
        using var visitor = hub.Visitor();
        foreach (var path in new[] { $"/p/{Cast.Programme}/stories", $"/api/v1/programmes/{Cast.Programme}/stories", $"/api/v1/programmes/{Cast.Programme}/stories/falsk%0Arad" })
        {
            using var answer = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
            var told = await answer.Content.ReadAsStringAsync();
            Assert.Multiple(() =>
            {
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
                Assert.That(told, Does.Not.Contain(Inside).And.Not.Contain("Exception").And.Not.Contain(nameof(StoryShelf)).And.Not.Contain("   at "));
                Assert.That(log.All, Has.None.Contains("falsk"), "nothing that whoever asked wrote");
                Assert.That(log.All, Has.None.Contains("hemligt").And.None.Contains("utskrivet"), "nor the words of what broke");
                Assert.That(log.All, Has.Some.Contains(nameof(InvalidOperationException)).And.Some.Contains("   at "), "but its kind, and where it was");
                Assert.That(Number().Matches(told).Select(match => match.Value), Has.Exactly(1).Matches<string>(number => log.All.Any(line => line.Contains(number!, StringComparison.Ordinal))), path);
            });
        }
    }

    [Test]
    public async Task While_nobody_answers_who_one_is_a_page_does_not_look_signed_out()
    {
        await using var hub = await TestHub.Sown(outside => outside.AddSingleton<StoryShelf>(_ => throw new TimeoutException()));
        using var visitor = hub.Visitor();
        var page = await visitor.Get($"/p/{Cast.Programme}/stories");
        Assert.That((page.Status, page.All("header a[href='/sign-in']").Count), Is.EqualTo((HttpStatusCode.ServiceUnavailable, 0)));
        Assert.That((await visitor.Get(Path)).All("header a[href='/sign-in']"), Has.Exactly(1).Items, "where it is known");
    }

    [Test]
    public async Task Of_what_the_database_says_the_number_is_printed_and_not_the_value_that_it_repeats()
    {
        using var log = new LogLines();
        await using var hub = await TestHub.Sown(outside => outside.AddSingleton<ILoggerProvider>(log));
        var refused = (await Assert.ThrowsAsync<PostgresException>(() => hub.Views.Value<Guid>("select 'Astrids hemlighet'::uuid")))!;
        Assert.That(refused.Message, Does.Contain("Astrids hemlighet"), "it is what would be printed");
        hub.Services.GetRequiredService<ILogger<OutageTests>>().LogError(new AggregateException(refused), "Something broke");
        var printed = log.All.Single(line => line.Contains("Something broke", StringComparison.Ordinal));
        Assert.That(printed, Does.Contain(PostgresErrorCodes.InvalidTextRepresentation).And.Contain("   at ").And.Not.Contain("hemlighet"));
    }

    [GeneratedRegex("(?<=[Nn]ummer:? )[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
