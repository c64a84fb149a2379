using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines;

/// <summary>What every engine promises. An engine joins with three lines: how a node of it is opened.</summary>
abstract partial class EventStoreContract
{
    readonly List<IEventStore> nodes = [];

    protected IEventStore Store { get; private set; } = null!;

    /// <summary>Opens one more node on the log of this fixture.</summary>
    protected abstract Task<IEventStore> Open(EventTypes types);

    protected async Task<IEventStore> OpenNode(EventTypes? types = null)
    {
        var node = await Open(types ?? Types);
        nodes.Add(node);
        return node;
    }

    [OneTimeSetUp]
    public async Task OpenFirstNode() => Store = await OpenNode();

    [OneTimeTearDown]
    public async Task CloseNodes()
    {
        foreach (var node in nodes.OfType<IAsyncDisposable>()) await node.DisposeAsync();
    }

    [Test]
    public async Task What_was_appended_is_read_back_as_it_was()
    {
        var append = Say(NewStream(), 0, new Said("hello"), new Counted(2));
        var appended = (Appended)await Store.Append(append);

        var read = await Store.ReadStream(append.Stream);

        Assert.That(read, Is.EqualTo(new[]
        {
            new Recorded(appended.Position - 1, append.Tenant, append.Stream, 1, "said", append.CommandId, append.Actor, Noon, new Said("hello")),
            new Recorded(appended.Position, append.Tenant, append.Stream, 2, "counted", append.CommandId, append.Actor, Noon, new Counted(2)),
        }));
        Assert.That(appended, Is.EqualTo(new Appended(appended.Position, 2, Repeated: false)));
    }

    [Test]
    public async Task The_system_itself_acts_without_an_actor()
    {
        var append = SayHello(NewStream(), 0) with { Actor = null };
        await Store.Append(append);

        Assert.That((await Store.ReadStream(append.Stream)).Single().Actor, Is.Null);
    }

    [Test]
    public async Task The_instant_of_the_decision_is_kept_in_UTC_to_the_microsecond()
    {
        var append = SayHello(NewStream(), 0) with { At = new DateTimeOffset(2026, 6, 1, 14, 30, 0, TimeSpan.FromHours(2)).AddTicks(1234567) };
        await Store.Append(append);

        var at = (await Store.ReadStream(append.Stream)).Single().At;

        Assert.That((at, at.Offset), Is.EqualTo((new DateTimeOffset(2026, 6, 1, 12, 30, 0, TimeSpan.Zero).AddTicks(1234560), TimeSpan.Zero)));
    }

    [TestCase("åäö ÅÄÖ æø")]
    [TestCase("👩🏽‍🌾 harvests 🥕")]
    [TestCase("\"quotes\", back\\slash, \\u0000 as text, new\nline, tab\t")]
    [TestCase("<script>alert('&')</script> \u2028")]
    [TestCase("")]
    public async Task Text_comes_back_letter_by_letter(string text)
    {
        var stream = NewStream();
        await Store.Append(Say(stream, 0, new Said(text)));

        Assert.That((await Store.ReadStream(stream)).Single().Data, Is.EqualTo(new Said(text)));
    }

    [Test]
    public async Task A_stream_is_read_after_a_version()
    {
        var stream = NewStream();
        await Store.Append(Say(stream, 0, new Counted(1), new Counted(2), new Counted(3)));

        Assert.That((await Store.ReadStream(stream, 1)).Select(one => one.Data), Is.EqualTo(new[] { new Counted(2), new Counted(3) }));
        Assert.That(await Store.ReadStream(NewStream()), Is.Empty);
    }

    [Test]
    public async Task Several_streams_are_read_in_one_look_each_after_its_own_version()
    {
        var (one, other) = (NewStream(), NewStream());
        await Store.Append(Say(one, 0, new Counted(1), new Counted(2)));
        await Store.Append(Say(other, 0, new Counted(3)));

        var read = await Store.ReadStreams([new(one, 1), new(NewStream()), new(other), new(one)]);
        Assert.That(
            read.Select(part => string.Join(' ', part.Select(recorded => ((Counted)recorded.Data).Number))), Is.EqualTo(new[] { "2", "", "3", "1 2" }));
    }

    [Test]
    public async Task The_log_is_read_in_pages()
    {
        var before = await Store.Head();
        var positions = new List<long>();
        for (var i = 0; i < 7; i++)
        {
            var last = ((Appended)await Store.Append(Say(NewStream(), 0, new Counted(i), new Counted(i)))).Position;
            positions.AddRange([last - 1, last]);
        }

        var read = new List<Recorded>();
        for (var page = await Store.ReadLog(before, 5); page.Count > 0; page = await Store.ReadLog(read[^1].Position, 5)) read.AddRange(page);

        Assert.That(read.Select(one => one.Position), Is.EqualTo(positions).And.Ordered.Ascending.And.All.GreaterThan(before));
        Assert.That(read.Select(one => ((Counted)one.Data).Number), Is.EqualTo(new[] { 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6 }));
        Assert.That(await Store.Head(), Is.EqualTo(positions[^1]));
    }

    [Test]
    public async Task A_NUL_character_is_refused_before_it_can_harm_others()
    {
        Assert.That(() => Store.Append(Say(NewStream(), 0, new Said("a\0b"))), Throws.ArgumentException);
        Assert.That(() => Store.Append(SayHello("talk\0", 0)), Throws.ArgumentException);
        await Task.CompletedTask;
    }

    [Test]
    public void A_command_that_makes_no_sense_is_refused()
    {
        Assert.That(() => Store.Append(Say(NewStream(), 0)), Throws.InstanceOf<ArgumentException>(), "no events");
        Assert.That(() => Store.Append(Say(NewStream(), 0, new Greeted("nobody knows me"))), Throws.ArgumentException, "no stored name");
        Assert.That(() => Store.Append(SayHello("", 0)), Throws.InstanceOf<ArgumentException>(), "no stream");
        Assert.That(() => Store.Append(SayHello(new string('x', 201), 0)), Throws.InstanceOf<ArgumentException>(), "too long a stream");
        Assert.That(() => Store.Append(SayHello("half a \ud83d", 0)), Throws.InstanceOf<ArgumentException>(), "half a character");
        Assert.That(() => Store.Append(SayHello(NewStream(), -1)), Throws.InstanceOf<ArgumentException>(), "below zero");
        Assert.That(() => Store.Append(SayHello(NewStream(), 0) with { CommandId = Guid.Empty }), Throws.ArgumentException, "no id");
    }
}
