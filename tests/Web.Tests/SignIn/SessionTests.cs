using System.Net;
using Activation.Support;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.SignIn;

public sealed class SessionTests
{
    SmtpSink sink;
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow()
    {
        sink = new SmtpSink();
        hub = await TestHub.Sown(limits: false, configuration: Mailbox.At(sink));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await hub.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Test]
    public async Task Who_is_shut_out_loses_pages_sockets_and_keys_within_five_seconds()
    {
        var iris = await hub.PersonCalled(Cast.Iris);
        using var visitor = await hub.As(Cast.Iris);
        await using var socket = await Listener.Open(hub, Cast.Iris);
        var token = await hub.Services.GetRequiredService<Tokens>().Make(iris, "skript", Scopes.All, DateTimeOffset.UtcNow);
        Assert.That((await visitor.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"));

        await Accounts.Disable(iris, DateTimeOffset.UtcNow);
        Assert.Multiple(() =>
        {
            Assert.That(() => visitor.Get("/me").Result.Address.AbsolutePath, Is.EqualTo("/sign-in").After(5_000, 100), "page");
            Assert.That(() => socket.IsOpen, Is.False.After(5_000, 100), "socket");
        });
        Assert.That(await hub.Services.GetRequiredService<Tokens>().Find(token, DateTimeOffset.UtcNow), Is.Null, "key");

        var before = sink.Mail.Count;
        using var again = hub.Visitor();
        await again.Ask(await hub.EmailOf(Cast.Iris));
        await hub.SignIn(sink, again, Cast.Astrid);
        Assert.That(sink.Mail, Has.Count.EqualTo(before + 1), "only Astrid got a letter");

        await Accounts.Enable(iris);
        using var back = hub.Visitor();
        Assert.That((await hub.SignIn(sink, back, Cast.Iris)).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task A_session_that_is_ended_elsewhere_ends_and_its_socket_too()
    {
        using var lost = await hub.As(Cast.Bo);
        await using var socket = await Listener.Open(hub, Cast.Bo);
        using var phone = await hub.As(Cast.Bo);
        await phone.Send("/me/security", "form[action*=CloseOthers]");
        Assert.Multiple(() =>
        {
            Assert.That(() => lost.Get("/me").Result.Address.AbsolutePath, Is.EqualTo("/sign-in").After(5_000, 100));
            Assert.That(() => socket.IsOpen, Is.False.After(5_000, 100));
        });
        Assert.That((await phone.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task Signing_out_everywhere_leaves_no_session()
    {
        using var phone = await hub.As(Cast.Elin);
        using var desk = await hub.As(Cast.Elin);
        await phone.Send("/me/security", "form[action*=CloseAll]");
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.session where person = @person", new { person = await hub.PersonCalled(Cast.Elin) }), Is.Zero);
        Assert.That(() => desk.Get("/me").Result.Address.AbsolutePath, Is.EqualTo("/sign-in").After(5_000, 100));
    }

    [Test]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        using var greta = await hub.As(Cast.Greta);
        using var henrik = await hub.As(Cast.Henrik);
        var session = await hub.Views.Value<Guid>("select session from hub.session where person = @person", new { person = await hub.PersonCalled(Cast.Greta) });
        await henrik.Send("/me/security", "button[name=session]", ("session", session.ToString()));
        Assert.That((await greta.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task Devices_are_listed_by_names_that_their_owner_knows()
    {
        using var david = hub.Visitor("en");
        david.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1");
        await hub.SignIn(sink, david, Cast.David);
        Assert.That((await david.Get("/me/security")).One("#devices ~ table").TextContent, Does.Contain("Safari, iPhone").And.Contain("Code by mail"));
    }

    [Test]
    public async Task A_cookie_from_before_signing_out_opens_nothing()
    {
        using var visitor = await hub.As(Cast.Cilla);
        var kept = visitor.CookieHeader;
        await visitor.Send("/me/security", "button[name=session]");
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = hub.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me") { Headers = { { "Cookie", kept } } };
        Assert.That((await thief.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    Accounts Accounts => hub.Services.GetRequiredService<Accounts>();
}
