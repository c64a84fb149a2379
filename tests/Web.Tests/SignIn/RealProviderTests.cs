using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.SignIn;

/// <summary>Against a provider that somebody else wrote, so that we do not only agree with ourselves.</summary>
public sealed class RealProviderTests
{
    [Test]
    public async Task Somebody_signs_in_with_their_municipalitys_directory()
    {
        using var provider = new RealProvider();
        await using var hub = await TestHub.Sown(limits: false, configuration:
        [
            "--SignIn:Directories:0:Key=kommunen", "--SignIn:Directories:0:Name=Kommunens inloggning", $"--SignIn:Directories:0:Authority={provider.Authority}",
            "--SignIn:Directories:0:ClientId=hubben", "--SignIn:Directories:0:ClientSecret=hemligt-bara-i-tester-och-langt-nog", "--SignIn:Directories:0:Domains:0=example.org",
        ]);
        await provider.Start(new Uri(hub.Address, "/sign-in/from/kommunen"));
        var login = (await hub.EmailOf(Cast.Bo)).Split('@')[0];

        using var bo = hub.Visitor();
        var sheet = await bo.Get($"/sign-in/with/kommunen?returnUrl={Uri.EscapeDataString(Sown.Here)}");
        sheet = await bo.Send(sheet, "form", ("login", login), ("password", "vad som helst"));
        sheet = await bo.Send(sheet, "form");
        Assert.That(sheet.Address, Is.EqualTo(new Uri(hub.Address, Sown.Here)));
        Assert.That((await bo.Get("/me")).Text, Does.Contain("Bo"));
    }
}
