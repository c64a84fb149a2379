using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Activation.Web.Features.Stories;
using Dapper;
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
    public async Task A_pattern_that_runs_away_is_a_fault_of_ours_and_nobody_is_told_to_come_again()
    {
        await using var hub = await TestHub.Sown(outside => outside.AddSingleton<StoryShelf>(_ => throw new RegexMatchTimeoutException()));
        using var visitor = hub.Visitor();
        foreach (var path in new[] { $"{Sown.Here}/stories", $"/api/v1/programmes/{Cast.Programme}/stories" })
        {
            using var answer = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.That((answer.StatusCode, answer.Headers.RetryAfter), Is.EqualTo((HttpStatusCode.InternalServerError, default(RetryConditionHeaderValue))), path);
        }
    }

    [Test]
    public async Task A_page_waits_for_the_log_and_for_the_jobs_no_longer_than_for_anything_else()
    {
        await using var hub = await TestHub.Sown();
        using var farid = await hub.As(Cast.Farid);
        var told = await hub.Views.Value<long>("select position from audit join programme p using (programme) where p.slug = @Programme and kind = 'walk-planned' limit 1", new { Cast.Programme });
        var pages = new[] { "nudges", "retention", $"audit/{told}/take-out" }.Select(page => $"{Sown.Here}/admin/{page}").ToArray();
        foreach (var page in pages) Assert.That((await farid.Get(page)).Status, Is.EqualTo(HttpStatusCode.OK), page);
        await using var other = await hub.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var holds = await other.BeginTransactionAsync();
        await other.ExecuteAsync("lock table log.event, jobs.history in access exclusive mode", transaction: holds);
        // Less than the server lets a statement take.
        var answers = await Task.WhenAll(pages.Select(farid.Get)).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.ServiceUnavailable));
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
