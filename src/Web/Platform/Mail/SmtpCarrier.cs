using System.Net;
using System.Net.Mail;

namespace Activation.Web.Platform.Mail;

/// <summary>Hands mail to a mail server.</summary>
public sealed class SmtpCarrier(MailSettings settings) : ICarrier
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task Carry(PrintedLetter mail, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls };
        if (settings.User is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, settings.Password);
        using var message = Mime.Of(mail, settings.From);
        await client.SendMailAsync(message, patience.Token);
    }
}
