namespace Activation.Web.Platform.Mail;

/// <summary>How letters leave this hub.</summary>
static class Mailing
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = MailSettings.Read(configuration);
        services.AddSingleton(settings).AddSingleton<Printing>().AddSingleton<PostBell>().AddSingleton<FolderCarrier>();
        if (settings.Host is { Length: > 0 }) services.AddSingleton<ICarrier, SmtpCarrier>();
        else services.AddSingleton<ICarrier>(s => s.GetRequiredService<FolderCarrier>());
        services.AddSingleton<Outbox>().AddSingleton<LettersForgotten>().AddSingleton<IMail>(s => s.GetRequiredService<Outbox>());
        services.AddHostedService<Postman>();
    }
}
