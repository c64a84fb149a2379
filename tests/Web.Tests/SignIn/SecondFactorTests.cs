using Activation.Support;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.SignIn;

public sealed class SecondFactorTests
{
    SmtpSink sink;
    TestHub hub;

    [SetUp]
    public async Task Sow()
    {
        sink = new SmtpSink();
        hub = await TestHub.Sown(limits: false, configuration: Mailbox.At(sink));
    }

    [TearDown]
    public async Task Close()
    {
        await hub.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Test]
    public async Task An_administrator_gets_no_further_than_setting_up_the_app()
    {
        using var farid = hub.Visitor();
        await hub.SignIn(sink, farid, Cast.Farid);
        Assert.That((await farid.Get($"{Sown.Here}/initiatives")).Address.AbsolutePath, Is.EqualTo("/me/security/second"));
        await SetUp(farid);
        Assert.That((await farid.Get($"{Sown.Here}/initiatives")).Address.AbsolutePath, Is.EqualTo($"{Sown.Here}/initiatives"));
    }

    [Test]
    public async Task With_an_app_the_code_from_the_letter_is_half_the_way()
    {
        using var first = hub.Visitor();
        await hub.SignIn(sink, first, Cast.Bo);
        var (secret, _) = await SetUp(first);
        using var bo = hub.Visitor();
        var half = await hub.SignIn(sink, bo, Cast.Bo, Sown.Here);
        Assert.That(half.Address.AbsolutePath, Is.EqualTo("/sign-in/second"));
        Assert.That((await bo.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"), "half is not in");
        // The code of the set-up is used: the next half-minute's is taken already, within what clocks may differ.
        var code = Totp.CodeAt(secret, DateTimeOffset.UtcNow.AddSeconds(30));
        Assert.That((await bo.Send("/sign-in/second", "form:has([name=Code])", ("Code", code))).Address.AbsolutePath, Is.EqualTo(Sown.Here));
        using var thief = hub.Visitor();
        await hub.SignIn(sink, thief, Cast.Bo);
        Assert.That((await thief.Send("/sign-in/second", "form:has([name=Code])", ("Code", code))).Address.AbsolutePath, Is.EqualTo("/sign-in/second"), "used twice");
    }

    [Test]
    public async Task A_recovery_code_works_once()
    {
        using var first = hub.Visitor();
        await hub.SignIn(sink, first, Cast.Bo);
        var (_, recovery) = await SetUp(first);
        using var bo = hub.Visitor();
        await hub.SignIn(sink, bo, Cast.Bo);
        Assert.That((await bo.Send("/sign-in/second", "form:has([name=Code])", ("Code", recovery.ToUpperInvariant()))).Address.AbsolutePath, Is.EqualTo("/me"));
        using var again = hub.Visitor();
        await hub.SignIn(sink, again, Cast.Bo);
        Assert.That((await again.Send("/sign-in/second", "form:has([name=Code])", ("Code", recovery))).Address.AbsolutePath, Is.EqualTo("/sign-in/second"));
    }

    [Test]
    public async Task After_five_wrong_codes_even_a_right_one_waits()
    {
        using var first = hub.Visitor();
        await hub.SignIn(sink, first, Cast.Bo);
        var (secret, _) = await SetUp(first);
        var factors = hub.Services.GetRequiredService<SecondFactors>();
        var bo = await hub.PersonCalled(Cast.Bo);
        for (var i = 0; i < 5; i++) Assert.That(await factors.IsRight(bo, "000000"), Is.False);
        var right = Totp.CodeAt(secret, DateTimeOffset.UtcNow.AddSeconds(30));
        Assert.That(await factors.IsRight(bo, right), Is.False);
        await hub.Views.Execute("update hub.account set factor_tried_at = factor_tried_at - interval '16 minutes'");
        Assert.That(await factors.IsRight(bo, Totp.CodeAt(secret, DateTimeOffset.UtcNow.AddSeconds(30))), Is.True);
    }

    [Test]
    public async Task A_wrong_first_code_sets_nothing_up()
    {
        using var bo = hub.Visitor();
        await hub.SignIn(sink, bo, Cast.Bo);
        var sheet = await bo.Send("/me/security/second", "form:has([name=Sealed])", ("Code", "000000"));
        Assert.That(sheet.One("#Code-error").TextContent, Is.Not.Empty);
        Assert.That(await hub.Views.Value<long>("select count(*) from hub.account where factor_secret is not null"), Is.Zero);
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

    /// <summary>Scans, writes the code, keeps the first recovery code.</summary>
    async Task<(byte[] Secret, string Recovery)> SetUp(Visitor visitor)
    {
        var sheet = await visitor.Get("/me/security/second");
        var secret = hub.Services.GetRequiredService<SecondFactors>().Opened(sheet.One("[name=Sealed]").GetAttribute("value"))!;
        var done = await visitor.Send(sheet, "form:has([name=Sealed])", ("Code", Totp.CodeAt(secret, DateTimeOffset.UtcNow)));
        return (secret, done.All(".codes li")[0].TextContent);
    }
}
