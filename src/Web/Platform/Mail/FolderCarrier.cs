using System.Globalization;
using System.Text.Json;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Platform.Mail;

/// <summary>Where there is no mail server: puts mail into a folder beside the data. In the demo it is read there, on a page.</summary>
public sealed class FolderCarrier(HubSettings settings, TimeProvider clock) : ICarrier
{
    /// <summary>The oldest go: nobody empties the folder. So many of reminders stay, and as many of all that somebody may be waiting for.</summary>
    public const int Kept = 200;

    const string Kind = ".json", Reminder = "-reminder";

    string Folder => Path.Combine(settings.Data, "mail");

    public async Task Carry(PrintedLetter mail, CancellationToken cancellationToken)
    {
        MakeFolder();
        // What one can say no to nobody asked for.
        var name = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyyMMdd'T'HHmmssfff}-{Guid.NewGuid():N}{(mail.Unsubscribe is null ? "" : Reminder)}");
        await Put(name, mail, cancellationToken);
        foreach (var old in Names().GroupBy(IsReminder).SelectMany(alike => alike.Skip(Kept))) File.Delete(Path.Combine(Folder, old));
    }

    /// <summary>Hundreds of them leave in one morning; a code or an invitation among them is still to be found.</summary>
    public static bool IsReminder(string name) => name.EndsWith(Reminder + Kind, StringComparison.Ordinal);

    /// <summary>Changes what lies there: null throws a letter away.</summary>
    public async Task Rewrite(Func<PrintedLetter, PrintedLetter?> change, CancellationToken cancellationToken)
    {
        foreach (var name in Names())
        {
            if (await Read(name) is not { } before) continue;
            if (change(before) is not { } after) File.Delete(Path.Combine(Folder, name));
            else if (after != before) await Put(Path.GetFileNameWithoutExtension(name), after, cancellationToken);
        }
    }

    async Task Put(string name, PrintedLetter mail, CancellationToken cancellationToken)
    {
        var aside = Path.Combine(Folder, name);
        // Letters carry codes: they are nobody else's on this machine.
        var own = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new FileStream(aside, own)) await JsonSerializer.SerializeAsync(file, mail, cancellationToken: cancellationToken);
        File.Move(aside, aside + Kind, overwrite: true);
    }

    /// <summary>What lies there, the newest first.</summary>
    public IReadOnlyList<string> Names() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*" + Kind).Select(Path.GetFileName).OfType<string>().OrderDescending(StringComparer.Ordinal)]
        : [];

    /// <summary>One of them; null when it is gone.</summary>
    public async Task<PrintedLetter?> Read(string name)
    {
        if (!Names().Contains(name)) return null;
        await using var file = File.OpenRead(Path.Combine(Folder, name));
        return await JsonSerializer.DeserializeAsync<PrintedLetter>(file);
    }

    void MakeFolder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
        else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
