using System.Net;
using Activation.Web.Platform.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Activation.Web.Tests.Hosting;

/// <summary>What the first visitor after a start would wait for has been read by then.</summary>
public sealed class WarmUpTests
{
    const string NotRead = "Not all that is asked for first has been read";

    LogLines log;
    TestHub hub;

    [SetUp]
    public async Task Sow()
    {
        log = new LogLines();
        hub = await TestHub.Sown(outside => outside.AddSingleton<ILoggerProvider>(log));
        await hub.Settled();
    }

    [TearDown]
    public async Task Close()
    {
        await hub.DisposeAsync();
        log.Dispose();
    }

    [TestCase("scores")]
    [TestCase("journey.json")]
    public async Task Whoever_comes_first_gets_it_from_memory(string page)
    {
        await Warm();
        await Move("presence", "elsewhere");
        Assert.That(await Asked(page), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_could_not_be_read_then_is_left_to_whoever_asks()
    {
        await Move("presence", "elsewhere");
        await Warm();
        await Move("elsewhere", "presence");
        Assert.That(await Asked("scores"), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_programme_that_cannot_be_read_keeps_no_other_from_being_read()
    {
        // It comes first: a stage is open there too, and its name is before all others.
        var broken = new { but = $$"""{ "programme": "{{Guid.NewGuid()}}", "slug": "trasig", "name": "!", "time_zone": "Ingen/Stans" }""" };
        foreach (var table in new[] { "programme", "stage" })
            await hub.Views.Execute($"insert into {table} select (jsonb_populate_record(t, @but::jsonb)).* from {table} t", broken);
        await Warm();
        Assert.That(log.All, Has.Exactly(1).Contains(NotRead));
        await Move("presence", "elsewhere");
        Assert.That(await Asked("scores"), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_hub_that_goes_does_not_wait_for_it_and_says_nothing_of_it()
    {
        await using var other = await hub.ReadModels.Pages.OpenConnectionAsync();
        await using var holds = await other.BeginTransactionAsync();
        await other.ExecuteAsync("lock table presence in access exclusive mode");
        using var stop = new CancellationTokenSource();
        var warm = hub.Services.GetRequiredService<WarmUp>().Run(stop.Token);
        Assert.That(() => hub.Views.Value<int>("select count(*)::int from pg_locks where not granted").Result, Is.Positive.After(20_000, 50));
        await stop.CancelAsync();
        await warm.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(log.All, Has.None.Contains(NotRead));
    }

    Task Warm() => hub.Services.GetRequiredService<WarmUp>().Run(CancellationToken.None);

    Task Move(string table, string to) => hub.Views.Execute($"alter table {table} rename to {to}");

    async Task<HttpStatusCode> Asked(string page)
    {
        using var visitor = hub.Visitor();
        using var answer = await visitor.Client.GetAsync($"{Sown.Here}/{page}");
        return answer.StatusCode;
    }
}
