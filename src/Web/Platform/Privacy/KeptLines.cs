namespace Activation.Web.Platform.Privacy;

/// <summary>A file beside the data, which a copy of the database that is put back does not turn back: lines are added, and none is ever taken away.</summary>
sealed class KeptLines(string file, ILogger logger)
{
    readonly Lock gate = new();

    /// <summary>A disk that takes nothing undoes nothing that was done.</summary>
    /// <param name="missing">Of the text that is there, the lines that it lacks.</param>
    public void Add(Func<string, IEnumerable<string>> missing)
    {
        lock (gate)
            try
            {
                var before = Text();
                if (string.Concat(missing(before).Select(line => $"{line}\n")) is not { Length: > 0 } text) return;
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                var own = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
                if (!OperatingSystem.IsWindows()) own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                using var writer = new StreamWriter(file, own);
                // After a line that was cut off a new one begins.
                writer.Write(before is "" or [.., '\n'] ? text : $"\n{text}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogError("What is kept beside the data could not be written ({Kind}): {File}", e.GetType().Name, file);
            }
    }

    public string Text()
    {
        if (!File.Exists(file)) return "";
        using var reader = new StreamReader(file, new FileStreamOptions { Share = FileShare.ReadWrite });
        return reader.ReadToEnd();
    }
}
