using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Activation.Support;

/// <summary>A SignalR transport straight over one WebSocket, without negotiation.</summary>
/// <param name="cookies">As a browser would send them; empty for none.</param>
/// <param name="origin">The page it says it comes from; null for a program.</param>
public sealed class SocketConnections(string cookies, string? origin = null) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        if (cookies.Length > 0) socket.Options.SetRequestHeader("Cookie", cookies);
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
        return new SocketConnection(socket);
    }
}

sealed class SocketConnection : ConnectionContext
{
    readonly WebSocket socket;
    readonly Pipe toApp = new();
    readonly Pipe toSocket = new();
    readonly CancellationTokenSource closed = new();
    readonly Task pumps;

    public SocketConnection(WebSocket socket)
    {
        this.socket = socket;
        Transport = new Duplex(toApp.Reader, toSocket.Writer);
        ConnectionClosed = closed.Token;
        pumps = Task.WhenAll(Task.Run(Receive), Task.Run(Send));
    }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public override async ValueTask DisposeAsync()
    {
        await Transport.Output.CompleteAsync();
        await Transport.Input.CompleteAsync();
        await Task.WhenAny(pumps, Task.Delay(1000));
        socket.Dispose();
        closed.Dispose();
        await base.DisposeAsync();
    }

    async Task Receive()
    {
        Exception? error = null;
        try
        {
            for (var open = true; open;)
            {
                var received = await socket.ReceiveAsync(toApp.Writer.GetMemory(4096), CancellationToken.None);
                toApp.Writer.Advance(received.Count);
                open = received.MessageType != WebSocketMessageType.Close && !(await toApp.Writer.FlushAsync()).IsCompleted;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            error = e;
        }

        await toApp.Writer.CompleteAsync(error);
        toSocket.Reader.CancelPendingRead();
        await closed.CancelAsync();
    }

    async Task Send()
    {
        try
        {
            for (var open = true; open;)
            {
                var read = await toSocket.Reader.ReadAsync();
                foreach (var segment in read.Buffer) await socket.SendAsync(segment, WebSocketMessageType.Text, true, CancellationToken.None);
                toSocket.Reader.AdvanceTo(read.Buffer.End);
                open = !read.IsCompleted && !read.IsCanceled;
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The other side is gone: there is nobody to send to.
        }

        await toSocket.Reader.CompleteAsync();
    }

    sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
