using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines;

abstract partial class EventStoreContract
{
    [Test]
    public async Task A_version_that_the_stream_has_left_behind_is_wrong()
    {
        var stream = NewStream();
        await Store.Append(Say(stream, 0, new Counted(1), new Counted(2)));

        Assert.That(await Store.Append(SayHello(stream, 0)), Is.EqualTo(new WrongVersion(2)));
        Assert.That(await Store.Append(SayHello(stream, 1)), Is.EqualTo(new WrongVersion(2)));
        Assert.That(await Store.ReadStream(stream), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_version_that_the_stream_has_not_reached_is_wrong()
    {
        var stream = NewStream();

        Assert.That(await Store.Append(SayHello(stream, 1)), Is.EqualTo(new WrongVersion(0)));
        await Store.Append(SayHello(stream, 0));
        Assert.That(await Store.Append(SayHello(stream, 2)), Is.EqualTo(new WrongVersion(1)));
        Assert.That(await Store.ReadStream(stream), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_two_appends_at_one_version_exactly_one_wins([Values] bool onTwoNodes)
    {
        var other = onTwoNodes ? await OpenNode() : Store;
        for (var round = 0; round < 100; round++)
        {
            var stream = NewStream();
            var outcomes = await Task.WhenAll(Store.Append(SayHello(stream, 0)), other.Append(SayHello(stream, 0)));

            Assert.That(outcomes.OfType<Appended>().Count(), Is.EqualTo(1), $"round {round}: {outcomes[0]}, {outcomes[1]}");
            Assert.That(outcomes.OfType<WrongVersion>().Single(), Is.EqualTo(new WrongVersion(1)));
        }
    }

    [Test]
    public async Task Many_who_race_on_one_stream_leave_it_without_holes()
    {
        var (stream, other) = (NewStream(), await OpenNode());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Race(i % 2 == 0 ? Store : other, stream, wins: 10)));

        var read = await Store.ReadStream(stream);

        Assert.That(read.Select(one => one.Version), Is.EqualTo(Enumerable.Range(1, 200)));
        Assert.That(read.Select(one => one.Position), Is.Ordered.Ascending);
    }

    [Test]
    public async Task Commands_that_follow_each_other_on_a_stream_may_be_sent_together()
    {
        var stream = NewStream();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(version => Store.Append(SayHello(stream, version))));

        Assert.That(outcomes.Cast<Appended>().Select(outcome => outcome.Version), Is.EqualTo(Enumerable.Range(1, 50)));
    }

    [Test]
    public async Task Only_the_guilty_of_many_is_refused()
    {
        var taken = NewStream();
        await Store.Append(SayHello(taken, 0));
        var guilty = new[] { SayHello(taken, 0), SayHello(taken, 5), SayHello(NewStream(), 1) };
        var innocent = Enumerable.Range(0, 60).Select(_ => SayHello(NewStream(), 0)).ToArray();

        var outcomes = await Task.WhenAll(innocent[..30].Concat(guilty).Concat(innocent[30..]).Select(one => Store.Append(one)));

        Assert.That(outcomes[30..33], Is.EqualTo(new[] { new WrongVersion(1), new WrongVersion(1), new WrongVersion(0) }));
        Assert.That(outcomes.OfType<Appended>().Count(), Is.EqualTo(60));
        foreach (var append in innocent) Assert.That(await Store.ReadStream(append.Stream), Has.Count.EqualTo(1));
    }

    static async Task Race(IEventStore store, string stream, int wins)
    {
        for (var version = 0; wins > 0;)
        {
            var outcome = await store.Append(SayHello(stream, version));
            if (outcome is Appended) wins--;
            version = outcome switch { Appended done => done.Version, WrongVersion late => late.Actual, _ => version };
        }
    }
}
