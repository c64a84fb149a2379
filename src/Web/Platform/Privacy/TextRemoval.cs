using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;

namespace Activation.Web.Platform.Privacy;

/// <summary>Takes words out of the log, and then out of everything that was read from it.</summary>
public sealed class TextRemoval(IEventStore log, ReadModels readModels, ProgrammeDirectory programmes, EventTypes types, SharePictures shares, MaskedList list) : IDisposable
{
    const int PageSize = 2000;

    /// <summary>How long somebody waits to see it gone; a long log is gone through in the background.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly SemaphoreSlim one = new(1);

    /// <summary>Blanks the texts, each event once. Repeating it after an outage does no harm.</summary>
    public async Task Remove(IReadOnlyCollection<TextPlace> texts, Guid? actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await Blank(texts, actor, now, cancellationToken)) return;
        try
        {
            await Anew().WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
        }
    }

    /// <summary>The same in the log alone: of what is in no row any more.</summary>
    public async Task Forget(IReadOnlyCollection<TextPlace> texts, Guid? actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var written in texts.GroupBy(text => (text.Stream, text.Version)))
            await log.Mask(written.Key.Stream, written.Key.Version, [.. written.Select(text => text.Field)], actor, now.ToUniversalTime(), cancellationToken);
        foreach (var stream in texts.GroupBy(text => text.Stream)) Note(stream, await log.ReadStream(stream.Key, 0, cancellationToken));
    }

    /// <summary>After a copy was put back: what had been taken out since, and is in the log again, is taken out again.</summary>
    /// <returns>How many texts there were.</returns>
    public async Task<int> Again(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var back = new List<TextPlace>();
        foreach (var stream in list.All().GroupBy(masked => masked.Place.Stream))
        {
            var written = (await log.ReadStream(stream.Key, 0, cancellationToken))
                .SelectMany(recorded => WrittenText.In(recorded, types).Select(text => new MaskedPlace(recorded.CommandId, text.Place))).ToHashSet();
            back.AddRange(stream.Where(written.Contains).Select(masked => masked.Place));
        }

        if (back.Count > 0 && !await Blank(back, null, now, cancellationToken)) await Anew();
        return back.Count;
    }

    /// <summary>The same in the log and in the rows of its streams alone.</summary>
    /// <returns>False when rows may still hold the words: then everything has to be read <see cref="Anew"/>.</returns>
    public async Task<bool> Blank(IReadOnlyCollection<TextPlace> texts, Guid? actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = true;
        foreach (var stream in texts.GroupBy(text => text.Stream)) known &= await Blank(stream, actor, now.ToUniversalTime(), cancellationToken);
        // What is kept in memory of a programme has its words too, and so may what was drawn of a story.
        programmes.Forget();
        await shares.ForgetAll();
        return known;
    }

    /// <summary>The read models know words by heart that the log has forgotten: only reading it anew makes them forget too.</summary>
    public Task Anew() => Task.Run(Rebuild, CancellationToken.None);

    /// <summary>Blanks the texts of one stream, and takes them out of the rows that were read from it.</summary>
    /// <returns>False when the rows could not be mended by this stream alone.</returns>
    async Task<bool> Blank(IGrouping<string, TextPlace> places, Guid? actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var before = await log.ReadStream(places.Key, 0, cancellationToken);
        var position = 0L;
        foreach (var written in places.GroupBy(text => text.Version))
            position = await log.Mask(places.Key, written.Key, [.. written.Select(text => text.Field)], actor, at, cancellationToken);
        Note(places, before);
        IReadOnlyList<Recorded> after = [.. (await log.ReadStream(places.Key, 0, cancellationToken)).Take(before.Count)];
        // Blanked earlier, by somebody who was cut off: what the rows still hold is known to nobody.
        if (places.Any(text => types.Write(before[text.Version - 1].Data) == types.Write(after[text.Version - 1].Data))) return false;
        if (!await readModels.WaitFor(position, Patience, cancellationToken) || !await readModels.Refold(before, after, cancellationToken)) return false;
        // An offer that came along with a merge stands in a second row, which this stream does not lead to.
        return before.Select(recorded => recorded.Data).OfType<PledgeMade>().FirstOrDefault() is not { } pledge
            || (await log.ReadStream(StreamNames.Initiative(pledge.Initiative).Name, 0, cancellationToken))
                .Select(recorded => recorded.Data).LastOrDefault(data => data is InitiativeMerged or MergeUndone) is not InitiativeMerged;
    }

    void Note(IEnumerable<TextPlace> places, IReadOnlyList<Recorded> stream) => list.Add(places.Select(place => new MaskedPlace(stream[place.Version - 1].CommandId, place)));

    /// <summary>How far the log goes now.</summary>
    public Task<long> Head(CancellationToken cancellationToken) => log.Head(cancellationToken);

    /// <summary>Everything in the log after a position that holds one of these words, whoever wrote it, and that an erasure takes out by itself.</summary>
    public async Task<IReadOnlyList<WrittenText>> Find(IReadOnlyCollection<string> words, CancellationToken cancellationToken, long after = 0) =>
        [.. (await FindAll(words, cancellationToken, after)).Where(text => text.MayGo)];

    /// <summary>The same, and with it what programmes and municipalities are called, and what cannot be taken out (<see cref="WrittenText.BesideIn"/>): that names no field.</summary>
    public async Task<IReadOnlyList<WrittenText>> FindAll(IReadOnlyCollection<string> words, CancellationToken cancellationToken, long after = 0)
    {
        var found = new List<WrittenText>();
        if (words.Count == 0) return found;
        for (var page = await log.ReadLog(after, PageSize, cancellationToken); page.Count > 0; page = await log.ReadLog(page[^1].Position, PageSize, cancellationToken))
            found.AddRange(page.SelectMany(recorded => WrittenText.In(recorded, types).Concat(WrittenText.BesideIn(recorded, types)))
                .Where(text => words.Any(word => WholeWord.IsIn(text.Text, word))));
        return found;
    }

    public void Dispose() => one.Dispose();

    async Task Rebuild()
    {
        await one.WaitAsync();
        try
        {
            await readModels.Rebuild();
            programmes.Forget();
            await shares.ForgetAll();
        }
        finally
        {
            one.Release();
        }
    }
}
