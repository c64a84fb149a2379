using System.Net;
using Activation.Web.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Hosting;

/// <summary>What the first visitor after a start would wait for has been read by then.</summary>
public sealed class WarmUpTests
{
    TestHub hub;

    [SetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        await hub.Settled();
    }

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

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

    Task Warm() => hub.Services.GetRequiredService<WarmUp>().Run(CancellationToken.None);

    Task Move(string table, string to) => hub.Views.Execute($"alter table {table} rename to {to}");

    async Task<HttpStatusCode> Asked(string page)
    {
        using var visitor = hub.Visitor();
        using var answer = await visitor.Client.GetAsync($"{Sown.Here}/{page}");
        return answer.StatusCode;
    }
}
