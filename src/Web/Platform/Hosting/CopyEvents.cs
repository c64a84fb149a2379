using Activation.Store.Copying;
using Activation.Store.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Activation.Web.Platform.Hosting;

/// <summary>Moves the log from one engine to another.</summary>
public static class CopyEvents
{
    public const string Verb = "copy-events";

    /// <summary>What beside the log and its read models counts in its positions.</summary>
    public static readonly IReadOnlyList<PositionColumn> Beside =
    [
        new("hub.came_by", "position"), new("hub.webhook", "position"), new("hub.webhook_delivery", "position"),
        // What a night of ageing had noted and not taken yet, of the first of these.
        new("hub.retention_due", "item", "kind = 'origins'"),
    ];

    public static async Task<int> Run(string from, string to, string database, CancellationToken cancellationToken)
    {
        await using var source = Open(from, database);
        await using var target = Open(to, database);
        var copied = await new LogCopy(source, target, Beside).Run(new Line(), cancellationToken);
        Console.WriteLine($"\n{copied.Events} events in {copied.Streams} streams, each of them the same on both sides; the log is now kept by '{target.Engine}'");
        if (copied.Renumbered)
            Console.WriteLine("positions had holes and have none now: the read models are made anew at the next start, and programs that read /events begin again at 0");
        return 0;
    }

    static LogStore Open(string what, string database)
    {
        var parts = what.Split(':', 2);
        return Engines.Opening(parts[0], parts.Length > 1 ? parts[1] : database)(EventNames.All(), NullLoggerFactory.Instance);
    }

    sealed class Line : IProgress<long>
    {
        public void Report(long value) => Console.Write($"\rcopied {value}");
    }
}
