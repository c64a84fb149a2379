using Activation.Store.Postgres;
using Activation.Support;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Tests.Hosting;

/// <summary>The log of a hub can move.</summary>
public sealed class CopyEventsTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Start() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Stop() => await hub.DisposeAsync();

    [Test]
    public async Task Everything_beside_the_log_that_counts_in_its_positions_follows_them()
    {
        var counting = await hub.Views.Column<string>(
            "select table_schema || '.' || table_name || '.' || column_name from information_schema.columns where table_schema = 'hub' and column_name like '%position%'", new { });
        Assert.That(counting, Is.EquivalentTo(CopyEvents.Beside.Where(one => one.Among is null).Select(one => $"{one.Table}.{one.Column}")));
    }

    [Test]
    public async Task The_log_of_a_hub_is_the_same_in_another_database()
    {
        var other = await PostgresServer.FreshDatabase();
        Assert.That(await CopyEvents.Run("postgres", $"postgres:{other}", hub.Database, CancellationToken.None), Is.Zero);

        await using var copy = new PostgresEventStore(other, EventNames.All());
        Assert.That(await copy.Head(), Is.EqualTo(await hub.Log.Head()).And.GreaterThan(0));
        Assert.That(
            (await copy.ReadLog(0, 200)).Select(one => (one.Position, one.Stream, one.Type, one.CommandId)),
            Is.EqualTo((await hub.Log.ReadLog(0, 200)).Select(one => (one.Position, one.Stream, one.Type, one.CommandId))));
    }
}
