using System.Globalization;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Platform.Privacy;

/// <summary>A text that was taken out of the log.</summary>
/// <param name="Command">Of the event it stood in: a place in a stream that was written anew after a copy was put back is another one.</param>
public sealed record MaskedPlace(Guid Command, TextPlace Place);

/// <summary>
/// Where words were taken out of the log, and none of the words, in a file beside the data (<c>masked</c>): a copy of the database that is older brings them back
/// when it is put back. This goes into every copy, and by it they are taken out again (<see cref="PutBack"/>).
/// </summary>
public sealed class MaskedList(HubSettings settings, ILogger<MaskedList> logger)
{
    readonly KeptLines lines = new(Path.Combine(settings.Data, "masked"), logger);

    /// <summary>What a disk did not take is in the log itself, whichever engine keeps it: infra/backup writes its list from there too.</summary>
    public void Add(IEnumerable<MaskedPlace> masked) => lines.Add(before =>
    {
        var known = Read(before).ToHashSet();
        return masked.Distinct().Where(one => !known.Contains(one))
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Command} {one.Place.Stream} {one.Place.Version} {one.Place.Field}"));
    });

    /// <summary>A line that is none, or was cut off, is no place; one that lost the end of its last word leads to no field.</summary>
    public IReadOnlyList<MaskedPlace> All() => [.. Read(lines.Text())];

    static IEnumerable<MaskedPlace> Read(string text)
    {
        foreach (var line in text.Split('\n'))
            if (line.Split(' ') is [var command, var stream, var version, var field] && Guid.TryParse(command, out var id)
                && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                yield return new(id, new TextPlace(stream, number, field));
    }
}
