using Activation.Support;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.SignIn;

/// <summary>The sown hub for a whole fixture, and the mail server that gets its letters.</summary>
public abstract class MailedHub
{
    protected SmtpSink Sink { get; private set; }

    protected TestHub Hub { get; private set; }

    [OneTimeSetUp]
    public async Task Sow()
    {
        Sink = new SmtpSink();
        Hub = await TestHub.Sown(limits: false, configuration: Mailbox.At(Sink));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await Hub.DisposeAsync();
        await Sink.DisposeAsync();
    }
}
