using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Activation.Web.Features.Nudges;

/// <summary>What a failed hand-over means.</summary>
public enum MailFault
{
    /// <summary>The server takes no letter now, whoever it is to: another time it may, however long that takes.</summary>
    NotNow,

    /// <summary>The server does not take this letter, or not for this address now, as when a mailbox is full: another time it may, but not for ever.</summary>
    NotThere,

    /// <summary>Nobody is at the address, or it is none: not now and not later.</summary>
    Never,

    /// <summary>The line broke or fell silent: the server may have taken it. It is never sent again by itself.</summary>
    InDoubt,
}

public static class MailFaults
{
    /// <summary>Only what says for certain that nothing was taken is tried again.</summary>
    public static MailFault Of(Exception failure) => failure switch
    {
        SmtpFailedRecipientException refused when (int)refused.StatusCode >= 500 => MailFault.Never,
        SmtpFailedRecipientException or SmtpException { StatusCode: SmtpStatusCode.ExceededStorageAllocation } => MailFault.NotThere,
        FormatException => MailFault.Never,
        // A wrong password, a full disk, a block list: what a server has against all letters is mended there, and then they go.
        SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } => MailFault.NotNow,
        SmtpException { InnerException: null, Message: NoTls } => MailFault.NotNow,
        _ when WasNotReached(failure) => MailFault.NotNow,
        _ => MailFault.InDoubt,
    };

    /// <summary>What the client says, in these words on every machine, when it was to secure the line and the server does not offer it.</summary>
    const string NoTls = "Server does not support secure connections.";

    // Nothing was said before a line was there, and secured.
    static bool WasNotReached(Exception failure) => failure switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.HostUnreachable or SocketError.NetworkUnreachable } => true,
        AuthenticationException => true,
        _ => failure.InnerException is { } inner && WasNotReached(inner),
    };
}
