using System.Net;
using System.Text;
using System.Text.Json;
using Activation.Web.Features.Demo;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Api;

public sealed class TokenTests
{
    const string Support = """{"stance":"support"}""";

    TestHub hub = null!;

    [OneTimeSetUp]
    public async Task Start() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Stop() => await hub.DisposeAsync();

    [Test]
    public async Task Without_a_token_nothing_is_written_and_nobody_is_sent_to_a_page()
    {
        using var nobody = new Script(hub.Address, null, "en");
        var refused = await nobody.Put("initiatives/1/vote", Support);
        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "api.unknown-caller")));
    }

    [TestCase("act_nonsense"), TestCase(""), TestCase("act_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_that_is_none_is_told_so_also_where_visitors_may_look(string token)
    {
        using var script = new Script(hub.Address, token, "en");
        var refused = await script.Get("initiatives");
        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "api.unknown-caller")));
    }

    [Test]
    public async Task A_revoked_token_is_none()
    {
        var tokens = hub.Services.GetRequiredService<Tokens>();
        var person = await hub.PersonCalled(Cast.Cilla);
        using var script = new Script(hub.Address, await tokens.Invent(person, "soon gone", Scopes.All, DateTimeOffset.UtcNow), "en");
        Assert.That((await script.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.OK));
        await tokens.Revoke(person, (await tokens.Of(person))[0].Token, DateTimeOffset.UtcNow);
        Assert.That((await script.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_token_made_for_reading_does_not_write()
    {
        using var script = await Script.Of(hub, Cast.Henrik, "en", Scopes.Read);
        var refused = await script.Put("initiatives/1/vote", Support);
        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Forbidden, "api.read-only")));
    }

    [Test]
    public async Task A_token_is_never_helped_by_a_cookie()
    {
        using var farid = await hub.As(Cast.Farid);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Script.Here}/events");
        request.Headers.Authorization = new("Bearer", "act_nonsense");
        Assert.That((await farid.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_token_opens_no_page_for_people()
    {
        using var script = await Script.Of(hub, Cast.Bo);
        Assert.That((await script.Get($"/p/{Cast.Programme}/queue")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("application/json"), TestCase("text/plain"), TestCase("multipart/form-data; boundary=x")]
    public async Task A_session_writes_through_the_API_only_with_the_token_of_our_own_pages(string media)
    {
        using var henrik = await hub.As(Cast.Henrik);
        var before = await hub.Log.Head();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Script.Here}/initiatives/1/vote") { Content = new StringContent(Support, Encoding.UTF8) };
        request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(media);
        var answer = await henrik.Client.SendAsync(request);
        Assert.That((answer.StatusCode, await hub.Log.Head()), Is.EqualTo((HttpStatusCode.BadRequest, before)));
    }

    [TestCase("/API/v1"), TestCase("/Api/V1")]
    public async Task However_the_address_is_spelt_it_passes_the_same_gate(string start)
    {
        var path = $"{Script.Here.Replace("/api/v1", start, StringComparison.Ordinal)}/initiatives/999999/vote";
        using var henrik = await hub.As(Cast.Henrik);
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(Support, Encoding.UTF8, "application/json") };
        Assert.That((await henrik.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var script = await Script.Of(hub, Cast.Henrik);
        Assert.That((await script.Put(path, Support)).Status, Is.EqualTo(HttpStatusCode.NotFound), "its token is known there too");
    }

    [Test]
    public async Task With_that_token_it_does()
    {
        using var henrik = await hub.As(Cast.Henrik);
        var form = (await henrik.Get("/demo")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Script.Here}/initiatives/999999/vote");
        request.Headers.Add("RequestVerificationToken", form);
        Assert.That((await henrik.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_demo_leaves_a_token_for_everyone_in_a_file_of_its_owner()
    {
        var file = Path.Combine(TestHub.Data, DemoTokens.FileName);
        var roles = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.GetProperty(Cast.Programme);
        var core = roles.GetProperty("core").EnumerateArray().ToList();
        using var one = new Script(hub.Address, core[0].GetProperty("token").GetString(), "en");
        Assert.That((await one.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.Multiple(() =>
        {
            Assert.That(core, Has.Count.EqualTo(300));
            Assert.That(core[0].GetProperty("municipality").GetString(), Is.Not.Empty);
            foreach (var role in new[] { "administrator", "coordinator", "communicator", "goalOwner" }) Assert.That(roles.GetProperty(role).GetArrayLength(), Is.GreaterThan(0), role);
            if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        });
    }
}
