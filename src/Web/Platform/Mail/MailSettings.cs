namespace Activation.Web.Platform.Mail;

/// <summary>The mail server, from configuration under <c>Mail</c>; each can be set in the environment, as <c>Mail__Host</c>.</summary>
public sealed record MailSettings
{
    /// <summary>Without one, letters are put into a folder beside the data.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>With a name, the server is asked to let us in by it.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>What letters are from.</summary>
    public string From { get; init; } = "hub@localhost";

    /// <summary>Letters travel encrypted (STARTTLS), to a server that can show who it is. Only a server on this machine may go without.</summary>
    public bool Tls { get; init; } = true;

    public static MailSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Mail").Get<MailSettings>() ?? new MailSettings();
        if (settings is { Tls: false, Host: not (null or "localhost" or "127.0.0.1" or "::1") })
            throw new InvalidOperationException("Mail:Tls=false is for a mail server on this machine only");
        return settings;
    }
}
