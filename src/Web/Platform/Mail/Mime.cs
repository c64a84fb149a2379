using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Activation.Web.Platform.Mail;

/// <summary>A mail as mail programs read it: the page, and the plain text for those who want no page.</summary>
static class Mime
{
    public static MailMessage Of(PrintedLetter mail, string from)
    {
        var message = new MailMessage { From = new MailAddress(from), Subject = mail.Subject, SubjectEncoding = Encoding.UTF8 };
        message.To.Add(new MailAddress(mail.To!));
        // The last part is the one that a mail program prefers.
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Plain, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        // So that nobody's holiday answers.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.MessageId is { } id) message.Headers.Add("Message-ID", id);
        if (mail.Unsubscribe is { } no)
        {
            message.Headers.Add("List-Unsubscribe", $"<{no.AbsoluteUri}>");
            // Mail programs may press it by themselves, at their reader's word (RFC 8058).
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }
}
