using System.Net;
using System.Net.Sockets;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Activation.Web.Tests.Access;

public sealed class LimitsTests
{
    /// <summary>Far more than anybody may send at once.</summary>
    const int Flood = 1000;

    /// <summary>How many try to get in within a minute, from one network and from as many networks.</summary>
    const int Crowd = 500;

    static readonly Uri Path = new($"/p/{Cast.Programme}/initiatives/80?handler=Vote", UriKind.Relative);

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task Who_sends_faster_than_anyone_clicks_is_asked_to_wait_and_nobody_else_is()
    {
        using var astrid = await hub.As(Cast.Astrid);
        using var bo = await hub.As(Cast.Bo);
        var refused = await UntilRefused(astrid);
        Assert.Multiple(async () =>
        {
            Assert.That(refused?.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(await refused!.Content.ReadAsStringAsync(), Does.Contain("Det gick lite för fort"));
            Assert.That((await Send(bo)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "a form without its token, looked at");
            Assert.That((await astrid.Get("/")).Status, Is.EqualTo(HttpStatusCode.OK), "reading goes on");
        });
    }

    [Test, Platform("Linux", Reason = "the other addresses of the loopback network")]
    public async Task Five_hundred_who_try_addresses_from_one_network_are_slowed_down_and_an_alarm_is_raised()
    {
        await hub.Views.Execute("delete from hub.security_event");
        using var form = await Form.Of(hub);
        using var client = form.From(1);
        var told = new List<HttpStatusCode>();
        for (var i = 0; i < Crowd; i++) told.Add(await form.Ask(client, $"ingen-{i}@example.test"));
        Assert.That(told.Count(status => status == HttpStatusCode.TooManyRequests), Is.GreaterThan(Crowd / 2));
        Assert.That(told[..100], Is.All.EqualTo(HttpStatusCode.Redirect), "a town hall on a Monday morning gets in");
        await AnAlarmIsRaised(networks: 1);
        using var elsewhere = form.From(2);
        Assert.That(await form.Ask(elsewhere, await hub.EmailOf(Cast.Greta)), Is.EqualTo(HttpStatusCode.Redirect), "and nobody else waits");
    }

    [Test, Platform("Linux", Reason = "the other addresses of the loopback network")]
    public async Task A_poster_lets_those_sign_up_who_stand_before_it_and_no_list_of_addresses()
    {
        using var form = await Form.Of(hub);
        using var client = form.From(3);
        var told = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++) told.Add(await Sign(client));
        Assert.That(told[..30], Is.All.EqualTo(HttpStatusCode.NotFound), "there is no such walk, and they were asked which");
        Assert.That(told[^1], Is.EqualTo(HttpStatusCode.TooManyRequests));
        using var elsewhere = form.From(4);
        Assert.That(await Sign(elsewhere), Is.EqualTo(HttpStatusCode.NotFound), "and nobody else waits");

        Task<HttpStatusCode> Sign(HttpClient from) => form.Ask(from, "ingen@example.test", $"/walk/{Guid.NewGuid()}");
    }

    [Test, Platform("Linux", Reason = "the other addresses of the loopback network")]
    public async Task Five_hundred_networks_with_one_browser_fill_no_mailbox_and_raise_an_alarm()
    {
        await hub.Views.Execute("delete from hub.security_event");
        using var form = await Form.Of(hub);
        var email = await hub.EmailOf(Cast.Cilla);
        for (var i = 0; i < Crowd; i++)
        {
            using var client = form.From(10 + i);
            Assert.That(await form.Ask(client, email), Is.EqualTo(HttpStatusCode.Redirect), "told the same as everybody");
        }

        Assert.That(await hub.Views.Value<long>("select count(*) from hub.sign_in_code where person = @cilla", new { cilla = await hub.PersonCalled(Cast.Cilla) }), Is.EqualTo(5));
        await AnAlarmIsRaised(networks: 100);
    }

    [Test]
    public async Task Who_asks_for_past_days_and_whole_files_without_end_waits_and_nobody_else_does()
    {
        var day = Sown.Day(-9);
        using var visitor = hub.Visitor();
        using var astrid = await hub.As(Cast.Astrid);
        // Answered at the door, most of them: what is asked is a day that is none.
        var told = new List<HttpStatusCode>();
        for (var i = 0; i < Flood && !told.Contains(HttpStatusCode.TooManyRequests); i++) told.Add((await visitor.Client.GetAsync($"{Sown.Here}/goals.csv?asOf=nu")).StatusCode);
        // Ten more are given each second, and one may turn between the last question and this one.
        var refused = await visitor.Client.GetAsync($"{Sown.Here}/scores?asOf={day}");
        for (var more = 0; more < 50 && refused.StatusCode == HttpStatusCode.OK; more++) refused = await visitor.Client.GetAsync($"{Sown.Here}/scores?asOf={day}");
        Assert.Multiple(async () =>
        {
            Assert.That(told, Has.Count.InRange(600, Flood - 1), "more than anybody looks through");
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("Det gick lite för fort"));
            Assert.That(refused.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That((await visitor.Get($"{Sown.Here}/scores")).Status, Is.EqualTo(HttpStatusCode.OK), "today is drawn once for all");
            Assert.That((await astrid.Get($"{Sown.Here}/scores?asOf={day}")).Status, Is.EqualTo(HttpStatusCode.OK), "a member of the same network");
        });
    }

    [Test]
    public void Who_reads_files_slowly_holds_twenty_and_nobody_else_waits()
    {
        const int most = 20;
        var options = new RateLimiterOptions();
        Limits.Configure(options);
        using var limiter = options.GlobalLimiter!;
        var held = Enumerable.Range(0, most).Select(_ => limiter.AttemptAcquire(Asked("initiatives.csv", from: 1))).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(held.Select(lease => lease.IsAcquired), Is.All.True);
            Assert.That(limiter.AttemptAcquire(Asked("initiatives.csv", from: 1)).IsAcquired, Is.False);
            Assert.That(limiter.AttemptAcquire(Asked("admin/audit?handler=Csv", from: 1)).IsAcquired, Is.False, "whichever file it is");
            Assert.That(limiter.AttemptAcquire(Asked("scores?asOf=2026-10-01", from: 1)).IsAcquired, Is.True, "a page");
            Assert.That(limiter.AttemptAcquire(Asked("initiatives.csv", from: 2)).IsAcquired, Is.True, "somebody else");
        });
        held[0].Dispose();
        Assert.That(limiter.AttemptAcquire(Asked("initiatives.csv", from: 1)).IsAcquired, Is.True, "one has come to its end");

        static DefaultHttpContext Asked(string address, byte from)
        {
            var http = new DefaultHttpContext();
            http.Connection.RemoteIpAddress = new IPAddress([10, 0, 0, from]);
            (http.Request.Method, http.Request.Path, http.Request.QueryString) = ("GET", $"{Sown.Here}/{address.Split('?')[0]}", new(address.Contains('?') ? $"?{address.Split('?')[1]}" : ""));
            return http;
        }
    }

    [Test]
    public void However_many_addresses_come_with_whatever_they_make_up_the_buckets_are_bounded()
    {
        var (chance, keys) = (new Random(4), new HashSet<string>());
        var bytes = new byte[16];
        for (var i = 0; i < 200_000; i++)
        {
            chance.NextBytes(bytes);
            var http = new DefaultHttpContext();
            http.Connection.RemoteIpAddress = new IPAddress(i % 2 == 0 ? bytes : bytes[..4]);
            http.Request.Method = i % 5 == 0 ? "GET" : "POST";
            http.Request.QueryString = new($"?asOf={i}");
            http.Request.Path = (i % 4) switch { 0 => $"/walk/{new Guid(bytes)}", 1 => "/sign-in", 2 => $"/p/{i}/initiatives", _ => $"/do/{i}" };
            http.Request.Headers.Authorization = $"Bearer act_{new Guid(bytes):N}";
            keys.Add(Limits.Partition(http).PartitionKey);
        }

        Assert.That(keys, Has.Count.InRange(4096, 4 * 4096), "a poster's, a door's, a reader's and everything else's, for each of 4096 networks");
    }

    /// <param name="networks">From at least as many.</param>
    async Task AnAlarmIsRaised(int networks)
    {
        var watch = new SignInWatch(hub.Services.GetRequiredService<Views>(), NullLogger<SignInWatch>.Instance);
        long Written() => hub.Views.Value<long>("select coalesce(sum(times), 0) from hub.security_event").Result;
        Assert.That(Written, Is.GreaterThanOrEqualTo(Crowd - 5).After(20_000, 50));
        await watch.Run(DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.That(int.Parse((await hub.Views.Value<string>("select door from hub.security_event where kind = 'alarm'"))!, null), Is.GreaterThanOrEqualTo(networks));
    }

    static async Task<HttpResponseMessage?> UntilRefused(Visitor visitor)
    {
        for (var i = 0; i < Flood; i++)
            if (await Send(visitor) is { StatusCode: HttpStatusCode.TooManyRequests } refused) return refused;
        return null;
    }

    static Task<HttpResponseMessage> Send(Visitor visitor) => visitor.Client.PostAsync(Path, new FormUrlEncodedContent([new("stance", "support")]));

    /// <summary>The form of the way in, got once and sent by a program from wherever it likes.</summary>
    sealed class Form(Visitor visitor, string token) : IDisposable
    {
        public static async Task<Form> Of(TestHub hub)
        {
            var visitor = hub.Visitor();
            return new(visitor, (await visitor.Get("/sign-in")).One("form:has([name=Email]) input[name=__RequestVerificationToken]").GetAttribute("value")!);
        }

        /// <summary>One of the many addresses that this machine has.</summary>
        public HttpClient From(int network)
        {
            var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ConnectCallback = (to, stopping) => Connect(network, to.DnsEndPoint.Port, stopping) };
            var client = new HttpClient(handler) { BaseAddress = visitor.Client.BaseAddress };
            client.DefaultRequestHeaders.Add("Cookie", visitor.CookieHeader);
            client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0");
            return client;
        }

        public async Task<HttpStatusCode> Ask(HttpClient client, string email, string door = "/sign-in")
        {
            using var form = new FormUrlEncodedContent([new("Email", email), new("__RequestVerificationToken", token)]);
            using var answer = await client.PostAsync(new Uri(door, UriKind.Relative), form);
            return answer.StatusCode;
        }

        public void Dispose() => visitor.Dispose();

        static async ValueTask<Stream> Connect(int network, int port, CancellationToken stopping)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(new IPAddress([127, 9, (byte)(network / 250), (byte)(network % 250 + 1)]), 0));
            await socket.ConnectAsync(IPAddress.Loopback, port, stopping);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }
}
