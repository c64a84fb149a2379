using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Serialization;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

sealed record Raw(JsonElement Value);

[JsonSerializable(typeof(Raw))]
sealed partial class RawJson : JsonSerializerContext;

/// <summary>A command that only the database knows to be bad, among many that are good.</summary>
abstract class PoisonContract : PostgresFixture
{
    static readonly Raw TooLargeForJsonb = new(JsonDocument.Parse("1e999999").RootElement);

    [Test]
    public async Task Only_the_command_that_the_database_refuses_is_refused()
    {
        var node = await StartNode(types: Types.Add("raw", RawJson.Default.Raw));
        var poison = Say(NewStream(), 0, new Said("fine"), TooLargeForJsonb);
        var stream = NewStream();

        var before = Enumerable.Range(0, 40).Select(version => node.Append(SayHello(stream, version))).ToList();
        var poisoned = node.Append(poison);
        var after = Enumerable.Range(40, 40).Select(version => node.Append(SayHello(stream, version))).ToList();

        Assert.That(() => poisoned, Throws.ArgumentException);
        Assert.That(await Task.WhenAll([.. before, .. after]), Is.All.InstanceOf<Appended>());
        Assert.That(await node.ReadStream(poison.Stream), Is.Empty, "not even its good half is written");
        Assert.That((await node.ReadLog(0, 200)).Select(one => one.Version), Is.EqualTo(Enumerable.Range(1, 80)));
    }

    [Test]
    public async Task Many_callers_share_a_transaction()
    {
        var sizes = new List<int>();
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "activation.store.batch.commands") listener.EnableMeasurementEvents(instrument);
        };
        meter.SetMeasurementEventCallback<int>((_, size, _, _) => { lock (sizes) sizes.Add(size); });
        meter.Start();
        var node = await StartNode();

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => node.Append(SayHello(NewStream(), 0))));
        await node.DisposeAsync();

        Assert.That(sizes.Sum(), Is.EqualTo(1000));
        Assert.That(sizes, Has.Count.LessThan(200));
        Assert.That(sizes, Is.All.LessThanOrEqualTo(512));
    }
}
