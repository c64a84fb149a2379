using Activation.Support;
using Activation.Web.Platform.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Hosting;

/// <summary>Reads what a hub has sent.</summary>
public static class Mailbox
{
    /// <summary>The configuration of a hub whose letters go to a sink.</summary>
    public static string[] At(SmtpSink sink) =>
        ["--Mail:Host=127.0.0.1", $"--Mail:Port={sink.Port}", "--Mail:Tls=false", "--Mail:User=hubben", "--Mail:Password=hemligt", "--Mail:From=hub@example.test"];

    /// <summary>Where the first link leads in a letter of a hub that puts them into a folder.</summary>
    public static async Task<string> LinkTo(this TestHub hub, string address, string below = "/")
    {
        var folder = hub.Services.GetRequiredService<FolderCarrier>();
        for (var patience = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < patience; await Task.Delay(20))
            foreach (var name in folder.Names())
                if (await folder.Read(name) is { } letter && letter.To == address && LinkIn(letter).StartsWith(below, StringComparison.Ordinal))
                    return LinkIn(letter);
        throw new AssertionException($"No letter to {address}");

        static string LinkIn(PrintedLetter letter) => new Uri(letter.Plain.Split('\n').First(line => line.StartsWith("http", StringComparison.Ordinal))).AbsolutePath;
    }

    /// <summary>The newest letter to an address, as soon as it has come.</summary>
    public static async Task<Delivered> To(this SmtpSink sink, string address, int count = 1)
    {
        for (var patience = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < patience; await Task.Delay(20))
            if (sink.Mail.Where(mail => mail.To == address).ToList() is var came && came.Count >= count) return came[^1];
        throw new AssertionException($"No letter number {count} to {address}; there are {string.Join(", ", sink.Mail.Select(mail => mail.To))}");
    }
}
