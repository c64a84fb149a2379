using System.Collections.Concurrent;
using System.IO.Compression;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Walks;

/// <summary>What comes over the line while a page is opened.</summary>
sealed class Line
{
    readonly ConcurrentDictionary<string, string> addresses = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, double> bytes = new(StringComparer.Ordinal);

    public static async Task<Line> Of(Window window)
    {
        var line = new Line();
        var session = await window.Context.NewCDPSessionAsync(window.Page);
        await session.SendAsync("Network.enable");
        session.Event("Network.responseReceived").OnEvent += (_, told) =>
            line.addresses[told!.Value.GetProperty("requestId").GetString()!] = told.Value.GetProperty("response").GetProperty("url").GetString()!;
        session.Event("Network.loadingFinished").OnEvent += (_, told) =>
            line.bytes[told!.Value.GetProperty("requestId").GetString()!] = told.Value.GetProperty("encodedDataLength").GetDouble();
        return line;
    }

    /// <summary>In bytes, as from a hub that is built to be used: only such a build packs styles and scripts.</summary>
    public async Task<double> Weight(HttpClient client)
    {
        var sum = 0.0;
        foreach (var (request, length) in bytes)
            sum += addresses.GetValueOrDefault(request) is { } address && new Uri(address).AbsolutePath is var path && (path.EndsWith(".css", StringComparison.Ordinal) || path.EndsWith(".js", StringComparison.Ordinal))
                ? Math.Min(length, Packed(await client.GetByteArrayAsync(address)))
                : length;
        return sum;
    }

    /// <summary>Bytes, as a hub that is built to be used sends it.</summary>
    public static int Packed(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(file);
        return (int)packed.Length;
    }
}
