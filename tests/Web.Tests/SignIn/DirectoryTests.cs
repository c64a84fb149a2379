using System.Net;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Activation.Web.Tests.SignIn;

/// <summary>Signing in with a municipality's directory, one that is honest and one that is not.</summary>
public sealed class DirectoryTests
{
    DirectoryStub directory, impostor;
    readonly LogLines log = new();
    TestHub hub;
    string bo;

    [OneTimeSetUp]
    public async Task Sow()
    {
        (directory, impostor) = (await DirectoryStub.Start(), await DirectoryStub.Start());
        impostor.CallsItself = directory.Address;
        var gone = await DirectoryStub.Start();
        hub = await TestHub.Sown(services => services.AddSingleton<ILoggerProvider>(log), ["--Logging:LogLevel:Default=Information", .. directory.Configuration, .. impostor.As(1, "grannen"), .. gone.As(2, "borta")]);
        bo = await hub.EmailOf(Cast.Bo);
        await gone.DisposeAsync();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await hub.DisposeAsync();
        await directory.DisposeAsync();
        await impostor.DisposeAsync();
        log.Dispose();
    }

    [SetUp]
    public Task NobodyIsKnownThere() => hub.Views.Execute("delete from hub.directory_link");

    [Test]
    public async Task Who_the_directory_knows_by_their_address_is_in_and_stays_known_when_it_changes()
    {
        using var visitor = hub.Visitor();
        Assert.That((await SignIn(visitor, new() { Email = bo }, "/p/familjen-helsingborg")).Address.AbsolutePath, Is.EqualTo("/p/familjen-helsingborg"));
        using var renamed = hub.Visitor();
        Assert.That((await SignIn(renamed, new() { Email = "gift@example.org" })).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task Another_subject_with_the_address_of_somebody_who_is_known_there_is_not_them()
    {
        using var visitor = hub.Visitor();
        Assert.That((await SignIn(visitor, new() { Email = bo })).Address.AbsolutePath, Is.EqualTo("/me"));
        await IsRefused(new() { Subject = "43", Email = bo });
        using var again = hub.Visitor();
        Assert.That((await SignIn(again, new() { Email = bo })).Address.AbsolutePath, Is.EqualTo("/me"), "who was first is still known");
    }

    [Test]
    public async Task Who_unlinks_a_directory_says_so_twice_comes_in_by_mail_and_can_be_linked_anew()
    {
        using var visitor = hub.Visitor();
        await SignIn(visitor, new() { Email = bo });
        var bos = await hub.PersonCalled(Cast.Bo);
        var unsure = await visitor.Send("/me/security", "form[action*=Cut] button");
        Assert.That(unsure.One("#Sure-error").TextContent, Is.Not.Empty);
        Assert.That(await Linked(), Is.EqualTo(1));
        var done = await visitor.Send(unsure, "form[action*=Cut] button", ("Sure", "true"));
        Assert.That(done.All("form[action*=Cut]"), Is.Empty);
        Assert.That(await Linked(), Is.Zero);
        Assert.That(async () => await hub.Views.Value<string>("select door from hub.security_event where person = @bos and kind = 'directory-removed'", new { bos }),
            Is.EqualTo("POST /me/security").After(20_000, 100), "written down");

        // Found by the address again, also under another subject; without it the directory knows nobody.
        await IsRefused(new() { Email = "gift@example.org" });
        var codes = hub.Services.GetRequiredService<SignInCodes>();
        Assert.That((await codes.Ask(bo, "/me")).Person, Is.EqualTo(bos), "a code comes by mail as before");
        using var again = hub.Visitor();
        Assert.That((await SignIn(again, new() { Subject = "43", Email = bo })).Address.AbsolutePath, Is.EqualTo("/me"));

        Task<int> Linked() => hub.Views.Value<int>("select count(*)::int from hub.directory_link where person = @bos", new { bos });
    }

    [Test]
    public async Task Nobody_unlinks_by_the_mailbox_alone_what_belongs_to_somebody_with_two_factors_nor_anybody_else()
    {
        var (farid, cilla) = (await hub.PersonCalled(Cast.Farid), await hub.PersonCalled(Cast.Cilla));
        await hub.Views.Execute(
            """
            insert into hub.directory_link values ('kommunen', 'farid', @farid), ('kommunen', 'cilla', @cilla);
            insert into hub.passkey values ('his', @farid, 'Telefon', '', now(), null, 0, '{}', true, false, false, '', '') on conflict do nothing
            """,
            new { farid, cilla });
        using var visitor = hub.Visitor();
        await SignIn(visitor, new() { Email = await hub.EmailOf(Cast.Farid), Subject = "farid" });
        var page = await visitor.Get("/me/security");
        Assert.That(page.All("form[action*=Cut]"), Is.Empty);
        var token = KeyValuePair.Create("__RequestVerificationToken", page.One("input[name=__RequestVerificationToken]").GetAttribute("value")!);
        await visitor.Post(new Uri(hub.Address, "/me/security?handler=Cut"), [token, new("Sure", "true"), new("directory", "kommunen")]);
        using var bos = await hub.As(Cast.Bo);
        await hub.Views.Execute("insert into hub.directory_link values ('grannen', 'bo', @bo)", new { bo = await hub.PersonCalled(Cast.Bo) });
        await bos.Send("/me/security", "form[action*=Cut]", ("Sure", "true"), ("directory", "kommunen"));
        Assert.That(await hub.Views.Column<string>("select subject from hub.directory_link order by 1"), Is.EqualTo(new[] { "bo", "cilla", "farid" }));
        await hub.Views.Execute("delete from hub.passkey where credential = 'his'");
    }

    [Test]
    public async Task A_directory_invites_nobody() => await IsRefused(new() { Email = "okand@example.org" });

    [Test]
    public async Task A_directory_speaks_for_its_own_domains_only()
    {
        await hub.Views.Execute("insert into hub.person values (gen_random_uuid(), 'Någon Annan', 'annan@annorstades.example', 'sv') on conflict do nothing");
        await IsRefused(new() { Email = "annan@annorstades.example" });
    }

    [Test]
    public async Task An_address_that_is_not_verified_is_nobodys() => await IsRefused(new() { Email = bo, Verified = false });

    static IEnumerable<TestCaseData> Lies =>
    [
        new TestCaseData(new Claimed { Issuer = "https://evil.example" }).SetName("Of_another_issuer"),
        new TestCaseData(new Claimed { Audience = "another-client" }).SetName("For_another_client"),
        new TestCaseData(new Claimed { Nonce = "of-another-question" }).SetName("To_another_question"),
        new TestCaseData(new Claimed { Age = TimeSpan.FromHours(1) }).SetName("Too_old"),
        new TestCaseData(new Claimed { ForeignKey = true }).SetName("Signed_by_a_stranger"),
        new TestCaseData(new Claimed { NotSigned = true }).SetName("Not_signed"),
    ];

    [TestCaseSource(nameof(Lies))]
    public async Task A_token_that_is_not_an_answer_to_us_opens_nothing(Claimed lie) => await IsRefused(lie with { Email = bo });

    [TestCase("grannen", "calls itself something else")]
    [TestCase("borta", "cannot be asked: InvalidOperationException")]
    public async Task Nobody_is_sent_to_a_directory_that_calls_itself_another_or_does_not_answer_and_other_ways_in_are_shown(string key, string told)
    {
        using var visitor = hub.Visitor();
        var page = await visitor.Get($"/sign-in/with/{key}?returnUrl=/me/tokens");
        Assert.That(page.Address.AbsolutePath, Is.EqualTo("/sign-in"));
        Assert.That(page.Text, Does.Contain("svarar inte just nu"));
        Assert.That(page.One("input[name=ReturnUrl]").GetAttribute("value"), Is.EqualTo("/me/tokens"));
        Assert.That(log.All, Has.Some.Contains(key).And.Some.Contains(told), "whoever runs the hub reads what is wrong");
    }

    [Test]
    public async Task No_directory_is_said_to_be_away_that_is_not_configured()
    {
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get("/sign-in?away=Din+bank")).Text, Does.Not.Contain("svarar inte").And.Not.Contain("Din bank"));
    }

    [TestCase("invalid_scope", "invalid_scope")]
    [TestCase("x\nwarn: falsk", "another error")]
    public async Task What_a_directory_writes_of_whom_it_turned_away_is_not_written_down(string error, string told)
    {
        using var visitor = hub.Visitor();
        using var still = visitor.Still();
        var there = (await still.GetAsync(new Uri("/sign-in/with/kommunen", UriKind.Relative))).Headers.Location!;
        var state = QueryHelpers.ParseQuery(there.Query)["state"].ToString();
        var words = new Dictionary<string, string?> { ["state"] = state, ["error"] = error, ["error_description"] = "anna@example.org\nfalsk rad", ["error_uri"] = "https://evil.example" };
        Assert.That((await visitor.Get(QueryHelpers.AddQueryString("/sign-in/from/kommunen", words))).Address.AbsolutePath, Is.EqualTo("/sign-in/unknown"));
        Assert.That(log.All, Has.Some.Contains($"was refused: {told}"));
        Assert.That(log.All, Has.None.Contains("anna@example.org").And.None.Contains("falsk").And.None.Contains("evil.example"));
    }

    [Test]
    public async Task An_answer_that_was_used_opens_nothing()
    {
        using var visitor = hub.Visitor();
        var callback = await Callback(visitor, new() { Email = bo });
        Assert.That((await visitor.Get(callback)).Address.AbsolutePath, Is.EqualTo("/me"));
        using var thief = hub.Visitor();
        await thief.Get(callback);
        Assert.That((await thief.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"), "in another browser");
        await visitor.Send("/me/security", "form[action*=CloseAll]");
        await visitor.Get(callback);
        Assert.That((await visitor.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"), "in the same browser");
    }

    [TestCase("//evil.example")]
    [TestCase("https://evil.example")]
    public async Task Whoever_comes_back_stays_on_this_site(string returnUrl)
    {
        using var visitor = hub.Visitor();
        Assert.That((await SignIn(visitor, new() { Email = bo }, returnUrl)).Address, Is.EqualTo(new Uri(hub.Address, "/me")));
    }

    [Test]
    public async Task A_directory_that_is_not_configured_is_not_there()
    {
        using var visitor = hub.Visitor();
        Assert.That((await visitor.Get("/sign-in/with/annan")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    async Task<Sheet> SignIn(Visitor visitor, Claimed says, string returnUrl = "/me")
    {
        directory.Says = says;
        return await visitor.Get($"/sign-in/with/kommunen?returnUrl={Uri.EscapeDataString(returnUrl)}");
    }

    async Task IsRefused(Claimed lie)
    {
        using var visitor = hub.Visitor();
        Assert.That((await SignIn(visitor, lie)).Address.AbsolutePath, Is.EqualTo("/sign-in/unknown"));
        Assert.That((await visitor.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    /// <summary>As far as the way back, which is not taken.</summary>
    async Task<string> Callback(Visitor visitor, Claimed says)
    {
        directory.Says = says;
        using var still = visitor.Still();
        var there = (await still.GetAsync(new Uri("/sign-in/with/kommunen", UriKind.Relative))).Headers.Location!;
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        return (await plain.GetAsync(there)).Headers.Location!.PathAndQuery;
    }
}
