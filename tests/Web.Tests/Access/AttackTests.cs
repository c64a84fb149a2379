using System.Net;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>What people try who mean no good, beside what the other tests of this folder try. The list of all is in src/Web/SECURITY.md.</summary>
public sealed partial class AttackTests
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
        var refused = await script.Put($"initiatives/{number}/vote", Support);
        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Conflict, "initiatives.own-vote")));
    }

    /// <summary>403 would say that there is such a programme: an administrator of another one is told what anybody is who guesses.</summary>
    [Test]
    public async Task Whoever_administers_here_changes_nothing_next_door_and_is_not_told_that_it_is_there()
    {
        var next = await Settlement.NextDoor(hub, "grannens-program");
        using var farid = await hub.As(Cast.Farid);
        var (target, values) = Visitor.FormOf(await farid.Get($"{Sown.Here}/admin/programme"), "form[action*=Describe]", ("Description.Name", "Övertaget"), ("Description.Organisation", "Vi"));
        Task<Sheet> At(string slug) => farid.Post(new Uri(target.AbsoluteUri.Replace(Cast.Programme, slug, StringComparison.Ordinal)), values);
        var before = await hub.Log.Head();
        var (theirs, nobodys) = (await At(next.Slug), await At("finns-inte"));
        Assert.That((theirs.Status, nobodys.Status), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
        Assert.That(theirs.One("h1").TextContent, Is.EqualTo(nobodys.One("h1").TextContent));
        Assert.That(theirs.Text, Does.Not.Contain("Grannarna").And.Not.Contain("Grannlandet"), "what it is called");
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
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
        // With the token of a form: else it would be turned away for that, and not for the method.
        request.Headers.Add("RequestVerificationToken", (await farid.Get("/me/privacy")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!);
        using var answer = await farid.Client.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(405));
    }

    [TestCase("/hangfire"), TestCase("/quartz"), TestCase("/swagger"), TestCase("/metrics"), TestCase("/.git/HEAD"), TestCase("/appsettings.json"), TestCase("/js/live.js.map"), TestCase("/_framework/blazor.server.js"), TestCase("/.env"), TestCase("/../appsettings.json")]
    [TestCase("/health"), TestCase("/health/"), TestCase("/healthz"), TestCase("/openapi"), TestCase("/openapi/v2.json"), TestCase("/web.config"), TestCase("/packages.lock.json"), TestCase("/js/")]
    // No door of ours signs anybody out who comes from elsewhere, and we are no provider.
    [TestCase("/signout-oidc"), TestCase("/signout-callback-oidc?post_logout_redirect_uri=https://evil.example"), TestCase("/sign-in/from/kommunen"), TestCase("/connect/endsession"), TestCase("/.well-known/openid-configuration")]
    public async Task What_belongs_behind_the_scenes_is_not_there(string path)
    {
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Of_how_it_is_made_the_world_reads_nothing()
    {
        using var visitor = hub.Visitor();
        Assert.That(await visitor.Client.GetStringAsync(new Uri("/health/live", UriKind.Relative)), Is.EqualTo("""{"status":"live"}"""));
        var told = await visitor.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        foreach (var inside in new[] { "Npgsql", "PostgreSQL", "Activation.Web", "Exception", "hub.person", "stack", hub.Database, Environment.MachineName, AppContext.BaseDirectory })
            Assert.That(told, Does.Not.Contain(inside).IgnoreCase);
    }

    [TestCase("X-HTTP-Method-Override"), TestCase("X-HTTP-Method"), TestCase("X-Method-Override"), TestCase("_method")]
    public async Task A_method_that_a_header_or_the_address_names_is_not_taken(string name)
    {
        using var henrik = await hub.As(Cast.Henrik);
        var number = (await hub.OpenTo(Cast.Henrik))[0];
        var (target, values) = Visitor.FormOf(await henrik.Get(Sown.Initiative(number)), "button[value=Support]");
        var before = await hub.Log.Head();
        var query = string.Join('&', values.Append(new(name, "POST")).Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{target.PathAndQuery}&{query}") { Headers = { { name, "POST" } } };
        using var answer = await henrik.Client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), "it is a page that is asked for, and no form without its token");
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
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
        Assert.That(async () => await ProxyTests.Origins(hub), Is.EqualTo(new[] { "127.0.0.1" }).After(20_000, 100));
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
        Assert.That(async () => (await Of(log, person)).Count, Is.GreaterThanOrEqualTo(2).After(20_000, 100));
        var rows = await Of(log, person);
        Assert.That(rows.Where(row => row.Kind == SecurityKinds.Refused).Sum(row => row.Times), Is.EqualTo(3));
        Assert.That(rows.Single(row => row.Kind == SecurityKinds.NotTheirs).Programme, Is.EqualTo(next.Slug));
        Assert.That(rows.Select(row => row.Door), Has.None.Contains("hemligt"));
        Assert.That(rows.Select(row => row.Origin), Is.All.EqualTo("127.0.0.1"));
        Assert.That(async () => (await log.Latest(50)).Select(row => row.Kind), Has.Some.EqualTo(SecurityKinds.OtherSite).After(20_000, 100));
        await log.Forget(DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.That((await log.Latest(50)).Select(row => row.Programme).Distinct(), Is.SubsetOf(await hub.Views.Column<string>("select slug from programme")), "what was tried at a programme's doors is for its rule to end");
    }

    static async Task<List<SecurityEvent>> Of(SecurityLog log, Guid person) => [.. (await log.Latest(50)).Where(row => row.Person == person)];
}
