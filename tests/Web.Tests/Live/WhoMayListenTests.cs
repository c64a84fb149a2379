using System.Net;
using System.Net.WebSockets;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Live;

/// <summary>Who is let in to the boards of a programme that is not everybody's, and from where.</summary>
public sealed class WhoMayListenTests
{
    const string Private = "kept-apart";

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        var (id, now, elin) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow, await hub.PersonCalled(Cast.Elin));
        var start = new StartProgramme(id, Private, "Kept apart", "Others", "Europe/Stockholm", ["sv"], Public: false);
        await hub.Streams.Decide(
            StreamNames.Programme(id), new Writer(id, null, now, Guid.NewGuid()), state => Starting.Start(state, start, Actor.House, now));
        var programme = await hub.Streams.Read(StreamNames.Programme(id));
        var outcome = await hub.Streams.Decide(
            StreamNames.Member(id, elin), new Writer(id, null, now, Guid.NewGuid()),
            state => Enrolling.Enrol(state, programme, new EnrolMember(elin, "", [Role.ProgrammeLead]), Actor.House, now));
        Assert.That(outcome, Is.InstanceOf<Done>());
        await hub.Settled();
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_program_listens_where_its_person_is_a_member()
    {
        await using var elins = await Listener.WithToken(hub, await Token(Cast.Elin));
        Assert.That(await elins.Watch(Private), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Everybody_else_is_told_nothing()
    {
        await using var astrids = await Listener.WithToken(hub, await Token(Cast.Astrid));
        await using var visitor = await Listener.Open(hub);
        Assert.That(await astrids.Watch(Private), Is.Empty);
        Assert.That(await visitor.Watch(Private), Is.Empty);
        Assert.That(await astrids.Watch(Cast.Programme), Has.Length.EqualTo(2), "a public programme is everybody's");
    }

    [Test]
    public async Task Screens_that_ask_at_once_get_one_drawing()
    {
        var sketch = new Sketch();
        var boards = new Boards(
            [sketch], hub.Services.GetRequiredService<Features.Programmes.ProgrammeDirectory>(), hub.Services.GetRequiredService<Features.Members.MemberDirectory>(),
            hub.Services.GetRequiredService<Features.Initiatives.InitiativeNumbers>(), hub.ReadModels);
        var open = (await boards.Open($"{Cast.Programme}/{sketch.Kind}", null))!;
        var culture = System.Globalization.CultureInfo.GetCultureInfo("sv");
        var asked = Enumerable.Range(0, 50).Select(_ => boards.Draw(open, culture)).ToList();
        sketch.Finished.SetResult("drawn");
        var frames = await Task.WhenAll(asked);
        Assert.That((sketch.Drawn, frames.Distinct().Count()), Is.EqualTo((1, 1)));
        await boards.Draw(open, System.Globalization.CultureInfo.GetCultureInfo("da"));
        Assert.That(sketch.Drawn, Is.EqualTo(2), "another language is another drawing");
    }

    [Needs(Permission.Look)]
    sealed class Sketch : IBoard
    {
        public TaskCompletionSource<object> Finished { get; } = new();

        public int Drawn { get; private set; }

        public string Kind => "sketch";

        public bool OfInitiative => false;

        public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(true);

        public bool IsTouchedBy(Store.Recorded recorded) => false;

        public Task<object> State(Subject subject)
        {
            Drawn++;
            return Finished.Task;
        }
    }

    [Test]
    public async Task A_token_that_was_revoked_opens_nothing()
    {
        var elin = await hub.PersonCalled(Cast.Elin);
        var tokens = hub.Services.GetRequiredService<Tokens>();
        var token = await tokens.Invent(elin, "soon lost", Scopes.All.ToList(), DateTimeOffset.UtcNow);
        await (await Listener.WithToken(hub, token)).DisposeAsync();
        await tokens.Revoke(elin, (await tokens.Of(elin)).Single(row => row.Name == "soon lost").Token, DateTimeOffset.UtcNow);
        Assert.That(() => Listener.WithToken(hub, token), Throws.InstanceOf<WebSocketException>().With.Message.Contains("401"));
    }

    [TestCase("by its owner")]
    [TestCase("by an administrator")]
    [TestCase("by shutting its owner out")]
    public async Task A_socket_that_is_open_ends_with_its_token_within_five_seconds(string taken)
    {
        var iris = await hub.PersonCalled(Cast.Iris);
        var tokens = hub.Services.GetRequiredService<Tokens>();
        await using var socket = await Listener.WithToken(hub, await tokens.Invent(iris, taken, Scopes.All, DateTimeOffset.UtcNow));
        Assert.That(await socket.Watch(Cast.Programme), Is.Not.Empty);
        var token = (await tokens.Of(iris)).Single(row => row.Name == taken).Token;
        using var farid = await hub.As(Cast.Farid);
        if (taken == "by its owner")
        {
            using var owner = await hub.As(Cast.Iris);
            await owner.Send("/me/tokens", $"form:has([value='{token}']) button", ("token", $"{token}"));
        }
        else if (taken == "by an administrator") await farid.Send($"{Sown.Here}/admin/keys/{token}", "main form", ("Reason", "Datorn är borta"));
        else await farid.Send($"{Sown.Here}/admin/people/{iris}/account", "button[formaction*=ShutOut]", ("Reason", "Datorn är borta"));
        Assert.That(() => socket.IsOpen, Is.False.After(20_000, 100));
    }

    [Test]
    public async Task A_socket_ends_on_the_day_of_its_token()
    {
        var elin = await hub.PersonCalled(Cast.Elin);
        var token = await hub.Services.GetRequiredService<Tokens>().Invent(elin, "a day", Scopes.All, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        await using var socket = await Listener.WithToken(hub, token);
        await hub.Views.Execute("update hub.token set expires_at = now() where name = 'a day'");
        Assert.That(() => socket.IsOpen, Is.False.After(20_000, 100));
    }

    [TestCase("https://evil.example")]
    [TestCase("null")]
    [TestCase("http://127.0.0.1.evil.example")]
    [TestCase("http://127.0.0.1:1")]
    [TestCase("https://{here}")]
    [TestCase(null)]
    public async Task Another_sites_page_gets_no_socket_with_our_cookie(string? origin)
    {
        using var elin = await hub.As(Cast.Elin);
        Assert.That(
            () => Listener.Open(hub, elin.CookieHeader, origin?.Replace("{here}", hub.Address.Authority, StringComparison.Ordinal), null),
            Throws.InstanceOf<WebSocketException>().With.Message.Contains("403"));
    }

    [Test]
    public async Task Our_own_page_does()
    {
        await using var elin = await Listener.Open(hub, Cast.Elin);
        Assert.That(await elin.Watch(Private), Has.Length.EqualTo(2));
    }

    [TestCase("POST", "/live/negotiate?negotiateVersion=1")]
    [TestCase("GET", "/live?id=nonsense")]
    [TestCase("POST", "/live?id=nonsense")]
    public async Task Nor_does_it_negotiate_or_poll(string method, string path)
    {
        using var elin = await hub.As(Cast.Elin);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Origin", "https://evil.example");
        Assert.That((await elin.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    async Task<string> Token(string name) =>
        await hub.Services.GetRequiredService<Tokens>().Invent(await hub.PersonCalled(name), "listener", Scopes.All.ToList(), DateTimeOffset.UtcNow);
}
