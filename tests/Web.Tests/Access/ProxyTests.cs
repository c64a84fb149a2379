using System.Net;
using System.Net.Http.Headers;
using Activation.Support;
using Activation.Web.Features.Stories;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>The hub as a municipality runs it: with <c>--public</c>, behind a proxy that speaks https.</summary>
public sealed class ProxyTests
{
    static readonly Uri Home = new("https://hub.example");

    static readonly string[] AllCookies = ["__Host-asked", "__Host-asked-there.", "__Host-form", "__Host-half", "__Host-hub", "__Host-language", "__Host-note", "__Host-passkey"];

    readonly Neighbour sender = new();

    SmtpSink sink;
    DirectoryStub directory;
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow()
    {
        (sink, directory) = (new SmtpSink(), await DirectoryStub.Start());
        hub = await TestHub.Public(Home, Outside, [.. Mailbox.At(sink), .. directory.Configuration]);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await hub.DisposeAsync();
        await directory.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Test]
    public async Task Every_cookie_is_bound_to_this_host_and_to_https()
    {
        using var proxy = new Proxy(hub.Address);
        using var bo = new Visitor(Home, "sv", proxy);
        await bo.Send("/sign-in", ".languages button[value=en]");
        await Press(bo, "/sign-in", "Challenge");
        await bo.Get("/sign-in/with/kommunen");
        var (secret, person) = (Totp.NewSecret(), await hub.PersonCalled(Cast.Bo));
        await hub.Services.GetRequiredService<SecondFactors>().SetUp(person, secret, Totp.CodeAt(secret, DateTimeOffset.UtcNow));
        await hub.SignIn(sink, bo, Cast.Bo);
        await bo.Send("/sign-in/second", "form:has([name=Code])", ("Code", Totp.CodeAt(secret, DateTimeOffset.UtcNow.AddSeconds(30))));
        await Press(bo, "/me/security", "CloseOthers");
        Assert.Multiple(() =>
        {
            Assert.That(proxy.Set.Select(Name).Distinct().Order(StringComparer.Ordinal), Is.EqualTo(AllCookies));
            foreach (var cookie in proxy.Set.Select(cookie => cookie.ToLowerInvariant()))
                Assert.That(cookie, Does.Contain("; secure").And.Contain("; httponly").And.Contain("; path=/;").And.Contain("; samesite=lax").And.Not.Contain("domain="));
        });
    }

    [Test]
    public async Task A_browser_is_told_for_a_year_to_come_by_https_alone()
    {
        using var proxy = new Proxy(hub.Address);
        using var visitor = new Visitor(Home, "sv", proxy);
        foreach (var path in new[] { "/sign-in", "/no-such-page", $"/p/{Cast.Programme}/stories", "/api/v1/programmes", "/lib/look.css" })
        {
            using var answer = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.That(answer.Headers.GetValues("Strict-Transport-Security"), Is.EqualTo(new[] { "max-age=31536000; includeSubDomains" }), path);
        }
    }

    [Test]
    public async Task The_proxy_on_this_machine_says_who_sends_and_nobody_else_does()
    {
        // What a sender claims comes first; the proxy appends whom it saw.
        Assert.That((await Knock("198.51.100.66, 203.0.113.9")).Contains("Strict-Transport-Security"), Is.True);
        sender.Address = IPAddress.Parse("192.0.2.7");
        try
        {
            Assert.That((await Knock("198.51.100.66")).Contains("Strict-Transport-Security"), Is.False, "nor is it believed that it came by https");
        }
        finally
        {
            sender.Address = null;
        }

        Assert.That(async () => await Origins(hub), Is.EquivalentTo(["203.0.113.9", "192.0.2.7"]).After(20_000, 100));
    }

    [Test]
    public async Task How_far_the_hub_is_only_its_own_machine_is_told()
    {
        using var here = new HttpClient { BaseAddress = hub.Address };
        Assert.That(await here.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), Does.Contain("position").And.Contain("nudges-due"));
        using var proxy = new Proxy(hub.Address);
        using var visitor = new Visitor(Home, "sv", proxy);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/ready");
        request.Headers.Add("X-Forwarded-For", "127.0.0.1, 203.0.113.9");
        using var answer = await visitor.Client.SendAsync(request);
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("""{"status":"ready"}"""));
    }

    // One part is broken, so that one page is a fault's.
    void Outside(IServiceCollection services) =>
        services.AddSingleton<IStartupFilter>(sender).AddSingleton<StoryShelf>(_ => throw new InvalidOperationException("broken"));

    /// <summary>Where unknown keys came from, as it was written down.</summary>
    internal static async Task<IReadOnlyList<string?>> Origins(TestHub hub) =>
        [.. (await hub.Services.GetRequiredService<SecurityLog>().Latest(200)).Where(row => row.Kind == SecurityKinds.UnknownToken).Select(row => row.Origin).Distinct()];

    static async Task Press(Visitor visitor, string page, string handler) => await visitor.Post(
        new Uri(Home, $"{page}?handler={handler}"),
        [KeyValuePair.Create("__RequestVerificationToken", (await visitor.Get(page)).One("input[name=__RequestVerificationToken]").GetAttribute("value")!)]);

    /// <summary>Asks with a key that is none, which is written down with where it came from.</summary>
    async Task<HttpResponseHeaders> Knock(string forwarded)
    {
        using var proxy = new Proxy(hub.Address);
        using var visitor = new Visitor(Home, "sv", proxy);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/programmes") { Headers = { Authorization = new("Bearer", "none") } };
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await visitor.Client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        return answer.Headers;
    }

    static string Name(string cookie) => cookie[..cookie.IndexOf('=')] is var name && name.Contains('.') ? name[..(name.IndexOf('.') + 1)] : name;

    /// <summary>Puts the hub's line to wherever a test wants it to come from: it listens to this machine only.</summary>
    sealed class Neighbour : IStartupFilter
    {
        public IPAddress? Address { get; set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                if (Address is not null) context.Connection.RemoteIpAddress = Address;
                return go(context);
            });
            next(app);
        };
    }
}
