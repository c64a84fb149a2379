using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Activation.Web.Tests.Access;

/// <summary>What people try who mean no good, beside what the other tests of this folder try. The list of all is in src/Web/SECURITY.md.</summary>
public sealed class AttackTests
{
    const string Support = """{"stance":"support"}""";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task Nobody_votes_on_their_own()
    {
        var (number, proposer) = await hub.OneWithItsProposer();
        using var script = await Script.Of(hub, proposer);
        Assert.That((await script.Put($"initiatives/{number}/vote", Support)).Code, Is.EqualTo("initiatives.own-vote"));
    }

    [Test]
    public async Task The_form_token_of_somebody_else_is_none()
    {
        using var astrid = await hub.As(Cast.Astrid);
        using var henrik = await hub.As(Cast.Henrik);
        var number = (await hub.OpenTo(Cast.Henrik))[0];
        var (target, values) = Visitor.FormOf(await henrik.Get(Sown.Initiative(number)), "button[value=Support]");
        var before = await hub.Log.Head();
        Assert.That((await astrid.Post(target, values)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        await astrid.Get(target.PathAndQuery + "&stance=Support");
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), "asking for it is not sending it");
    }

    [TestCase("//evil.example"), TestCase("/\\evil.example"), TestCase("https:evil.example"), TestCase("%09//evil.example"), TestCase("\t//evil.example"), TestCase("@evil.example"), TestCase("javascript:alert(1)")]
    public async Task A_return_address_leads_nowhere_else(string returnUrl)
    {
        using var visitor = hub.Visitor();
        var sheet = await visitor.Send("/privacy", ".languages button[value=en]", ("returnUrl", returnUrl));
        Assert.That(sheet.Address.Authority, Is.EqualTo(hub.Address.Authority));
    }

    [TestCase("TRACE", "/"), TestCase("PUT", "/"), TestCase("PROPFIND", "/me"), TestCase("DELETE", "/p/familjen-helsingborg"), TestCase("PATCH", "/p/familjen-helsingborg/queue")]
    public async Task Methods_that_nothing_takes_do_nothing(string method, string path)
    {
        using var farid = await hub.As(Cast.Farid);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("X-HTTP-Method-Override", "POST");
        using var answer = await farid.Client.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.InRange(400, 405));
    }

    [TestCase("/hangfire"), TestCase("/quartz"), TestCase("/swagger"), TestCase("/metrics"), TestCase("/.git/HEAD"), TestCase("/appsettings.json"), TestCase("/js/live.js.map"), TestCase("/_framework/blazor.server.js"), TestCase("/.env"), TestCase("/../appsettings.json")]
    public async Task What_belongs_behind_the_scenes_is_not_there(string path)
    {
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Another_name_than_our_own_is_not_answered()
    {
        using var visitor = hub.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "evil.example" } };
        Assert.That((await visitor.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var forwarded = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        forwarded.Headers.Add("X-Forwarded-Host", "evil.example");
        forwarded.Headers.Add("X-Forwarded-Proto", "https");
        Assert.That(await (await visitor.Client.SendAsync(forwarded)).Content.ReadAsStringAsync(), Does.Not.Contain("evil.example"));
    }

    [Test]
    public async Task Without_a_proxy_nobody_is_believed_who_says_to_come_from_elsewhere()
    {
        using var visitor = hub.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/programmes") { Headers = { Authorization = new("Bearer", "none") } };
        request.Headers.Add("X-Forwarded-For", "198.51.100.66");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await visitor.Client.SendAsync(request);
        Assert.That(answer.Headers.Contains("Strict-Transport-Security"), Is.False);
        Assert.That(async () => await ProxyTests.Origins(hub), Is.EqualTo(new[] { "127.0.0.1" }).After(10_000, 100));
    }

    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde")]
    [TestCase("GET / HTTP/1.1\r\nHost: {0}\r\nHost: evil.example\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost : {0}\r\n\r\n")]
    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nTransfer-Encoding: chunked\r\nContent-Length: 60\r\n\r\n0\r\n\r\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("POST /language HTTP/1.1\r\nHost: {0}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\nHost: {0}\n\nGET /demo HTTP/1.1\r\nHost: {0}\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: {0}\r\nX-One: 1\nX-Two: 2\r\n\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: {0}\r\n X-Folded: 1\r\n\r\n")]
    public async Task A_request_that_can_be_read_in_two_ways_is_refused(string raw)
    {
        using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
        await using var line = socket.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, raw, hub.Address.Authority)));
        var told = await Heard(line);
        Assert.That(told, Does.StartWith("HTTP/1.1 400"));
        Assert.That(told.Split("HTTP/1.1 "), Has.Length.EqualTo(2), "what was hidden behind it is not answered");
    }

    [Test]
    public async Task HTTP_2_is_not_spoken_here_so_that_nobody_resets_rapidly()
    {
        using var socket = new TcpClient(hub.Address.Host, hub.Address.Port);
        await using var line = socket.GetStream();
        // Preface and settings, and a thousand streams that are reset as soon as they are opened.
        var rapid = Enumerable.Range(0, 1000).SelectMany(i => new[] { Frame(1, 5, 2 * i + 1, 0x82, 0x84, 0x86), Frame(3, 0, 2 * i + 1, 0, 0, 0, 8) }).SelectMany(frame => frame);
        await line.WriteAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, 0), .. rapid]);
        Assert.That(await Heard(line), Does.Not.Contain("HTTP/1.1 200"));
        Assert.That(await Answers(), Is.True);
    }

    [Test]
    public async Task Five_hundred_sockets_that_never_end_their_request_keep_nobody_out_and_are_hung_up()
    {
        var limits = hub.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        var usual = limits.RequestHeadersTimeout;
        Assert.That(usual, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(30)));
        // Nobody waits half a minute for a test.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 500; i++)
            {
                slow.Add(new TcpClient(hub.Address.Host, hub.Address.Port));
                await slow[i].GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {hub.Address.Authority}\r\nX-Slow: "));
            }

            Assert.That(await Answers(), Is.True, "while they hang on");
            var told = await Task.WhenAll(slow.Select(socket => Heard(socket.GetStream())));
            Assert.That(told, Is.All.StartsWith("HTTP/1.1 408"));
        }
        finally
        {
            limits.RequestHeadersTimeout = usual;
            slow.ForEach(socket => socket.Dispose());
        }
    }

    [Test]
    public async Task Who_was_refused_what_is_written_down_and_no_more_of_it()
    {
        var next = await Settlement.NextDoor(hub, "skugglandet");
        var log = hub.Services.GetRequiredService<SecurityLog>();
        using var astrid = await hub.As(Cast.Astrid);
        for (var i = 0; i < 3; i++) await astrid.Get($"{Sown.Here}/queue?q=hemligt");
        await astrid.Get($"/p/{next.Slug}/initiatives/{next.Number}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/language") { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        await astrid.Client.SendAsync(request);
        var person = await hub.PersonCalled(Cast.Astrid);
        Assert.That(async () => (await Of(log, person)).Count, Is.GreaterThanOrEqualTo(2).After(10_000, 100));
        var rows = await Of(log, person);
        Assert.That(rows.Where(row => row.Kind == SecurityKinds.Refused).Sum(row => row.Times), Is.EqualTo(3));
        Assert.That(rows.Single(row => row.Kind == SecurityKinds.NotTheirs).Programme, Is.EqualTo(next.Slug));
        Assert.That(rows.Select(row => row.Door), Has.None.Contains("hemligt"));
        Assert.That(rows.Select(row => row.Origin), Is.All.EqualTo("127.0.0.1"));
        Assert.That(async () => (await log.Latest(50)).Select(row => row.Kind), Has.Some.EqualTo(SecurityKinds.OtherSite).After(10_000, 100));
        await log.Forget(DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.That((await log.Latest(50)).Select(row => row.Programme).Distinct(), Is.SubsetOf(await hub.Views.Column<string>("select slug from programme")), "what was tried at a programme's doors is for its rule to end");
    }

    /// <summary>Everything until the hub hangs up.</summary>
    static async Task<string> Heard(NetworkStream line)
    {
        using var reader = new StreamReader(line, Encoding.Latin1);
        try
        {
            return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (IOException)
        {
            return "";
        }
    }

    async Task<bool> Answers()
    {
        using var visitor = hub.Visitor();
        return (await visitor.Get("/sign-in").WaitAsync(TimeSpan.FromSeconds(3))).Status == HttpStatusCode.OK;
    }

    static byte[] Frame(byte kind, byte flags, int stream, params byte[] load) =>
        [0, 0, (byte)load.Length, kind, flags, (byte)(stream >> 24), (byte)(stream >> 16), (byte)(stream >> 8), (byte)stream, .. load];

    static async Task<List<SecurityEvent>> Of(SecurityLog log, Guid person) => [.. (await log.Latest(50)).Where(row => row.Person == person)];
}
