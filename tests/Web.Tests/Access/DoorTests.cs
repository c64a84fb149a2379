using System.Net;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Access;

public sealed partial class DoorTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task Whether_there_is_a_programme_that_is_not_everybodys_nobody_learns_by_its_name()
    {
        var next = await Settlement.NextDoor(hub, "grannens-program");
        using var visitor = hub.Visitor();
        using var astrid = await hub.As(Cast.Astrid);
        foreach (var path in new[] { "/p/{0}", "/p/{0}/initiatives", "/p/{0}/initiatives.csv", "/p/{0}/stories.atom", "/p/{0}/admin/people", "/api/v1/programmes/{0}", "/api/v1/programmes/{0}/scores" })
        {
            var (theirs, nobodys) = (await Told(visitor, path, next.Slug), await Told(visitor, path, "finns-inte"));
            Assert.That(theirs, Is.EqualTo(nobodys), path);
            Assert.That(theirs, Does.Contain(path.StartsWith("/api", StringComparison.Ordinal) ? "Unauthorized" : "/sign-in"), path);
            Assert.That(await Told(astrid, path, next.Slug), Is.EqualTo(await Told(astrid, path, "finns-inte")).And.Contain("NotFound"), path);
        }
    }

    /// <summary>All that comes back, but for what is of one request and the name that was asked for.</summary>
    async Task<string> Told(Visitor visitor, string path, string slug)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = hub.Address };
        if (visitor.CookieHeader is { Length: > 0 } cookies) client.DefaultRequestHeaders.Add("Cookie", cookies);
        using var answer = await client.GetAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, slug), UriKind.Relative));
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Set-Cookie"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        var body = await answer.Content.ReadAsStringAsync();
        return $"{answer.StatusCode}\n{string.Join('\n', headers)}\n{Form().Replace(body, "")}".Replace(slug, "…", StringComparison.Ordinal);
    }

    [System.Text.RegularExpressions.GeneratedRegex("name=\"(__RequestVerificationToken|command)\"[^>]*>", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, 1000)]
    private static partial System.Text.RegularExpressions.Regex Form();

    [Test]
    public async Task A_visitor_is_asked_to_sign_in_before_writing()
    {
        using var visitor = hub.Visitor();
        var sheet = await visitor.Get($"/p/{Cast.Programme}/initiatives/propose");
        Assert.That(sheet.Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    [Test]
    public async Task A_member_of_the_core_team_does_not_see_the_queue()
    {
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Get($"/p/{Cast.Programme}/queue");
        Assert.That(sheet.Address.AbsolutePath, Is.EqualTo("/no-access"));
    }

    [Test]
    public async Task A_form_without_its_token_changes_nothing()
    {
        using var astrid = await hub.As(Cast.Astrid);
        var before = await hub.Log.Head();
        using var form = new FormUrlEncodedContent([new("stance", "support")]);
        var answer = await astrid.Client.PostAsync(new Uri($"/p/{Cast.Programme}/initiatives/80?handler=Vote", UriKind.Relative), form);
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(await hub.Log.Head(), Is.EqualTo(before));
        });
    }

    [TestCase("/me"), TestCase($"/p/{Cast.Programme}"), TestCase($"/p/{Cast.Programme}/scores.csv")]
    public async Task What_somebody_is_shown_who_is_signed_in_is_kept_by_no_cache(string path)
    {
        using var astrid = await hub.As(Cast.Astrid);
        using var page = await astrid.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Headers.CacheControl?.NoStore, Is.True);
        using var sheet = await astrid.Client.GetAsync(new Uri("/lib/look.css", UriKind.Relative));
        Assert.That(sheet.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(sheet.Headers.CacheControl?.NoStore, Is.Not.True, "what is the same for all may be kept");
    }

    [TestCase("cross-site")]
    [TestCase("same-site")]
    public async Task Another_site_may_not_send_forms(string site)
    {
        using var visitor = hub.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/language");
        request.Headers.Add("Sec-Fetch-Site", site);
        Assert.That((await visitor.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Every_answer_carries_the_strict_headers()
    {
        using var visitor = hub.Visitor();
        foreach (var path in new[] { "/", "/no-such-page", "/api/v1/programmes", "/lib/look.css" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "https://elsewhere.example" } } };
            using var answer = await visitor.Client.SendAsync(request);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Multiple(() =>
            {
                Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe").And.Not.Contain("data:"), path);
                Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }), path);
                Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "same-origin" }), path);
                Assert.That(answer.Headers.Where(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase) || header.Key is "Server" or "X-Powered-By"), Is.Empty, path);
            });
        }
    }

    [TestCase("/", "text/html; charset=utf-8"), TestCase("/no-such-page", "text/html; charset=utf-8")]
    [TestCase("/lib/look.css", "text/css"), TestCase("/js/live.js", "text/javascript"), TestCase("/openapi/v1.json", "application/json; charset=utf-8")]
    [TestCase("/api/v1/programmes", "application/json; charset=utf-8"), TestCase("/api/v1/nothing", "application/problem+json")]
    [TestCase($"/p/{Cast.Programme}/scores.csv", "text/csv; charset=utf-8"), TestCase($"/p/{Cast.Programme}/stories.atom", "application/atom+xml; charset=utf-8")]
    public async Task Every_answer_says_what_it_is(string path, string type)
    {
        using var visitor = hub.Visitor();
        using var answer = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo(type).IgnoreCase);
    }

    [TestCase("/me/security"), TestCase($"/p/{Cast.Programme}"), TestCase($"/p/{Cast.Programme}/initiatives/propose")]
    public async Task From_every_page_it_is_two_steps_to_signing_out(string path)
    {
        using var cilla = await hub.As(Cast.Cilla);
        var mine = (await cilla.Get(path)).One("header a[href='/me']").GetAttribute("href")!;
        await cilla.Send(mine, "form[action*='handler=Out']");
        Assert.That((await cilla.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    [TestCase("//evil.example")]
    [TestCase("/\\evil.example")]
    [TestCase("https://evil.example")]
    public async Task Nobody_is_sent_to_another_site(string returnUrl)
    {
        using var visitor = hub.Visitor();
        var sheet = await visitor.Send("/sign-in", ".languages button[value=en]", ("returnUrl", returnUrl));
        Assert.That(sheet.Address.Host, Is.EqualTo(hub.Address.Host));
    }
}
