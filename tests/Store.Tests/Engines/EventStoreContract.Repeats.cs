using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines;

abstract partial class EventStoreContract
{
    [Test]
    public async Task A_repeated_command_gets_the_first_answer_after_the_stream_moved_on()
    {
        var stream = NewStream();
        var first = Say(stream, 0, new Counted(1), new Counted(2));
        var answer = (Appended)await Store.Append(first);
        await Store.Append(SayHello(stream, 2));

        Assert.That(await Store.Append(first), Is.EqualTo(answer with { Repeated = true }));
        Assert.That(await Store.ReadStream(stream), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Two_hundred_repeats_at_once_write_one_event_and_get_one_answer()
    {
        var (append, other) = (SayHello(NewStream(), 0), await OpenNode());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? Store : other).Append(append)));

        var answers = outcomes.Cast<Appended>().ToList();
        Assert.That(answers.Select(answer => (answer.Position, answer.Version)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(answers.Count(answer => !answer.Repeated), Is.EqualTo(1));
        Assert.That(await Store.ReadStream(append.Stream), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refused_command_leaves_no_trace_and_may_come_again()
    {
        var stream = NewStream();
        var early = SayHello(stream, 1);
        await Store.Append(early);
        await Store.Append(SayHello(stream, 0));

        Assert.That(await Store.Append(early), Is.InstanceOf<Appended>().With.Property(nameof(Appended.Repeated)).False);
    }

    [Test]
    public async Task Who_does_not_wait_for_the_answer_finds_it_with_the_same_id()
    {
        var append = SayHello(NewStream(), 0);
        using var impatient = new CancellationTokenSource();
        await impatient.CancelAsync();

        Assert.That(() => Store.Append(append, impatient.Token), Throws.InstanceOf<OutcomeUnknownException>());
        Assert.That(await Store.Append(append), Is.InstanceOf<Appended>().With.Property(nameof(Appended.Version)).EqualTo(1));
        Assert.That(await Store.ReadStream(append.Stream), Has.Count.EqualTo(1));
    }
}
