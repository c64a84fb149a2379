using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Activation.Web.Tests.Access;

/// <summary>What is tried below the pages: requests that can be read in two ways, that never end, or that are larger than anybody needs.</summary>
public sealed partial class AttackTests
{
    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase("GET / HTTP/1.1\r\nHost: {0}\r\nHost: evil.example\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost : {0}\r\n\r\n")]
    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nTransfer-Encoding: chunked\r\nContent-Length: 60\r\n\r\n0\r\n\r\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\nHost: {0}\n\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: {0}\r\nX-One: 1\nX-Two: 2\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: {0}\r\n X-Folded: 1\r\n\r\n")]
    public async Task A_request_that_can_be_read_in_two_ways_is_refused(string raw)
    {
        using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
        await using var line = socket.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, raw, hub.Address.Authority)));
        var told = await Heard(line);
        Assert.That(told, Does.StartWith("HTTP/1.1 400"));
        Assert.That(told.Split("HTTP/1.1 "), Has.Length.EqualTo(2), "what was hidden behind it is not answered");
    }

    [Test]
    public async Task HTTP_2_is_not_spoken_here_so_that_nobody_resets_rapidly()
    {
        using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
        await using var line = socket.GetStream();
        // Preface and settings, and a thousand streams that are reset as soon as they are opened.
        var rapid = Enumerable.Range(0, 1000).SelectMany(i => new[] { Frame(1, 5, 2 * i + 1, 0x82, 0x84, 0x86), Frame(3, 0, 2 * i + 1, 0, 0, 0, 8) }).SelectMany(frame => frame);
        await line.WriteAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, 0), .. rapid]);
        Assert.That(await Heard(line), Does.Not.Contain("HTTP/1.1 200"));
        Assert.That(await Answers(), Is.True);
    }

    [Test]
    public async Task Five_hundred_sockets_that_never_end_their_request_keep_nobody_out_and_are_hung_up()
    {
        var limits = hub.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        var usual = limits.RequestHeadersTimeout;
        Assert.That(usual, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(30)));
        // Nobody waits half a minute for a test.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 500; i++)
            {
                slow.Add(new TcpClient(hub.Address.Host, hub.Address.Port));
                await slow[i].GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {hub.Address.Authority}\r\nX-Slow: "));
            }

            Assert.That(await Answers(), Is.True, "while they hang on");
            var told = await Task.WhenAll(slow.Select(socket => Heard(socket.GetStream())));
            Assert.That(told, Is.All.StartsWith("HTTP/1.1 408"));
        }
        finally
        {
            limits.RequestHeadersTimeout = usual;
            slow.ForEach(socket => socket.Dispose());
        }
    }

    [TestCase("POST /language", "application/x-www-form-urlencoded"), TestCase("POST /sign-in", "multipart/form-data; boundary=x"), TestCase("PUT /api/v1/programmes/familjen-helsingborg/initiatives/1/vote", "application/json")]
    public async Task A_body_of_a_gigabyte_is_refused_by_its_size_before_it_has_come(string line, string media)
    {
        const int Gigabyte = 1 << 30;
        foreach (var length in new[] { $"Content-Length: {Gigabyte}", "Transfer-Encoding: chunked" })
        {
            using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
            await using var wire = socket.GetStream();
            await wire.WriteAsync(Encoding.ASCII.GetBytes($"{line} HTTP/1.1\r\nHost: {hub.Address.Authority}\r\nContent-Type: {media}\r\n{length}\r\n\r\n"));
            var held = GC.GetTotalAllocatedBytes();
            var went = await Pour(wire, length.StartsWith('T'), Gigabyte);
            // Two megabytes are read of it; what is on its way in buffers is counted too.
            Assert.That(went, Is.LessThan(20 << 20), $"bytes of {length}");
            Assert.That(GC.GetTotalAllocatedBytes() - held, Is.LessThan(400 << 20), "memory");
            // Who hung up may have done so before the answer was read; a program that nobody knows is told so first.
            Assert.That(await Heard(wire), Is.Empty.Or.Match(@"\AHTTP/1\.1 (400|401|413) "));
        }

        Assert.That(await Answers(), Is.True);
    }

    [TestCase("POST /language", "application/x-www-form-urlencoded"), TestCase("POST /sign-in", "multipart/form-data; boundary=x")]
    public async Task A_body_that_drips_is_not_waited_for(string line, string media)
    {
        var limits = hub.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        var usual = limits.MinRequestBodyDataRate!;
        Assert.That(usual.GracePeriod, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(10)));
        limits.MinRequestBodyDataRate = new MinDataRate(usual.BytesPerSecond, TimeSpan.FromSeconds(1.5));
        try
        {
            using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
            await using var wire = socket.GetStream();
            await wire.WriteAsync(Encoding.ASCII.GetBytes($"{line} HTTP/1.1\r\nHost: {hub.Address.Authority}\r\nContent-Type: {media}\r\nContent-Length: 1000\r\n\r\na"));
            Assert.That(await Heard(wire), Does.Match(@"\AHTTP/1\.1 (400|408) "));
        }
        finally
        {
            limits.MinRequestBodyDataRate = usual;
        }
    }

    [TestCase("/sign-in", "form:has([name=Email])", "Email"), TestCase("/p/familjen-helsingborg/initiatives", "form[role=search], form:has([name=q])", "q")]
    public async Task What_makes_a_pattern_go_round_in_circles_is_answered_like_anything_else(string path, string form, string field)
    {
        using var visitor = hub.Visitor();
        foreach (var text in new[] { new string('a', 60_000) + "!", string.Concat(Enumerable.Repeat("a.", 30_000)) + "@", "a@" + string.Concat(Enumerable.Repeat("a-", 30_000)), new string(' ', 60_000) + "x", string.Concat(Enumerable.Repeat("%_\\", 20_000)) })
            Assert.That((int)(field == "q" ? (await visitor.Get($"{path}?q={Uri.EscapeDataString(text[..2000])}")).Status : (await visitor.Send(path, form, (field, text))).Status), Is.LessThan(500), text[..10]);
    }

    /// <summary>Everything until the hub hangs up.</summary>
    static async Task<string> Heard(NetworkStream line)
    {
        using var reader = new StreamReader(line, Encoding.Latin1);
        try
        {
            return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Sends zeros until they are refused.</summary>
    /// <returns>How many went.</returns>
    static async Task<long> Pour(NetworkStream wire, bool chunked, long most)
    {
        const int Part = 1 << 16;
        byte[] part = chunked ? [.. "10000\r\n"u8, .. new byte[Part], .. "\r\n"u8] : new byte[Part];
        var went = 0L;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            for (; went < most; went += Part) await wire.WriteAsync(part, patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Nobody takes any more.
        }

        return went;
    }

    async Task<bool> Answers()
    {
        using var visitor = hub.Visitor();
        return (await visitor.Get("/sign-in").WaitAsync(TimeSpan.FromSeconds(15))).Status == HttpStatusCode.OK;
    }

    static byte[] Frame(byte kind, byte flags, int stream, params byte[] load) =>
        [0, 0, (byte)load.Length, kind, flags, (byte)(stream >> 24), (byte)(stream >> 16), (byte)(stream >> 8), (byte)stream, .. load];
}
