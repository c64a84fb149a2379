using System.Net;
using System.Net.WebSockets;
using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Api;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.SignIn;

/// <summary>Each of these is about somebody else of the cast: they share a hub.</summary>
public sealed class SecondFactorTests : MailedHub
{
    [Test]
    public async Task An_administrator_gets_no_further_than_setting_up_the_app()
    {
        using var farid = Hub.Visitor();
        await Hub.SignIn(Sink, farid, Cast.Farid);
        Assert.That((await farid.Get($"{Sown.Here}/initiatives")).Address.AbsolutePath, Is.EqualTo("/me/security/second"));
        await SetUp(farid);
        Assert.That((await farid.Get($"{Sown.Here}/initiatives")).Address.AbsolutePath, Is.EqualTo($"{Sown.Here}/initiatives"));
    }

    [Test]
    public async Task A_token_from_before_its_owner_administered_gives_nothing_until_it_is_made_anew_with_two_factors()
    {
        using var cilla = Hub.Visitor();
        await Hub.SignIn(Sink, cilla, Cast.Cilla);
        var key = await Key(cilla);
        using var early = new Script(Hub.Address, key, "en");
        Assert.That((await early.Get("initiatives")).Status, Is.EqualTo(HttpStatusCode.OK));
        await Administers(Cast.Cilla);
        var weak = await early.Get("events");
        Assert.That((weak.Status, weak.Code), Is.EqualTo((HttpStatusCode.Forbidden, "api.weak-token")));
        Assert.That((await early.Put("initiatives/1/vote", """{"stance":"support"}""")).Code, Is.EqualTo("api.weak-token"));
        Assert.That(async () => await Listener.WithToken(Hub, key), Throws.InstanceOf<WebSocketException>().With.Message.Contains("403"));
        using var later = Hub.Visitor();
        await Hub.SignIn(Sink, later, Cast.Cilla);
        Assert.That((await later.Get("/me/tokens")).Address.AbsolutePath, Is.EqualTo("/me/security/second"), "nor does such a session make another");
        await SetUp(later);
        Assert.That((await early.Get("events")).Code, Is.EqualTo("api.weak-token"), "whoever made it showed one factor");
        Assert.That((await later.Get("/me/tokens")).Text, Does.Contain("utan andra faktor"));
        using var late = new Script(Hub.Address, await Key(later), "en");
        Assert.That((await late.Get("events")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task With_an_app_the_code_from_the_letter_is_half_the_way()
    {
        using var first = Hub.Visitor();
        await Hub.SignIn(Sink, first, Cast.Bo);
        var (secret, _) = await SetUp(first);
        using var bo = Hub.Visitor();
        var half = await Hub.SignIn(Sink, bo, Cast.Bo, Sown.Here);
        Assert.That(half.Address.AbsolutePath, Is.EqualTo("/sign-in/second"));
        Assert.That((await bo.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"), "half is not in");
        // The code of the set-up is used: the next half-minute's is taken already, within what clocks may differ.
        var code = Totp.CodeAt(secret, DateTimeOffset.UtcNow.AddSeconds(30));
        Assert.That((await bo.Send("/sign-in/second", "form:has([name=Code])", ("Code", code))).Address.AbsolutePath, Is.EqualTo(Sown.Here));
        var bos = await Hub.PersonCalled(Cast.Bo);
        Assert.That(async () => await Hub.Views.Column<string>("select door from hub.security_event where person = @bos and kind = 'signed-in' order by id", new { bos }),
            Is.EqualTo(new[] { "code", "code strong" }).After(20_000, 100), "written down");
        using var thief = Hub.Visitor();
        await Hub.SignIn(Sink, thief, Cast.Bo);
        Assert.That((await thief.Send("/sign-in/second", "form:has([name=Code])", ("Code", code))).Address.AbsolutePath, Is.EqualTo("/sign-in/second"), "used twice");
    }

    [Test]
    public async Task Whoever_has_lost_every_factor_comes_in_by_mail_when_they_were_taken_off_and_that_stands_in_the_security_log()
    {
        using var first = Hub.Visitor();
        await Hub.SignIn(Sink, first, Cast.David);
        await SetUp(first);
        var (david, lost) = (await Hub.PersonCalled(Cast.David), Hub.Services.GetRequiredService<LostFactors>());
        await Hub.Views.Execute("insert into hub.passkey (credential, person, name, public_key, made_at, sign_count, transports, verified, backup_eligible, backed_up, attestation, client_data) values ('lost', @david, 'Telefon', '', now(), 0, '{}', true, false, false, '', '')", new { david });
        Assert.That(await lost.TakeOff("ingen.alls@example.test"), Is.False);
        Assert.That(await lost.TakeOff((await Hub.EmailOf(Cast.David)).ToUpperInvariant()), Is.True);
        Assert.That((await first.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"), "what was open is shut");
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.passkey where person = @david", new { david }), Is.Zero);
        using var again = Hub.Visitor();
        Assert.That((await Hub.SignIn(Sink, again, Cast.David)).Address.AbsolutePath, Is.EqualTo("/me"));
        Assert.That(await Hub.Views.Column<string>("select door from hub.security_event where person = @david and kind = 'factor-removed'", new { david }), Is.EqualTo(new[] { "second-factor-off" }));
    }

    [Test]
    public async Task A_recovery_code_works_once()
    {
        using var first = Hub.Visitor();
        await Hub.SignIn(Sink, first, Cast.Henrik);
        var (_, recovery) = await SetUp(first);
        using var henrik = Hub.Visitor();
        await Hub.SignIn(Sink, henrik, Cast.Henrik);
        Assert.That((await henrik.Send("/sign-in/second", "form:has([name=Code])", ("Code", recovery.ToUpperInvariant()))).Address.AbsolutePath, Is.EqualTo("/me"));
        using var again = Hub.Visitor();
        await Hub.SignIn(Sink, again, Cast.Henrik);
        Assert.That((await again.Send("/sign-in/second", "form:has([name=Code])", ("Code", recovery))).Address.AbsolutePath, Is.EqualTo("/sign-in/second"));
    }

    [Test]
    public async Task Codes_on_paper_are_kept_under_a_slow_hash_and_those_from_before_still_count_once()
    {
        var (factors, elin) = (Hub.Services.GetRequiredService<SecondFactors>(), await Hub.PersonCalled(Cast.Elin));
        using var first = Hub.Visitor();
        await Hub.SignIn(Sink, first, Cast.Elin);
        var (_, recovery) = await SetUp(first);
        var quick = Secret.Hash(recovery.Replace("-", "", StringComparison.Ordinal), elin);
        Assert.That(await Hub.Views.Value<bool>(
            "select count(*) = 10 and count(distinct salt) = 1 and min(length(salt)) = 32 and not bool_or(hash = @quick) from hub.recovery_code where person = @elin", new { quick, elin }));

        await Hub.Views.Execute("insert into hub.recovery_code (person, hash) values (@elin, @old)", new { elin, old = Secret.Hash("abcdefghjk", elin) });
        Assert.That(await factors.IsRight(elin, "abcde-fghjk"), Is.True);
        Assert.That(await factors.IsRight(elin, "abcde-fghjk"), Is.False);
        Assert.That(await factors.IsRight(elin, recovery), Is.True, "beside it the new ones hold");
    }

    [Test]
    public async Task After_five_wrong_codes_even_a_right_one_waits()
    {
        using var first = Hub.Visitor();
        await Hub.SignIn(Sink, first, Cast.Iris);
        var (secret, _) = await SetUp(first);
        var factors = Hub.Services.GetRequiredService<SecondFactors>();
        var iris = await Hub.PersonCalled(Cast.Iris);
        for (var i = 0; i < 5; i++) Assert.That(await factors.IsRight(iris, "000000"), Is.False);
        var right = Totp.CodeAt(secret, DateTimeOffset.UtcNow.AddSeconds(30));
        Assert.That(await factors.IsRight(iris, right), Is.False);
        await Hub.Views.Execute("update hub.account set factor_tried_at = factor_tried_at - interval '16 minutes' where person = @iris", new { iris });
        Assert.That(await factors.IsRight(iris, Totp.CodeAt(secret, DateTimeOffset.UtcNow.AddSeconds(30))), Is.True);
    }

    [Test]
    public async Task A_wrong_first_code_sets_nothing_up()
    {
        using var greta = Hub.Visitor();
        await Hub.SignIn(Sink, greta, Cast.Greta);
        var sheet = await greta.Send("/me/security/second", "form:has([name=Sealed])", ("Code", "000000"));
        Assert.That(sheet.One("#Code-error").TextContent, Is.Not.Empty);
        Assert.That(await Hub.Views.Value<long>("select count(*) from hub.account where factor_secret is not null and person = @greta", new { greta = await Hub.PersonCalled(Cast.Greta) }), Is.Zero);
    }

    // RFC 6238, appendix B.
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(2000000000, "279037")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.That(Totp.CodeAt("12345678901234567890"u8.ToArray(), DateTimeOffset.FromUnixTimeSeconds(seconds)), Is.EqualTo(code));

    [Test]
    public void The_secret_is_written_as_apps_want_it() =>
        Assert.That(Totp.Base32("12345678901234567890"u8.ToArray()), Is.EqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));

    static async Task<string> Key(Visitor visitor) =>
        (await visitor.Send("/me/tokens", "section[aria-labelledby=make] form", ("Name", "Skript"), ("Scope", "write"))).One("#secret").TextContent;

    async Task Administers(string name)
    {
        var (here, person) = (await Hub.Programme(), await Hub.PersonCalled(name));
        var writer = new Writer(here.Id, null, here.Local(DateTimeOffset.UtcNow), Guid.NewGuid());
        await Hub.Streams.Decide(StreamNames.Member(here.Id, person), writer, member => ChangingRoles.Change(member, new ChangeRoles([.. member.Roles, Role.Administrator], "Ny roll"), Actor.House, writer.Now));
        await Hub.Settled();
    }

    /// <summary>Scans, writes the code, keeps the first recovery code.</summary>
    async Task<(byte[] Secret, string Recovery)> SetUp(Visitor visitor)
    {
        var sheet = await visitor.Get("/me/security/second");
        var secret = Hub.Services.GetRequiredService<SecondFactors>().Opened(sheet.One("[name=Sealed]").GetAttribute("value"))!;
        var done = await visitor.Send(sheet, "form:has([name=Sealed])", ("Code", Totp.CodeAt(secret, DateTimeOffset.UtcNow)));
        return (secret, done.All(".codes li")[0].TextContent);
    }
}
