using System.Threading.Channels;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Journey;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Tests.Journey;

/// <summary>Those who ask for a history are not the more work the more they are, and words that were taken out of it are not remembered.</summary>
public sealed class TapeMemoryTests
{
    static readonly DateOnly Monday = new(2027, 3, 1), Tuesday = Monday.AddDays(1), Wednesday = Monday.AddDays(2);
    static readonly ProgrammeView Here = Programme(1), NextDoor = Programme(2);

    readonly Clock clock = new();
    Channel<Reading> begun;
    TapeMemory memory;

    [SetUp]
    public void Remember()
    {
        begun = Channel.CreateUnbounded<Reading>();
        memory = new(Read, clock);
    }

    [Test]
    public async Task One_reading_goes_on_and_one_waits_for_all_who_came_meanwhile()
    {
        var first = Ask(Here, Monday);
        var one = await Next();
        var meanwhile = Enumerable.Range(0, 30).Select(n => n % 2 == 0 ? Ask(Here, Tuesday, Monday) : Ask(Here, Wednesday)).ToArray();
        // What was set going before this has begun when it is done.
        await Task.Run(() => { });
        Assert.That(begun.Reader.TryPeek(out _), Is.False, "two at a time");
        one.End.SetResult();
        var two = await Next();
        Assert.That(two.Days, Is.EquivalentTo(new[] { Tuesday, Wednesday }), "all that was asked for, but for what the first has found");
        two.End.SetResult();
        Assert.That((await first).Keys.Select(span => span.Day), Is.EqualTo(new[] { Monday }));
        Assert.That(await Task.WhenAll(meanwhile), Is.All.SameAs(await meanwhile[0]).And.All.Count.EqualTo(3));
        Assert.That(begun.Reader.TryPeek(out _), Is.False, "a third one");
    }

    [Test]
    public async Task Nobody_waits_for_another_programme()
    {
        var (here, there) = (Ask(Here, Monday), Ask(NextDoor, Monday));
        foreach (var reading in new[] { await Next(), await Next() }) reading.End.SetResult();
        await Task.WhenAll(here, there);
    }

    [Test]
    public async Task A_reading_that_fails_is_told_to_those_who_waited_for_it_and_the_next_one_begins()
    {
        var first = Ask(Here, Monday);
        var one = await Next();
        var second = Ask(Here, Monday);
        one.End.SetException(new IOException());
        await Assert.ThatAsync(() => first, Throws.InstanceOf<IOException>());
        (await Next()).End.SetResult();
        Assert.That(await second, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_something_happened_to_while_it_was_read_is_read_again()
    {
        var asked = Ask(Here, Monday, Tuesday);
        var reading = await Next();
        memory.Forget(Happened(Here.Begins(Tuesday), new InitiativeParked(Guid.Empty, Guid.Empty, "")));
        reading.End.SetResult();
        await asked;
        Assert.That(await ReadFor(Monday, Tuesday), Is.EqualTo(new[] { Tuesday }), "Monday was over when it happened");
    }

    [Test]
    public async Task What_was_read_stays()
    {
        await ReadFor(Monday);
        clock.Passed += TimeSpan.FromDays(9);
        Assert.That(await ReadFor(Monday), Is.Empty);
    }

    [TestCase(0), TestCase(60)]
    public async Task What_is_read_within_an_hour_after_words_were_taken_out_is_kept_for_a_minute(int minutes)
    {
        memory.Forget(Happened(Here.Ends(Wednesday), new EventMasked(1, ["title"])));
        clock.Passed += TimeSpan.FromMinutes(minutes);
        Assert.That(await ReadFor(Monday), Is.EqualTo(new[] { Monday }));
        clock.Passed += TimeSpan.FromSeconds(59);
        Assert.That(await ReadFor(Monday), Is.Empty);
        clock.Passed += TimeSpan.FromSeconds(1);
        Assert.That(await ReadFor(Monday), Is.EqualTo(new[] { Monday }));
    }

    [Test]
    public async Task Words_that_are_taken_out_are_forgotten_at_once_and_what_is_read_after_an_hour_stays()
    {
        await ReadFor(Monday);
        memory.Forget(Happened(Here.Ends(Wednesday), new EventMasked(1, ["title"])));
        clock.Passed += TimeSpan.FromMinutes(61);
        Assert.That(await ReadFor(Monday), Is.EqualTo(new[] { Monday }));
        clock.Passed += TimeSpan.FromDays(9);
        Assert.That(await ReadFor(Monday), Is.Empty);
    }

    Task<IReadOnlyDictionary<TapeSpan, ToldSpan>> Ask(ProgrammeView here, params DateOnly[] days) =>
        memory.Of(here, [.. days.Select(day => new TapeSpan(here.Id, here.Begins(day), day))]);

    /// <summary>Which days are read when somebody asks for some, and nobody else does.</summary>
    async Task<IReadOnlyList<DateOnly>> ReadFor(params DateOnly[] days)
    {
        var asked = Ask(Here, days);
        if (asked.IsCompleted) return [];
        var reading = await Next();
        reading.End.SetResult();
        await asked;
        return reading.Days;
    }

    /// <summary>The next one that begins; where none does, the test is not to stand still.</summary>
    Task<Reading> Next() => begun.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    async Task<IReadOnlyDictionary<TapeSpan, ToldSpan>> Read(ProgrammeView here, IReadOnlyList<TapeSpan> missing)
    {
        var reading = new Reading([.. missing.Select(span => span.Day)], new());
        begun.Writer.TryWrite(reading);
        await reading.End.Task;
        return missing.ToDictionary(span => span, _ => new ToldSpan(new Dictionary<string, CountsOn>(), [], [], []));
    }

    static Projected Happened(DateTimeOffset at, object what) => new(1, [new(1, Here.Id, "", 1, "", Guid.Empty, null, at, what)]);

    static ProgrammeView Programme(int number) => new(
        new(new(number, 0, 0, new byte[8]), $"programme-{number}", "", "", "Europe/Stockholm", ["sv"], true, "", "", null, 30, null, null, null), [], [], [], [], []);

    /// <summary>It goes on until the test ends it.</summary>
    sealed record Reading(IReadOnlyList<DateOnly> Days, TaskCompletionSource End);

    sealed class Clock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
