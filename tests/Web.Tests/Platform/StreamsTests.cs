using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Store.Memory;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Platform;

public sealed class StreamsTests
{
    static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
    static readonly Guid Programme = Guid.NewGuid();

    InMemoryEventStore log;
    Streams streams;

    [SetUp]
    public void Begin()
    {
        log = new InMemoryEventStore(EventNames.All());
        streams = new Streams(log);
    }

    [Test]
    public async Task The_same_command_again_gets_the_first_answer_and_writes_nothing()
    {
        var writer = new Writer(Programme, Guid.NewGuid(), Now, Guid.NewGuid());
        var first = await Archive(writer, "En");
        Assert.That((await Archive(writer, "En"), await log.Head()), Is.EqualTo((first, 1L)));
    }

    [Test]
    public async Task Somebody_elses_key_neither_answers_nor_blocks()
    {
        var key = Guid.NewGuid();
        await Archive(new Writer(Programme, Guid.NewGuid(), Now, key), "En");
        var outcome = await Archive(new Writer(Programme, Guid.NewGuid(), Now, key), "Två");
        Assert.That((outcome, await log.Head()), Is.EqualTo(((Outcome)new Done(2, Version: 2), 2L)));
    }

    [Test]
    public async Task One_key_on_two_streams_is_two_commands()
    {
        var writer = new Writer(Programme, Guid.NewGuid(), Now, Guid.NewGuid());
        await Archive(writer, "En");
        await streams.Decide(StreamNames.Programme(Guid.NewGuid()), writer, _ => Decision.Accept(new ProjectArchived("Två", null)));
        Assert.That(await log.Head(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_state_that_is_kept_in_memory_grows_by_what_came_since()
    {
        await Name("mod", "Mod");
        Assert.That((await streams.Read(StreamNames.Programme(Programme))).Values.Keys, Is.EqualTo(new[] { "mod" }));
        await Name("omtanke", "Omtanke");
        Assert.That((await streams.Read(StreamNames.Programme(Programme))).Values.Keys, Is.EqualTo(new[] { "mod", "omtanke" }));
    }

    [Test]
    public async Task What_was_masked_is_gone_from_a_state_that_is_kept_in_memory()
    {
        await Name("mod", "Anna Andersson");
        await streams.Read(StreamNames.Programme(Programme));
        await log.Mask(StreamNames.Programme(Programme).Name, 1, ["name"], null, Now);
        Assert.That((await streams.Read(StreamNames.Programme(Programme))).Values["mod"], Is.Empty);
    }

    [Test]
    public async Task A_decision_in_the_light_of_another_stream_sees_what_it_is_by_then()
    {
        var seen = new List<int>();
        await Look();
        await Name("mod", "Mod");
        await Look();
        Assert.That(seen, Is.EqualTo(new[] { 0, 1 }));

        Task Look() => streams.Decide(
            StreamNames.Plan(Programme), StreamNames.Programme(Programme), new Writer(Programme, null, Now, Guid.NewGuid()),
            (_, programme) =>
            {
                seen.Add(programme.Values.Count);
                return Decision.Accept();
            });
    }

    Task<Outcome> Name(string value, string name) => streams.Decide(
        StreamNames.Programme(Programme), new Writer(Programme, null, Now, Guid.NewGuid()), _ => Decision.Accept(new CoreValueNamed(value, name, "")));

    Task<Outcome> Archive(Writer writer, string name) =>
        streams.Decide(StreamNames.Programme(Programme), writer, _ => Decision.Accept(new ProjectArchived(name, null)));
}
