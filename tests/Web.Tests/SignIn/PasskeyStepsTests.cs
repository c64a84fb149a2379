using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.SignIn;

/// <summary>How much a passkey counts is what was asked of its holder this time, and not how it was made.</summary>
public sealed class PasskeyStepsTests : MailedHub
{
    [TestCase(Shown.Present | Shown.Verified, true, "/me", "passkey strong")]
    [TestCase(Shown.Present, false, "/me", "passkey")]
    public async Task A_key_counts_two_steps_when_finger_face_or_code_was_asked_for_and_one_when_it_was_touched(Shown how, bool strong, string leads, string written)
    {
        var cilla = await Hub.PersonCalled(Cast.Cilla);
        await Hub.Views.Execute("delete from hub.passkey; delete from hub.security_event; delete from hub.session where person = @cilla", new { cilla });
        Assert.That((await Show(cilla, how)).AbsolutePath, Is.EqualTo(leads));
        Assert.That(await Hub.Views.Value<bool>("select strong from hub.session where person = @cilla", new { cilla }), Is.EqualTo(strong));
        Assert.That(async () => await Hub.Views.Column<string>("select door from hub.security_event where person = @cilla and kind = 'signed-in'", new { cilla }),
            Is.EqualTo(new[] { written }).After(20_000, 100));
    }

    [TestCase(Shown.Present | Shown.Verified, "/me")]
    [TestCase(Shown.Present, "/sign-in/second")]
    public async Task Who_has_an_app_shows_it_too_after_a_touch(Shown how, string leads)
    {
        var bo = await Hub.PersonCalled(Cast.Bo);
        var factors = Hub.Services.GetRequiredService<SecondFactors>();
        var secret = Totp.NewSecret();
        await factors.SetUp(bo, secret, Totp.CodeAt(secret, DateTimeOffset.UtcNow));
        Assert.That((await Show(bo, how)).AbsolutePath, Is.EqualTo(leads));
    }

    [Test]
    public async Task Who_administers_gets_no_further_by_a_touch()
    {
        var farid = await Hub.PersonCalled(Cast.Farid);
        using var visitor = Browser();
        Assert.That((await Show(farid, Shown.Present, visitor)).PathAndQuery, Is.EqualTo("/sign-in?returnUrl=%2Fme"));
        Assert.That((await visitor.Get($"{Sown.Here}/admin/people")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
        Assert.That((await Show(farid, Shown.Present | Shown.Verified, visitor)).AbsolutePath, Is.EqualTo("/me"));
        Assert.That((await visitor.Get($"{Sown.Here}/admin/people")).Address.AbsolutePath, Is.EqualTo($"{Sown.Here}/admin/people"));
    }

    [TestCase(Shown.Nothing)]
    [TestCase(Shown.Verified)]
    public async Task A_key_that_nobody_touched_opens_nothing(Shown how) =>
        Assert.That((await Show(await Hub.PersonCalled(Cast.Greta), how)).PathAndQuery, Does.Contain("handler=Passkey"));

    [Test]
    public async Task An_answer_opens_once_also_for_whoever_kept_it_with_the_cookie()
    {
        var henrik = await Hub.PersonCalled(Cast.Henrik);
        using var key = new HandmadeKey();
        await key.Register(Hub, henrik);
        using var visitor = Browser();
        var page = await visitor.Get("/sign-in");
        var credential = key.Answer(await Asked(visitor, page), page.Address, henrik, Shown.Present | Shown.Verified);
        var (target, values) = Visitor.FormOf(page, "form[data-passkey=get]", ("credential", credential));
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = ByName };
        thief.DefaultRequestHeaders.Add("Cookie", visitor.CookieHeader);
        thief.DefaultRequestHeaders.Add("Origin", ByName.GetLeftPart(UriPartial.Authority));
        var opened = new List<bool>();
        for (var time = 0; time < 3; time++)
        {
            using var form = new FormUrlEncodedContent(values);
            using var answer = await thief.PostAsync(target, form);
            opened.Add(answer.Headers.Location is not null);
        }

        Assert.That(opened, Is.EqualTo(new[] { true, false, false }));
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.session where person = @henrik", new { henrik }), Is.EqualTo(1));
        await Hub.Services.GetRequiredService<SpentChallenges>().Sweep(DateTimeOffset.UtcNow.AddMinutes(6));
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.spent_challenge"), Is.Zero, "kept for no longer than the cookie holds");
    }

    [Test]
    public async Task Whoever_administers_keeps_one_second_step()
    {
        var farid = await Hub.PersonCalled(Cast.Farid);
        await Hub.Views.Execute("delete from hub.passkey");
        using var visitor = Browser();
        await Show(farid, Shown.Present | Shown.Verified, visitor);
        Assert.That((await visitor.Send("/me/security", "form[action*=RemoveKey] button")).All(".errors"), Is.Not.Empty);
        Assert.That(await Keys(), Is.EqualTo(new[] { true }));

        // One that is only touched is no second step.
        using var touched = new HandmadeKey();
        await touched.Register(Hub, farid);
        await Hub.Views.Execute("update hub.passkey set verified = false where made_at = (select max(made_at) from hub.passkey)");
        await RemoveAll();
        Assert.That(await Keys(), Is.EqualTo(new[] { true }));
        using var other = new HandmadeKey();
        await other.Register(Hub, farid);
        await RemoveAll();
        Assert.That(await Keys(), Is.EqualTo(new[] { true }), "all but the last");

        Task<IReadOnlyList<bool>> Keys() => Hub.Views.Column<bool>("select verified from hub.passkey where person = @farid", new { farid });

        async Task RemoveAll()
        {
            foreach (var key in (await visitor.Get("/me/security")).All("form[action*=RemoveKey] button").Select(button => button.GetAttribute("value")).ToList())
                await visitor.Send("/me/security", $"form[action*=RemoveKey] button[value='{key}']");
        }
    }

    [Test]
    public async Task A_key_opens_for_its_owner_alone()
    {
        var (greta, henrik) = (await Hub.PersonCalled(Cast.Greta), await Hub.PersonCalled(Cast.Henrik));
        using var key = new HandmadeKey();
        await key.Register(Hub, greta);
        using var visitor = Browser();
        Assert.That((await Show(key, henrik, Shown.Present | Shown.Verified, visitor)).PathAndQuery, Does.Contain("handler=Passkey"));
        Assert.That((await Show(key, greta, Shown.Present | Shown.Verified, visitor)).AbsolutePath, Is.EqualTo("/me"));
    }

    // Passkeys belong to a name: the loopback address is none.
    Uri ByName => new UriBuilder(Hub.Address) { Host = "localhost" }.Uri;

    /// <summary>Says which page it sends from, as browsers do.</summary>
    Visitor Browser()
    {
        var browser = new Visitor(ByName, "sv");
        browser.Client.DefaultRequestHeaders.Add("Origin", ByName.GetLeftPart(UriPartial.Authority));
        return browser;
    }

    /// <summary>Shows a new key of somebody's.</summary>
    /// <returns>Where it leads.</returns>
    async Task<Uri> Show(Guid person, Shown how, Visitor? browser = null)
    {
        using var key = new HandmadeKey();
        await key.Register(Hub, person);
        using var visitor = browser is null ? Browser() : null;
        return await Show(key, person, how, browser ?? visitor!);
    }

    static async Task<Uri> Show(HandmadeKey key, Guid person, Shown how, Visitor visitor)
    {
        var page = await visitor.Get("/sign-in");
        var credential = key.Answer(await Asked(visitor, page), page.Address, person, how);
        return (await visitor.Send(page, "form[data-passkey=get]", ("credential", credential))).Address;
    }

    static async Task<string> Asked(Visitor visitor, Sheet page)
    {
        using var token = new FormUrlEncodedContent([new("__RequestVerificationToken", page.One("input[name=__RequestVerificationToken]").GetAttribute("value")!)]);
        using var asked = await visitor.Client.PostAsync(new Uri("/sign-in?handler=Challenge", UriKind.Relative), token);
        return await asked.Content.ReadAsStringAsync();
    }
}
