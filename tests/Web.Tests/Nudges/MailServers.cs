using System.Net;
using System.Net.Sockets;
using Activation.Support;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Tests.Nudges;

/// <summary>A mail server for each way of failing, reached over a real line as the hub does it.</summary>
sealed class MailServers : IAsyncDisposable
{
    readonly Dictionary<Fault, SmtpSink> sinks = new()
    {
        [Fault.None] = new SmtpSink(),
        [Fault.Busy] = new SmtpSink { Manner = SinkManner.Busy },
        [Fault.Silent] = new SmtpSink { Manner = SinkManner.Silent },
        [Fault.HungUp] = new SmtpSink { Manner = SinkManner.HangingUp },
        [Fault.Blocked] = new SmtpSink { Manner = SinkManner.Blocking },
        [Fault.NotLetIn] = new SmtpSink { Manner = SinkManner.Unknowing },
        [Fault.NobodyThere] = new SmtpSink { Manner = SinkManner.Refusing },
        [Fault.Slow] = new SmtpSink { Manner = SinkManner.Slow },
    };

    readonly Socket nowhere = Ports.Unheard();

    /// <summary>The names of the mails that were taken, each as often as it was.</summary>
    public IReadOnlyList<string> Taken => [.. sinks.Values.SelectMany(sink => sink.Mail).Select(NameOf)];

    public Task Carry(PrintedLetter mail, Fault fault, CancellationToken cancellationToken)
    {
        var port = fault is Fault.Refused ? ((IPEndPoint)nowhere.LocalEndPoint!).Port : sinks.GetValueOrDefault(fault, sinks[Fault.None]).Port;
        // Who never answers is not waited for as long as who is only slow.
        var patience = TimeSpan.FromSeconds(fault is Fault.Silent ? .5 : 20);
        return new SmtpCarrier(new MailSettings { Host = "127.0.0.1", Port = port, Tls = false }) { Patience = patience }.Carry(mail, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        nowhere.Dispose();
        foreach (var sink in sinks.Values) await sink.DisposeAsync();
    }

    static string NameOf(Delivered mail)
    {
        const string Header = "Message-ID:";
        var row = mail.Source.Split("\r\n").First(line => line.StartsWith(Header, StringComparison.OrdinalIgnoreCase));
        return row[Header.Length..].Trim();
    }
}
