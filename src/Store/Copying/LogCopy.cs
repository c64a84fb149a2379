using Activation.Store.Postgres;

namespace Activation.Store.Copying;

/// <summary>Moves a log from one engine to another, event by event as it is kept, a page a transaction.</summary>
/// <remarks>
/// What is there already is compared and passed over: a copy that was killed goes on where it stopped. A target that holds anything else is refused, or in
/// place, where only a killed copy can have left it, emptied and filled anew: words were masked in the source since. Positions are counted anew from 1, without holes. Only when every stream has been found the same on both sides is it the target's log.
/// </remarks>
/// <param name="from">Not started; in place when its database is the target's.</param>
/// <param name="to">Not started.</param>
/// <param name="beside">What is beside the log in its database and has to follow when positions change.</param>
/// <param name="pageLength">How many events are in memory at once, if no command has more.</param>
public sealed class LogCopy(LogStore from, LogStore to, IReadOnlyList<PositionColumn>? beside = null, int pageLength = 1000)
{
    // What came while the streams were added up comes along; a log that grows on and on would never be given over.
    const int Rounds = 3;

    readonly Handover handover = new(from, to, beside ?? []);
    long sourceAt, copied;
    bool begunAgain;

    /// <summary>Copies, compares, and gives the log over.</summary>
    /// <param name="progress">Hears how many events are on both sides.</param>
    /// <param name="cancellationToken">Ends it anywhere; the same call goes on.</param>
    /// <exception cref="CopyRefusedException">Nothing is given over; what was copied stays where it is.</exception>
    public async Task<LogCopied> Run(IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var alone = await handover.TakeTurn(cancellationToken);
        var mark = await handover.Begin(cancellationToken);
        await using var writer = await to.Receive(mark, cancellationToken);
        for (var round = 0; round < Rounds; round++)
        {
            await Copy(writer, progress, cancellationToken);
            var streams = await StreamHash.Compare(from, sourceAt, to, cancellationToken);
            if (await handover.TryEnd(sourceAt, renumbered: sourceAt != copied, cancellationToken)) return new(copied, streams, sourceAt != copied);
        }

        throw new CopyRefusedException("The source is written to all the time. Stop its hub and call copy-events again: it goes on where it stopped.");
    }

    async Task Copy(ILogWriter writer, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        // What comes after this is the next round's: whoever writes faster than it is copied keeps nobody here for ever.
        for (var end = await from.Head(cancellationToken); sourceAt < end;)
        {
            var page = await Page(pageLength, cancellationToken);
            var there = await to.Kept(copied, page.Count, cancellationToken);
            if (Odd(page, there) is { } odd)
            {
                await BeginAgain($"The target holds something else: '{odd.Stream}', version {odd.Version}, at position {odd.Position}", cancellationToken);
                continue;
            }

            if (there.Count < page.Count) await Write(writer, page[there.Count..]);
            (sourceAt, copied) = (page[^1].Position, copied + page.Count);
            progress?.Report(copied);
        }

        if (await to.Kept(copied, 1, cancellationToken) is not [var more]) return;
        await BeginAgain($"The target holds more than the source: '{more.Stream}' at position {more.Position}", cancellationToken);
        await Copy(writer, progress, cancellationToken);
    }

    async Task BeginAgain(string why, CancellationToken cancellationToken)
    {
        if (begunAgain || !await handover.TryEmpty(cancellationToken)) throw new CopyRefusedException($"{why}. Empty it and begin again.");
        (begunAgain, sourceAt, copied) = (true, 0, 0);
    }

    // Whole commands: one that was written half would be taken for done when it is repeated.
    async Task<List<KeptEvent>> Page(int limit, CancellationToken cancellationToken)
    {
        var page = await from.Kept(sourceAt, limit, cancellationToken);
        if (page.Count < limit) return page;
        var whole = page.FindLastIndex(one => one.CommandId != page[^1].CommandId) + 1;
        return whole > 0 ? page[..whole] : await Page(limit * 2, cancellationToken);
    }

    /// <summary>The first that is there and is not the source's.</summary>
    KeptEvent? Odd(List<KeptEvent> page, List<KeptEvent> there) =>
        there.Where((one, i) => one != page[i] with { Position = copied + i + 1 }).Select(one => (KeptEvent?)one).FirstOrDefault();

    static async Task Write(ILogWriter writer, List<KeptEvent> events)
    {
        var answers = await writer.Keep(Commands(events)) ?? throw new StoreBusyException("The target is fenced off; nothing of this page was written");
        if (answers.FirstOrDefault(answer => answer.Outcome is not Appended { Repeated: false }) is { Command: { } odd })
            throw new CopyRefusedException($"The target knows the command {odd.Append.CommandId} of '{odd.Append.Stream}' already. Empty it and begin again.");
    }

    static List<Pending> Commands(List<KeptEvent> events)
    {
        var commands = new List<Pending>();
        for (int i = 0, length; i < events.Count; i += length)
        {
            var first = events[i];
            length = events.Skip(i).TakeWhile(one => one.CommandId == first.CommandId).Count();
            commands.Add(new Pending(
                new Append(first.CommandId, first.Tenant, first.Actor, first.Stream, first.Version - 1, first.At, []),
                [.. events.GetRange(i, length).Select(one => one.Entry)]));
        }

        return commands;
    }
}
