using System.Net.Mail;
using System.Net.Sockets;

namespace Activation.Web.Features.Nudges;

/// <summary>What a failed hand-over means.</summary>
public enum MailFault
{
    /// <summary>The server did not take it: another time it may.</summary>
    NotNow,

    /// <summary>The server will not take it, now or later.</summary>
    Never,

    /// <summary>The line broke or fell silent: the server may have taken it. It is never sent again by itself.</summary>
    InDoubt,
}

public static class MailFaults
{
    /// <summary>Only what says for certain that nothing was taken is tried again.</summary>
    public static MailFault Of(Exception failure) => failure switch
    {
        SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } answered => (int)answered.StatusCode >= 500 ? MailFault.Never : MailFault.NotNow,
        FormatException => MailFault.Never,
        _ when WasNotReached(failure) => MailFault.NotNow,
        _ => MailFault.InDoubt,
    };

    // Nothing was said before a line was there.
    static bool WasNotReached(Exception failure) => failure switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.HostUnreachable or SocketError.NetworkUnreachable } => true,
        _ => failure.InnerException is { } inner && WasNotReached(inner),
    };
}
