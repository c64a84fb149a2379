using System.Diagnostics;
using System.Globalization;

namespace Activation.Web.Platform.Pictures;

/// <summary>
/// Draws pictures anew with libvips' program <c>vips</c>: what comes out holds pixels and nothing else of what came in. It runs apart from the hub,
/// without a shell, on files with names of our own, within limits of memory, time and file size, and without a network where the machine allows it.
/// </summary>
public sealed class PictureTool(ILogger<PictureTool> logger) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    const long Memory = 2L << 30;
    const int ProcessorSeconds = 20;
    const long LargestFile = 64L << 20;

    static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin"];

    // Two at a time: a small machine serves pages meanwhile.
    readonly SemaphoreSlim turn = new(2);

    // What anybody can ask for takes one of them at most: the other is for whoever sends a picture.
    readonly SemaphoreSlim aside = new(1);
    readonly Lazy<string?> program = new(() => Find("vips"));
    readonly Lazy<string[]> fence = new(Fence);

    /// <summary>Without the program the hub runs, and takes in no pictures.</summary>
    public bool IsThere => program.Value is not null;

    /// <summary>A smaller picture as WebP, upright, in the colours of the web, without anything that the camera wrote.</summary>
    /// <returns>Null when it cannot be decoded within the limits.</returns>
    public async Task<byte[]?> Shrink(byte[] picture, int width, CancellationToken cancellationToken) =>
        await Draw(picture, "in", ["thumbnail", "in", "out.webp[Q=76,strip,profile=none,effort=4]", Number(width), "--height", "100000", "--size", "down", "--export-profile", "srgb", "--fail-on", "truncated"], "out.webp", trusted: false, cancellationToken) is { } made ? WebpParts.PixelsOnly(made) : null;

    /// <summary>Cut to fill exactly, as JPEG: for what cannot read WebP.</summary>
    public Task<byte[]?> Crop(byte[] picture, int width, int height, CancellationToken cancellationToken) =>
        Aside(() => Draw(picture, "in", ["thumbnail", "in", "out.jpg[Q=82,strip,profile=none]", Number(width), "--height", Number(height), "--crop", "attention", "--fail-on", "truncated"], "out.jpg", trusted: false, cancellationToken), cancellationToken);

    /// <summary>A drawing of our own as JPEG. Never one that came from outside.</summary>
    public Task<byte[]?> Print(byte[] drawing, CancellationToken cancellationToken) =>
        Aside(() => Draw(drawing, "in.svg", ["copy", "in.svg", "out.jpg[Q=84,strip,profile=none]"], "out.jpg", trusted: true, cancellationToken), cancellationToken);

    public void Dispose()
    {
        turn.Dispose();
        aside.Dispose();
    }

    async Task<byte[]?> Aside(Func<Task<byte[]?>> draw, CancellationToken cancellationToken)
    {
        await aside.WaitAsync(cancellationToken);
        try
        {
            return await draw();
        }
        finally
        {
            aside.Release();
        }
    }

    async Task<byte[]?> Draw(byte[] picture, string name, string[] arguments, string result, bool trusted, CancellationToken cancellationToken)
    {
        if (program.Value is not { } vips) return null;
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await DrawIn(Directory.CreateTempSubdirectory("picture-"), vips, picture, name, arguments, result, trusted, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    async Task<byte[]?> DrawIn(
        DirectoryInfo folder, string vips, byte[] picture, string name, string[] arguments, string result, bool trusted, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), picture, cancellationToken);
            var done = await Run([.. fence.Value, vips, .. arguments], folder.FullName, trusted, cancellationToken);
            var file = new FileInfo(Path.Combine(folder.FullName, result));
            return done && file.Exists && file.Length < LargestFile ? await File.ReadAllBytesAsync(file.FullName, cancellationToken) : null;
        }
        finally
        {
            Remove(folder);
        }
    }

    // What cannot be taken away now costs room, and not the picture that was drawn.
    void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException e)
        {
            logger.LogWarning(e, "The folder {Folder} of a picture stays", folder.FullName);
        }
    }

    async Task<bool> Run(string[] command, string folder, bool trusted, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Clear();
        start.Environment["PATH"] = string.Join(':', Folders);
        start.Environment["HOME"] = folder;
        start.Environment["VIPS_CONCURRENCY"] = "1";
        // Loaders that libvips does not hold to be safe with strangers' files are shut: only JPEG, PNG, WebP and the like are left.
        if (!trusted) start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var told = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }

        await told;
        if (process.ExitCode != 0) logger.LogInformation("A picture could not be drawn: {Said}", (await said).Trim());
        return process.ExitCode == 0;
    }

    /// <summary>What the program runs behind, as far as the machine has it.</summary>
    static string[] Fence()
    {
        List<string> before = [];
        if (Find("unshare") is { } unshare && Works(unshare, ["-rn", "true"])) before.AddRange([unshare, "-rn"]);
        if (Find("prlimit") is { } prlimit)
            before.AddRange([prlimit, $"--as={Number(Memory)}", $"--cpu={Number(ProcessorSeconds)}", $"--fsize={Number(LargestFile)}", "--core=0"]);
        return [.. before];
    }

    static bool Works(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        return process.WaitForExit(2000) && process.ExitCode == 0;
    }

    static string? Find(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
