using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Activation.Web.Features.Webhooks;

/// <summary>What a receiver answered.</summary>
/// <param name="Status">Null when it did not answer.</param>
/// <param name="Fault">Of <see cref="HookFaults"/>; null when it has taken what was sent.</param>
public sealed record Reply(int? Status, string? Fault)
{
    public bool IsTaken => Fault is null;

    /// <summary>It is the receiver that is not well, not what was sent: the next thing would fare no better.</summary>
    public bool IsAway => Status is null or 429 or >= 500;
}

public static class HookFaults
{
    public const string Private = "private", Unknown = "unknown", Connection = "connection", Certificate = "certificate", Slow = "slow", Redirect = "redirect", Answer = "answer", Unsealed = "unsealed";
}

/// <summary>
/// The line to receivers elsewhere. A name is looked up once for a connection, every address it has is looked at, and those very addresses are connected
/// to: a name that points into the house a moment later leads nowhere. Redirects are not followed, and nothing of an answer is read but its status.
/// </summary>
public sealed class HookLine : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Dialling = TimeSpan.FromSeconds(5);

    const int LongestHeadersInKilobytes = 16;

    readonly INames names;
    readonly HookReach reach;
    readonly HttpClient client;

    public HookLine(INames names, HookReach reach)
    {
        (this.names, this.reach) = (names, reach);
        client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = Dial, ConnectTimeout = Dialling, AllowAutoRedirect = false, UseProxy = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = LongestHeadersInKilobytes, MaxConnectionsPerServer = 2, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            SslOptions = { RemoteCertificateValidationCallback = reach.Trusts },
        })
        {
            Timeout = Patience,
        };
    }

    /// <summary>The refusal's key when an address cannot be reached at all; null when it can.</summary>
    public async Task<string?> Fault(Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Dialling);
        try
        {
            var found = await names.Resolve(address.Host, patience.Token);
            return found.Count == 0 ? HookAddress.Unknown : found.All(reach.MayReach) ? null : HookAddress.Private;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HookAddress.Unknown;
        }
    }

    public async Task<Reply> Send(Uri address, string body, IEnumerable<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.UserAgent.ParseAdd("Activation");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return new Reply((int)answer.StatusCode, FaultOf((int)answer.StatusCode));
        }
        catch (HttpRequestException e)
        {
            return new Reply(null, FaultOf(e));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Reply(null, HookFaults.Slow);
        }
    }

    public void Dispose() => client.Dispose();

    async ValueTask<Stream> Dial(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await names.Resolve(context.DnsEndPoint.Host, cancellationToken);
        if (found.Count == 0) throw new NotReachedException(HookFaults.Unknown);
        if (!found.All(reach.MayReach) || !reach.MayUse(context.DnsEndPoint.Port)) throw new NotReachedException(HookFaults.Private);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. found], context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static string? FaultOf(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => HookFaults.Redirect,
        _ => HookFaults.Answer,
    };

    static string FaultOf(HttpRequestException e) =>
        e.GetBaseException() is NotReachedException refused ? refused.Fault
        : e.HttpRequestError == HttpRequestError.SecureConnectionError ? HookFaults.Certificate
        : HookFaults.Connection;

    sealed class NotReachedException(string fault) : IOException(fault)
    {
        public string Fault { get; } = fault;
    }
}
