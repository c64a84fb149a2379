using Activation.Store;
using Activation.Store.Followers;

namespace Activation.Web.Platform.Privacy;

/// <summary>Takes words out of the log, and then out of everything that was read from it.</summary>
public sealed class TextRemoval(IEventStore log, ReadModels readModels, EventTypes types) : IDisposable
{
    const int PageSize = 2000;

    /// <summary>How long somebody waits to see it gone; a long log is gone through in the background.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly SemaphoreSlim one = new(1);

    /// <summary>Blanks the texts, each event once. Repeating it after an outage does no harm.</summary>
    public async Task Remove(IReadOnlyCollection<WrittenText> texts, Guid? actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var written in texts.GroupBy(text => (text.Stream, text.Version)))
            await log.Mask(written.Key.Stream, written.Key.Version, [.. written.Select(text => text.Field)], actor, now.ToUniversalTime(), cancellationToken);
        if (texts.Count == 0) return;
        try
        {
            // The read models know the words by heart: only reading the log anew makes them forget.
            await Task.Run(Rebuild, CancellationToken.None).WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
        }
    }

    /// <summary>Everything in the log that holds one of these words, whoever wrote it.</summary>
    public async Task<IReadOnlyList<WrittenText>> Find(IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        var found = new List<WrittenText>();
        if (words.Count == 0) return found;
        for (var page = await log.ReadLog(0, PageSize, cancellationToken); page.Count > 0; page = await log.ReadLog(page[^1].Position, PageSize, cancellationToken))
            found.AddRange(page.SelectMany(recorded => WrittenText.In(recorded, types)).Where(text => words.Any(word => Holds(text.Text, word))));
        return found;
    }

    public void Dispose() => one.Dispose();

    /// <summary>A whole word: Ann is not in planning.</summary>
    static bool Holds(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if (!IsLetter(text, at - 1) && !IsLetter(text, at + word.Length)) return true;
        return false;
    }

    static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    async Task Rebuild()
    {
        await one.WaitAsync();
        try
        {
            await readModels.Rebuild();
        }
        finally
        {
            one.Release();
        }
    }
}
