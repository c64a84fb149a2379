using System.Globalization;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Platform.Privacy;

/// <summary>
/// Who was erased, by number and day and nothing else, in a file beside the data (<c>erased</c>). A copy of the database that is older brings them back when it is
/// put back; this outlives it, goes into every copy, and says who is to be erased again: when the hub starts and at night (<see cref="PutBack"/>), and by <c>erase-again</c>, which infra/restore calls.
/// </summary>
public sealed class ErasedList(HubSettings settings, ILogger<ErasedList> logger)
{
    readonly KeptLines lines = new(Path.Combine(settings.Data, "erased"), logger);

    /// <summary>Whoever is on it stays on it. What a disk did not take is written at night.</summary>
    public void Add(IEnumerable<(Guid Person, DateTimeOffset At)> erased) => lines.Add(before =>
    {
        var known = Read(before);
        return erased.Where(one => !known.Contains(one.Person)).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Person} {one.At.UtcDateTime:yyyy-MM-dd}"));
    });

    /// <summary>A line that is none, or was cut off, is nobody.</summary>
    public IReadOnlySet<Guid> All() => Read(lines.Text());

    static HashSet<Guid> Read(string text) =>
        [.. text.Split('\n').Select(line => Guid.TryParse(line.Split(' ')[0], out var person) ? person : Guid.Empty).Where(person => person != Guid.Empty)];
}
