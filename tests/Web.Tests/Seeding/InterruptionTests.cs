using Activation.Support;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Seeding;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Seeding;

public sealed class InterruptionTests
{
    [Test]
    public async Task A_sowing_that_was_cut_off_is_finished_by_the_next_start()
    {
        var database = await PostgresServer.FreshDatabase();
        var cutAt = await CutOff(database);
        await using var hub = await TestHub.On(database, Repository.SeedData);
        await hub.Settled();
        var completion = (await hub.Views.One<StageRow>("select * from stage where stage = 1"))!.Figures?.Completion;
        Assert.Multiple(async () =>
        {
            Assert.That(await hub.Log.Head(), Is.GreaterThan(cutAt));
            Assert.That((completion?.N, Math.Round((completion?.Value ?? 0) * 117)), Is.EqualTo((117, 62.0)));
            Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        });
    }

    static async Task<long> CutOff(string database)
    {
        await using var hub = await TestHub.On(database, seed: null);
        using var cut = new CancellationTokenSource();
        var sowing = hub.Services.GetRequiredService<Sower>().Sow(Repository.SeedData, DateTimeOffset.UtcNow, cut.Token);
        while (await hub.Log.Head() is var head && head < 1500) await hub.Log.WaitForMore(head);
        await cut.CancelAsync();
        Assert.That(async () => await sowing, Throws.InstanceOf<OperationCanceledException>());
        return await hub.Log.Head();
    }
}
