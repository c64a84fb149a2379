namespace Activation.Web.Platform.Mail;

/// <summary>Sends letters.</summary>
public interface IMail
{
    /// <summary>Takes a letter, durably, and returns; it is carried within seconds, and tried again for a day when the mail server does not answer.</summary>
    /// <exception cref="FormatException">The address is none, or a line break is where none may be: nothing was taken.</exception>
    Task Send(Letter letter);

    /// <summary>The same for many, all of them or none.</summary>
    Task SendAll(IReadOnlyCollection<Letter> letters);

    /// <summary>The same for what happened once: whoever tells of it again, at the same moment or later, sends nothing.</summary>
    Task SendOnce(Guid occasion, IReadOnlyCollection<Letter> letters);
}

/// <summary>Takes mail out of the house.</summary>
public interface ICarrier
{
    /// <exception cref="System.Net.Mail.SmtpException">It was not taken; another time it may be.</exception>
    Task Carry(PrintedLetter mail, CancellationToken cancellationToken);
}

/// <summary>A letter in words, as it leaves.</summary>
/// <param name="MessageId">The same however often it is tried, so that a mail program that got it twice shows it once; null lets the server give one.</param>
public sealed record PrintedLetter(string? To, string Subject, string Plain, string Html, Uri? Unsubscribe = null, string? MessageId = null);
