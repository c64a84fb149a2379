using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines;

abstract partial class EventStoreContract
{
    [Test]
    public async Task An_old_shape_is_read_as_todays_event()
    {
        var yesterday = await OpenNode(Types.Add("greeted", SayingsJson.Default.Greeted));
        var today = await OpenNode(Types
            .Add("greeted-v2", SayingsJson.Default.GreetedPolitely)
            .Upcast("greeted", SayingsJson.Default.Greeted, (Greeted old) => new GreetedPolitely(old.Name, "citizen")));
        var stream = NewStream();

        await yesterday.Append(Say(stream, 0, new Greeted("Astrid")));
        await today.Append(Say(stream, 1, new GreetedPolitely("Birk", "mayor")));
        var read = await today.ReadStream(stream);

        Assert.That(read.Select(one => one.Data), Is.EqualTo(new[] { new GreetedPolitely("Astrid", "citizen"), new GreetedPolitely("Birk", "mayor") }));
        Assert.That(read.Select(one => one.Type), Is.EqualTo(new[] { "greeted", "greeted-v2" }));
    }

    [Test]
    public async Task A_stored_name_that_nobody_knows_stops_the_reader()
    {
        var wiser = await OpenNode(Types.Add("greeted", SayingsJson.Default.Greeted));
        var stream = NewStream();
        await wiser.Append(Say(stream, 0, new Greeted("Astrid")));

        Assert.That(() => Store.ReadStream(stream), Throws.InstanceOf<LogBrokenException>().With.Message.Contains("greeted"));
    }

    [Test]
    public async Task Masking_blanks_the_words_in_place_and_says_so()
    {
        var stream = NewStream();
        var actor = Guid.NewGuid();
        var append = Say(stream, 0, new Said("a secret", "and more"), new Said("not secret"));
        await Store.Append(append);
        var head = await Store.Head();

        var position = await Store.Mask(stream, 1, ["text"], actor, Noon);

        var read = await Store.ReadStream(stream);
        Assert.That(read.Take(2).Select(one => one.Data), Is.EqualTo(new[] { new Said("", "and more"), new Said("not secret") }));
        Assert.That(read[2].Data, Is.InstanceOf<EventMasked>().With.Property(nameof(EventMasked.MaskedVersion)).EqualTo(1));
        Assert.That(((EventMasked)read[2].Data).Fields, Is.EqualTo(new[] { "text" }));
        Assert.That((read[2].Version, read[2].Position, read[2].Actor, read[2].Tenant), Is.EqualTo((3, position, actor, append.Tenant)));
        Assert.That(position, Is.GreaterThan(head));
        Assert.That(await Store.Append(SayHello(stream, 3)), Is.InstanceOf<Appended>());
    }

    [Test]
    public async Task Masking_again_gives_the_first_answer()
    {
        var stream = NewStream();
        await Store.Append(Say(stream, 0, new Said("a secret", "and more")));

        var first = await Store.Mask(stream, 1, ["text", "aside"], null, Noon);

        Assert.That(await Store.Mask(stream, 1, ["aside", "text"], null, Noon), Is.EqualTo(first));
        Assert.That(await Store.ReadStream(stream), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Only_what_is_there_and_stays_readable_can_be_masked()
    {
        var stream = NewStream();
        await Store.Append(Say(stream, 0, new Counted(1)));

        Assert.That(() => Store.Mask(stream, 2, ["number"], null, Noon), Throws.ArgumentException, "no such event");
        Assert.That(() => Store.Mask(stream, 0, ["number"], null, Noon), Throws.ArgumentException, "no such event");
        Assert.That(() => Store.Mask(stream, 1, ["number"], null, Noon), Throws.ArgumentException, "a number cannot be nothing");
        Assert.That((await Store.ReadStream(stream)).Single().Data, Is.EqualTo(new Counted(1)));
    }
}
