using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Activation.Support;

/// <summary>What a mail server was given: the envelope, and the message as it came over the line.</summary>
/// <param name="Encrypted">It came over a connection that had been secured.</param>
public sealed record Delivered(string From, string To, string Source, string? User, bool Encrypted)
{
    /// <summary>The part of a kind, read.</summary>
    public string Part(string mediaType)
    {
        var at = Source.IndexOf($"Content-Type: {mediaType}", StringComparison.OrdinalIgnoreCase);
        if (at < 0) throw new InvalidOperationException($"No {mediaType} in\n{Source}");
        var body = Source.IndexOf("\r\n\r\n", at, StringComparison.Ordinal) + 4;
        var end = Source.IndexOf("\r\n--", body, StringComparison.Ordinal);
        var text = end < 0 ? Source[body..] : Source[body..end];
        var headers = Source[at..body];
        return headers.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(text.Replace("\r\n", "", StringComparison.Ordinal)))
            : Unquoted(text);
    }

    static string Unquoted(string text)
    {
        var joined = text.Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = 0; i < joined.Length; i++)
            if (joined[i] == '=' && i + 2 < joined.Length) (_, i) = (Add(Convert.ToByte(joined.Substring(i + 1, 2), 16)), i + 2);
            else Add((byte)joined[i]);
        return Encoding.UTF8.GetString([.. bytes]);

        int Add(byte value)
        {
            bytes.Add(value);
            return bytes.Count;
        }
    }
}

/// <summary>In which way a mail server fails.</summary>
public enum SinkManner
{
    Kind,

    /// <summary>Every message is turned away for now.</summary>
    Busy,

    /// <summary>Nobody is known here.</summary>
    Refusing,

    /// <summary>It does not know the password, and says so when a letter begins.</summary>
    Unknowing,

    /// <summary>It takes no message of ours.</summary>
    Blocking,

    /// <summary>It says who it is, and then nothing.</summary>
    Silent,

    /// <summary>It keeps the message and hangs up without a word.</summary>
    HangingUp,

    /// <summary>It takes its time for each answer.</summary>
    Slow,
}

/// <summary>A mail server on a free port that keeps what it is given (RFC 5321; STARTTLS and AUTH LOGIN when wanted).</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    int refused;

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource over = new();
    readonly X509Certificate2? certificate;
    readonly ConcurrentQueue<Delivered> mail = new();
    readonly Task listening;

    /// <param name="tls">Offers STARTTLS, with a certificate that nobody has vouched for.</param>
    public SmtpSink(bool tls = false)
    {
        certificate = tls ? SelfMade() : null;
        listener.Start();
        listening = Listen();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>By which its certificate is known; null when it has none.</summary>
    public string? Thumbprint => certificate?.Thumbprint;

    public IReadOnlyList<Delivered> Mail => [.. mail];

    /// <summary>While true, every message is turned away for now.</summary>
    public bool Busy
    {
        get => Manner == SinkManner.Busy;
        set => Manner = value ? SinkManner.Busy : SinkManner.Kind;
    }

    /// <summary>How it treats who comes.</summary>
    public SinkManner Manner { get; set; }

    /// <summary>How many letters it did not take.</summary>
    public int Refused => refused;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        certificate?.Dispose();
        over.Dispose();
    }

    async Task Listen()
    {
        while (!over.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(over.Token);
            _ = Task.Run(() => Serve(client), over.Token);
        }
    }

    async Task Serve(TcpClient client)
    {
        using (client)
            try
            {
                await new Talk(this, client.GetStream()).Run();
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The other side hung up, or did not trust the certificate.
            }
    }

    static X509Certificate2 SelfMade()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>One connection.</summary>
    sealed class Talk(SmtpSink sink, Stream line)
    {
        Stream line = line;
        string? user;
        string from = "", to = "";

        public async Task Run()
        {
            await Say("220 sink");
            while (await Hear() is { } said)
                if (!await Answer(said)) return;
        }

        async Task<bool> Answer(string said)
        {
            var verb = said.Split(' ')[0].ToUpperInvariant();
            if (sink.Manner == SinkManner.Silent) return true;
            if (sink.Manner == SinkManner.Slow) await Task.Delay(50, sink.over.Token);
            switch (verb)
            {
                case "EHLO" or "HELO":
                    await Say(sink.certificate is not null && line is not SslStream ? "250-sink\r\n250-STARTTLS\r\n250 AUTH LOGIN" : "250-sink\r\n250 AUTH LOGIN");
                    return true;
                case "STARTTLS":
                    await Say("220 go on");
                    var secured = new SslStream(line);
                    await secured.AuthenticateAsServerAsync(sink.certificate!);
                    line = secured;
                    return true;
                case "AUTH":
                    user = Encoding.UTF8.GetString(Convert.FromBase64String(said.Split(' ') is [_, _, var given] ? given : await Ask("334 VXNlcm5hbWU6")));
                    await Ask("334 UGFzc3dvcmQ6");
                    await Say("235 in");
                    return true;
                case "RCPT" when sink.Manner == SinkManner.Refusing:
                    await Say("550 nobody here");
                    return true;
                case "MAIL" when sink.Manner == SinkManner.Unknowing:
                    await Say("530 5.7.0 who are you");
                    return true;
                case "MAIL" or "RCPT":
                    if (verb == "MAIL") from = Address(said);
                    else to = Address(said);
                    await Say("250 ok");
                    return true;
                case "DATA":
                    return await Take();
                case "QUIT":
                    await Say("221 bye");
                    return false;
                default:
                    await Say("502 no");
                    return true;
            }
        }

        async Task<bool> Take()
        {
            await Say("354 go on");
            var source = new StringBuilder();
            while (await Hear() is { } row && row != ".") source.Append(row.StartsWith('.') ? row[1..] : row).Append("\r\n");
            if (sink.Busy || sink.Manner == SinkManner.Blocking)
            {
                Interlocked.Increment(ref sink.refused);
                await Say(sink.Busy ? "451 another time" : "554 5.7.1 you are on a list");
                return true;
            }

            sink.mail.Enqueue(new Delivered(from, to, source.ToString(), user, line is SslStream));
            if (sink.Manner == SinkManner.HangingUp) return false;
            await Say("250 kept");
            return true;
        }

        async Task<string> Ask(string question)
        {
            await Say(question);
            return await Hear() ?? "";
        }

        async Task Say(string text) => await line.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), sink.over.Token);

        async Task<string?> Hear()
        {
            var row = new List<byte>();
            var one = new byte[1];
            while (await line.ReadAsync(one, sink.over.Token) == 1)
            {
                if (one[0] == '\n') return Encoding.Latin1.GetString([.. row]).TrimEnd('\r');
                row.Add(one[0]);
            }

            return null;
        }

        static string Address(string said) => said[(said.IndexOf('<') + 1)..said.IndexOf('>')];
    }
}
