using System.Net;
using System.Net.Mail;
using System.Net.Security;
using System.Net.Sockets;
using Activation.Support;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Tests.Mail;

/// <summary>What a failed hand-over means, as a real mail server fails: only what certainly was not taken is tried again.</summary>
public sealed class MailFaultTests
{
    static readonly PrintedLetter Letter = new("anna@example.test", "Hej", "Hej", "<p>Hej</p>", null) { MessageId = "<1@activation>" };

    SmtpSink sink;

    [SetUp]
    public void Listen() => sink = new SmtpSink();

    [TearDown]
    public async Task Close() => await sink.DisposeAsync();

    [TestCase(SinkManner.Busy, MailFault.NotNow, 0)]
    [TestCase(SinkManner.Refusing, MailFault.Never, 0)]
    [TestCase(SinkManner.Unknowing, MailFault.NotNow, 0)]
    [TestCase(SinkManner.Blocking, MailFault.NotNow, 0)]
    [TestCase(SinkManner.Silent, MailFault.InDoubt, 0)]
    [TestCase(SinkManner.HangingUp, MailFault.InDoubt, 1)]
    public async Task A_server_that_fails_is_understood(SinkManner manner, MailFault fault, int taken)
    {
        sink.Manner = manner;
        Assert.That(await Fault(Carrier(sink.Port)), Is.EqualTo(fault));
        Assert.That(sink.Mail, Has.Count.EqualTo(taken));
    }

    [TestCase(SmtpStatusCode.MailboxBusy, MailFault.NotThere)]
    [TestCase(SmtpStatusCode.MailboxUnavailable, MailFault.Never)]
    [TestCase(SmtpStatusCode.InsufficientStorage, MailFault.NotThere)]
    public void What_is_the_matter_with_one_address_is_not_what_is_the_matter_with_the_server(SmtpStatusCode said, MailFault fault) =>
        Assert.That(MailFaults.Of(new SmtpFailedRecipientException(said, Letter.To)), Is.EqualTo(fault));

    [TestCase(true), TestCase(false)]
    public async Task A_line_that_cannot_be_secured_was_given_nothing(bool offers)
    {
        await using var other = new SmtpSink(tls: offers);
        Assert.That(await Fault(Carrier(other.Port, patience: 20, tls: true)), Is.EqualTo(MailFault.NotNow), "its certificate is its own, or it has none");
        Assert.That(other.Mail, Is.Empty);
    }

    [Test]
    public async Task A_slow_server_is_waited_for()
    {
        sink.Manner = SinkManner.Slow;
        Assert.That(await Fault(Carrier(sink.Port, patience: 20)), Is.Null);
        Assert.That(sink.Mail, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_is_down_was_given_nothing()
    {
        using var down = Ports.Unheard();
        Assert.That(await Fault(Carrier(((IPEndPoint)down.LocalEndPoint!).Port)), Is.EqualTo(MailFault.NotNow));
    }

    [Test]
    public async Task A_server_whose_net_drops_every_packet_was_given_nothing()
    {
        // Nobody takes a line here, and no more are queued: the next one is dropped without a word.
        using var full = new TcpListener(IPAddress.Loopback, 0);
        full.Start(1);
        var port = ((IPEndPoint)full.LocalEndpoint).Port;
        TcpClient[] queue = [.. Enumerable.Range(0, 8).Select(_ => new TcpClient())];
        foreach (var client in queue) _ = client.ConnectAsync(IPAddress.Loopback, port);
        Assert.That(await Fault(Carrier(port)), Is.EqualTo(MailFault.NotNow));
        foreach (var client in queue) client.Dispose();
    }

    [Test]
    public async Task A_line_is_secured_before_name_password_and_letter_go_over_it()
    {
        await using var secured = new SmtpSink(tls: true);
        using var vouched = new Vouched(secured.Thumbprint!);
        await new SmtpCarrier(new MailSettings { Host = "127.0.0.1", Port = secured.Port, User = "hub", Password = "hemligt" }).Carry(Letter, CancellationToken.None);
        Assert.That(secured.Mail.Single(), Has.Property(nameof(Delivered.Encrypted)).True.And.Property(nameof(Delivered.User)).EqualTo("hub"));
        Assert.That(secured.Mail.Single().To, Is.EqualTo(Letter.To));
    }

    /// <summary>As if somebody whom this machine trusts had vouched for one certificate, and for no other.</summary>
    sealed class Vouched : IDisposable
    {
#pragma warning disable SYSLIB0014, MA0039 // SmtpClient has no other place to ask; the certificate is looked at by its print.
        readonly RemoteCertificateValidationCallback? before = ServicePointManager.ServerCertificateValidationCallback;

        public Vouched(string thumbprint) => ServicePointManager.ServerCertificateValidationCallback =
            (_, certificate, _, errors) => errors == SslPolicyErrors.None || certificate?.GetCertHashString() == thumbprint;

        public void Dispose() => ServicePointManager.ServerCertificateValidationCallback = before;
#pragma warning restore SYSLIB0014, MA0039
    }

    static SmtpCarrier Carrier(int port, double patience = .5, bool tls = false) =>
        new(new MailSettings { Host = "127.0.0.1", Port = port, Tls = tls }) { Patience = TimeSpan.FromSeconds(patience), Reach = TimeSpan.FromSeconds(.5) };

    static async Task<MailFault?> Fault(SmtpCarrier carrier)
    {
        try
        {
            await carrier.Carry(Letter, CancellationToken.None);
            return null;
        }
        catch (Exception e)
        {
            return MailFaults.Of(e);
        }
    }
}
