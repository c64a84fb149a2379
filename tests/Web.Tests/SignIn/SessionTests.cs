using System.Net;
using Activation.Support;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.SignIn;

public sealed class SessionTests : MailedHub
{
    /// <summary>The tests of it wait longer: what they see depends on who else is at the machine.</summary>
    [Test]
    public void The_rounds_by_which_somebody_is_found_to_be_shut_out_take_less_than_five_seconds_together() =>
        Assert.That(Sessions.Trusted + OpenSockets.Round, Is.LessThan(TimeSpan.FromSeconds(5)));

    [Test]
    public async Task Who_is_shut_out_loses_pages_sockets_and_keys_within_five_seconds()
    {
        var iris = await Hub.PersonCalled(Cast.Iris);
        using var visitor = await Hub.As(Cast.Iris);
        await using var socket = await Listener.Open(Hub, Cast.Iris);
        var token = await Hub.Services.GetRequiredService<Tokens>().Invent(iris, "skript", Scopes.All, DateTimeOffset.UtcNow);
        Assert.That((await visitor.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"));

        await Accounts.Disable(iris, DateTimeOffset.UtcNow);
        Assert.Multiple(() =>
        {
            Assert.That(() => visitor.Get("/me").Result.Address.AbsolutePath, Is.EqualTo("/sign-in").After(20_000, 100), "page");
            Assert.That(() => socket.IsOpen, Is.False.After(20_000, 100), "socket");
        });
        Assert.That(await Hub.Services.GetRequiredService<Tokens>().Find(token, DateTimeOffset.UtcNow), Is.Null, "key");

        var before = Sink.Mail.Count;
        using var again = Hub.Visitor();
        await again.Ask(await Hub.EmailOf(Cast.Iris));
        await Hub.SignIn(Sink, again, Cast.Astrid);
        Assert.That(Sink.Mail, Has.Count.EqualTo(before + 1), "only Astrid got a letter");

        await Accounts.Enable(iris, DateTimeOffset.UtcNow);
        using var back = Hub.Visitor();
        Assert.That((await Hub.SignIn(Sink, back, Cast.Iris)).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task A_session_that_is_ended_elsewhere_ends_and_its_socket_too()
    {
        using var lost = await Hub.As(Cast.Bo);
        await using var socket = await Listener.Open(Hub, Cast.Bo);
        using var phone = await Hub.As(Cast.Bo);
        await phone.Send("/me/security", "form[action*=CloseOthers]");
        Assert.Multiple(() =>
        {
            Assert.That(() => lost.Get("/me").Result.Address.AbsolutePath, Is.EqualTo("/sign-in").After(20_000, 100));
            Assert.That(() => socket.IsOpen, Is.False.After(20_000, 100));
        });
        Assert.That((await phone.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task Signing_out_everywhere_leaves_no_session()
    {
        using var phone = await Hub.As(Cast.Elin);
        using var desk = await Hub.As(Cast.Elin);
        await phone.Send("/me/security", "form[action*=CloseAll]");
        Assert.That(await Hub.Views.Value<long>("select count(*) from hub.session where person = @person", new { person = await Hub.PersonCalled(Cast.Elin) }), Is.Zero);
        Assert.That(() => desk.Get("/me").Result.Address.AbsolutePath, Is.EqualTo("/sign-in").After(20_000, 100));
    }

    [Test]
    public async Task Whatever_ends_the_session_here_tells_the_browser_to_forget_what_was_being_written()
    {
        using var desk = await Hub.As(Cast.Farid);
        using var phone = await Hub.As(Cast.Farid);
        var security = await phone.Get("/me/security");
        Assert.Multiple(async () =>
        {
            Assert.That(security.All("form[action*='handler=Close']"), Has.Count.EqualTo(4), "two devices, the others, all");
            Assert.That(security.All("form[data-leaves=yes] button").Select(button => button.TextContent.Trim()[..8]), Is.EqualTo(new[] { "Logga ut", "Logga ut" }));
            Assert.That((await phone.Get("/me")).All("form[action*='handler=Out'][data-leaves=yes]"), Has.Count.EqualTo(1));
            Assert.That((await phone.Get("/me/privacy")).All("form[action*=Erase][data-leaves=yes]"), Has.Count.EqualTo(1));
        });
    }

    [TestCase("seen_at", 13, ExpectedResult = true), TestCase("seen_at", 15, ExpectedResult = false)]
    [TestCase("made_at", 89, ExpectedResult = true), TestCase("made_at", 91, ExpectedResult = false)]
    public async Task<bool> A_session_ends_by_itself_unused_for_a_fortnight_and_after_ninety_days_in_all(string since, int days)
    {
        var sessions = Hub.Services.GetRequiredService<Sessions>();
        var session = await sessions.Open(await Hub.PersonCalled(Cast.Astrid), null, "code", strong: false);
        await Hub.Views.Execute($"update hub.session set {since} = now() - make_interval(days => @days) where session = @session", new { session, days });
        return await sessions.Of(session) is not null;
    }

    [Test]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        using var greta = await Hub.As(Cast.Greta);
        using var henrik = await Hub.As(Cast.Henrik);
        var session = await Hub.Views.Value<Guid>("select session from hub.session where person = @person", new { person = await Hub.PersonCalled(Cast.Greta) });
        await henrik.Send("/me/security", "button[name=session]", ("session", session.ToString()));
        Assert.That((await greta.Get("/me")).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task Devices_are_listed_by_names_that_their_owner_knows()
    {
        using var david = Hub.Visitor("en");
        david.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1");
        await Hub.SignIn(Sink, david, Cast.David);
        Assert.That((await david.Get("/me/security")).One("#devices ~ table").TextContent, Does.Contain("Safari, iPhone").And.Contain("Code by mail"));
    }

    [Test]
    public async Task A_cookie_from_before_signing_out_opens_nothing()
    {
        using var visitor = await Hub.As(Cast.Cilla);
        var kept = visitor.CookieHeader;
        await visitor.Send("/me/security", "button[name=session]");
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Hub.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me") { Headers = { { "Cookie", kept } } };
        Assert.That((await thief.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    Accounts Accounts => Hub.Services.GetRequiredService<Accounts>();
}
