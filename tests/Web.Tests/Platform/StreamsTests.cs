using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Store.Memory;
using Activation.Web.Platform;
using Microsoft.AspNetCore.Http;

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

    [Test]
    public async Task However_many_decide_on_one_stream_at_once_nobody_is_told_to_come_again()
    {
        streams = new Streams(new Slow(log, _ => Task.Delay(5)));
        var all = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Archive(Anybody(), "En")));
        Assert.That(all.Select(outcome => ((Done)outcome).Version), Is.EquivalentTo(Enumerable.Range(1, 30)));
    }

    [Test]
    public async Task Whoever_waits_no_longer_decides_nothing_and_those_behind_keep_their_turn()
    {
        var gate = new TaskCompletionSource();
        using var patience = new CancellationTokenSource();
        streams = new Streams(new Slow(log, FirstWaitsFor(gate.Task)));
        var (first, given, behind) = (Archive(Anybody(), "Ett"), Archive(Anybody(), "Två", patience.Token), Archive(Anybody(), "Tre"));
        await patience.CancelAsync();
        Assert.That(async () => await given, Throws.InstanceOf<OperationCanceledException>());
        await streams.Decide(StreamNames.Programme(Guid.NewGuid()), Anybody(), _ => Decision.Accept(new ProjectArchived("Annat", null)));
        Assert.That((first.IsCompleted, behind.IsCompleted), Is.EqualTo((false, false)), "who is behind waits still, and others do not");
        gate.SetResult();
        Assert.That((await first, await behind.WaitAsync(Patience)), Is.EqualTo(((Outcome)new Done(2, Version: 1), (Outcome)new Done(3, Version: 2))));
        Assert.That((await log.ReadStream(StreamNames.Programme(Programme).Name)).Select(said => ((ProjectArchived)said.Data).Name), Is.EqualTo(new[] { "Ett", "Tre" }));
    }

    [Test]
    public async Task Whoever_takes_too_long_is_passed_by_and_decides_on_what_is_there_by_then()
    {
        var gate = new TaskCompletionSource();
        streams = new Streams(new Slow(log, FirstWaitsFor(gate.Task)));
        var (first, behind) = (Archive(Anybody(), "Ett"), Archive(Anybody(), "Två"));
        Assert.That(await behind.WaitAsync(Patience), Is.EqualTo(new Done(1, Version: 1)));
        gate.SetResult();
        Assert.That(await first.WaitAsync(Patience), Is.EqualTo(new Done(2, Version: 2)));
    }

    [Test]
    public async Task A_request_waits_for_its_turn_no_longer_than_for_anything_else()
    {
        streams = new Streams(new Slow(log, _ => Never));
        // So many that its turn would come later than the test waits: once it came, the reading would be given up as well, and nobody could tell.
        for (var before = 0; before < 10; before++) _ = Archive(Anybody(), "Före");
        Assert.That(async () => await Deadline.Begin(new DefaultHttpContext(), async _ => await Archive(Anybody(), "Sist")).WaitAsync(Patience), Throws.TypeOf<EnoughWaitedException>());
    }

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    static Task Never => new TaskCompletionSource().Task;

    static Writer Anybody() => new(Programme, Guid.NewGuid(), Now, Guid.NewGuid());

    static Func<string, Task> FirstWaitsFor(Task gate)
    {
        var read = 0;
        return name => name == StreamNames.Programme(Programme).Name && Interlocked.Increment(ref read) == 1 ? gate : Task.CompletedTask;
    }

    Task<Outcome> Name(string value, string name) => streams.Decide(
        StreamNames.Programme(Programme), new Writer(Programme, null, Now, Guid.NewGuid()), _ => Decision.Accept(new CoreValueNamed(value, name, "")));

    Task<Outcome> Archive(Writer writer, string name, CancellationToken patience = default) =>
        streams.Decide(StreamNames.Programme(Programme), writer, _ => Decision.Accept(new ProjectArchived(name, null)), patience);

    /// <summary>A log that takes its time before it lets a stream be read.</summary>
    sealed class Slow(IEventStore own, Func<string, Task> pause) : IEventStore
    {
        public async Task<IReadOnlyList<IReadOnlyList<Recorded>>> ReadStreams(IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken = default)
        {
            var read = await own.ReadStreams(parts, cancellationToken);
            await pause(parts[0].Stream);
            return read;
        }

        public Task<AppendOutcome> Append(Append append, CancellationToken deadline = default) => own.Append(append, deadline);

        public Task<IReadOnlyList<Recorded>> ReadLog(long afterPosition, int limit, CancellationToken cancellationToken = default) => own.ReadLog(afterPosition, limit, cancellationToken);

        public Task<long> Head(CancellationToken cancellationToken = default) => own.Head(cancellationToken);

        public Task WaitForMore(long afterPosition, CancellationToken cancellationToken = default) => own.WaitForMore(afterPosition, cancellationToken);

        public Task<long> Mask(string stream, int version, IReadOnlyList<string> fields, Guid? actor, DateTimeOffset at, CancellationToken deadline = default) =>
            own.Mask(stream, version, fields, actor, at, deadline);
    }
}
