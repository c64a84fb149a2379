using Activation.Store.Memory;
using FsCheck;
using FsCheck.Fluent;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>Which commands happen to share a transaction is chance; nobody may notice.</summary>
abstract class BatchingContract : PostgresFixture
{
    /// <summary>Of commands that came at once the first to come also has the first position.</summary>
    protected virtual bool IsInOrder => true;

    [Test]
    public async Task However_commands_are_batched_the_answers_are_those_of_one_by_one()
    {
        var node = await StartNode(new() { BatchLength = 16 });
        Prop.ForAll<(byte Stream, byte Wrong, byte Events, byte Repeats)[]>(dice => IsAsOneByOne(node, Script(dice)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    /// <summary>Commands of one or two events on three streams; some guess their version wrong, some repeat an earlier one.</summary>
    static List<Append> Script((byte Stream, byte Wrong, byte Events, byte Repeats)[] dice)
    {
        var streams = new[] { NewStream(), NewStream(), NewStream() };
        var versions = new int[streams.Length];
        var script = new List<Append>();
        foreach (var (stream, wrong, events, repeats) in dice)
        {
            var (on, count) = (stream % streams.Length, 1 + events % 2);
            var expected = wrong % 6 == 0 ? wrong / 6 % 8 : versions[on];
            var repeat = repeats % 6 == 0 && script.Count > 0;
            script.Add(repeat ? script[repeats / 6 % script.Count] : Say(streams[on], expected, [.. Enumerable.Repeat(new Counted(count), count)]));
            if (!repeat && expected == versions[on]) versions[on] += count;
        }
        return script;
    }

    async Task<bool> IsAsOneByOne(IEventStore node, List<Append> script)
    {
        var (model, before) = (new InMemoryEventStore(Types), await node.Head());
        var expected = new List<AppendOutcome>();
        foreach (var append in script) expected.Add(await model.Append(append));

        var outcomes = await Task.WhenAll(script.ConvertAll(append => node.Append(append)));

        var (written, modelLog) = (await node.ReadLog(before, int.MaxValue), await model.ReadLog(0, int.MaxValue));
        return Comparable(outcomes, before).SequenceEqual(Comparable(expected, 0)) && Comparable(written, before).SequenceEqual(Comparable(modelLog, 0))
            && outcomes.Zip(script).All(one => one.First is not Appended done || done.Position == written.Last(said => said.CommandId == one.Second.CommandId).Position);
    }

    IEnumerable<AppendOutcome> Comparable(IEnumerable<AppendOutcome> outcomes, long before) =>
        outcomes.Select(outcome => outcome is Appended done ? done with { Position = IsInOrder ? done.Position - before : 0 } : outcome);

    IEnumerable<Recorded> Comparable(IReadOnlyList<Recorded> log, long before) => IsInOrder
        ? log.Select(one => one with { Position = one.Position - before })
        : log.OrderBy(one => one.Stream, StringComparer.Ordinal).ThenBy(one => one.Version).Select(one => one with { Position = 0 });
}
