using System.Globalization;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Platform.Privacy;

/// <summary>
/// Who was erased, by number and day and nothing else, in a file beside the data (<c>erased</c>). A copy of the database that is older brings them back when it is
/// put back; this outlives it, goes into every copy, and says who is to be erased again (<c>erase-again</c>, which infra/restore calls).
/// </summary>
public sealed class ErasedList(HubSettings settings, ILogger<ErasedList> logger)
{
    readonly Lock gate = new();

    string File => Path.Combine(settings.Data, "erased");

    /// <summary>Whoever is on it stays on it. A disk that takes nothing undoes no erasure: what is missing is written at night.</summary>
    public void Add(IEnumerable<(Guid Person, DateTimeOffset At)> erased)
    {
        lock (gate)
            try
            {
                var before = Text();
                var known = Read(before);
                var lines = erased.Where(one => !known.Contains(one.Person)).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Person} {one.At.UtcDateTime:yyyy-MM-dd}\n"));
                if (string.Concat(lines) is not { Length: > 0 } text) return;
                Directory.CreateDirectory(settings.Data);
                var own = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
                if (!OperatingSystem.IsWindows()) own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                using var writer = new StreamWriter(File, own);
                // After a line that was cut off a new one begins.
                writer.Write(before is "" or [.., '\n'] ? text : $"\n{text}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogError("The list of who was erased could not be written ({Kind}): {File}", e.GetType().Name, File);
            }
    }

    /// <summary>A line that is none, or was cut off, is nobody.</summary>
    public IReadOnlySet<Guid> All() => Read(Text());

    static HashSet<Guid> Read(string text) =>
        [.. text.Split('\n').Select(line => Guid.TryParse(line.Split(' ')[0], out var person) ? person : Guid.Empty).Where(person => person != Guid.Empty)];

    string Text()
    {
        if (!System.IO.File.Exists(File)) return "";
        using var reader = new StreamReader(File, new FileStreamOptions { Share = FileShare.ReadWrite });
        return reader.ReadToEnd();
    }
}
