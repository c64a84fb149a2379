using System.Net;
using System.Net.Mail;
using System.Net.Sockets;

namespace Activation.Web.Platform.Mail;

/// <summary>Hands mail to a mail server.</summary>
public sealed class SmtpCarrier(MailSettings settings) : ICarrier
{
    /// <summary>How long a server may take for a letter.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it may take until there is a line to it.</summary>
    public TimeSpan Reach { get; init; } = TimeSpan.FromSeconds(5);

    public async Task Carry(PrintedLetter mail, CancellationToken cancellationToken)
    {
        await MakeSure(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls };
        if (settings.User is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, settings.Password);
        using var message = Mime.Of(mail, settings.From);
        await client.SendMailAsync(message, patience.Token);
    }

    // A server that is not there has taken nothing, and that is known for certain only as long as nothing was said to it.
    async Task MakeSure(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Reach);
        using var line = new TcpClient();
        try
        {
            await line.ConnectAsync(settings.Host!, settings.Port, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.HostUnreachable);
        }
    }
}
