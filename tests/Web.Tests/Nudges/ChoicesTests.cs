using System.Buffers.Text;
using System.Net;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Identity;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>How often one hears from us: chosen at once, on one's own page and by a link without signing in.</summary>
public sealed class ChoicesTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task A_link_lets_its_person_choose_and_shows_nothing_about_them()
    {
        var person = await hub.PersonCalled(Cast.Henrik);
        using var visitor = hub.Visitor();
        var path = Links.Page(person, NudgeKind.DueSoon).AbsolutePath;
        var sheet = await visitor.Get(path);
        Assert.That(sheet.Text, Does.Not.Contain("Henrik").And.Not.Contain("@"));
        await visitor.Send(sheet, "form[action*='Save']", ("Choice.Dose", "1"), ("Choice.Language", "sv"), ("Choice.Kinds", "due-soon"));
        var chosen = await Choices.Of(person);
        Assert.Multiple(async () =>
        {
            Assert.That(chosen.Dose, Is.EqualTo(1));
            Assert.That(chosen.Muted, Does.Contain(NudgeKind.Overdue).And.Not.Contain(NudgeKind.DueSoon));
            Assert.That(await hub.Views.Value<string>("select language from hub.person where person = @person", new { person }), Is.EqualTo("sv"));
            Assert.That((await visitor.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"), "the link has signed somebody in");
        });
    }

    [Test]
    public async Task Rest_is_chosen_in_weeks_and_taken_back()
    {
        var person = await hub.PersonCalled(Cast.Greta);
        using var greta = await hub.As(Cast.Greta);
        await greta.Send("/me/nudges", "button[name=weeks][value='2']");
        Assert.That((await Choices.Of(person)).SnoozedUntil, Is.EqualTo(DateTimeOffset.UtcNow.AddDays(14)).Within(TimeSpan.FromMinutes(5)));
        await greta.Send("/me/nudges", ".between form[action*='Snooze'], form.between[action*='Snooze']");
        Assert.That((await Choices.Of(person)).SnoozedUntil, Is.Null);
    }

    [Test]
    public async Task Days_away_hold_in_the_programme()
    {
        var person = await hub.PersonCalled(Cast.Iris);
        using var visitor = hub.Visitor();
        var path = Links.Page(person).AbsolutePath;
        await visitor.Send(path, "form[action*='Away']", ("Choice.AwayFrom", Sown.Day(3)), ("Choice.AwayTo", Sown.Day(9)));
        await hub.Settled();
        Assert.That(await hub.Views.Value<DateTime>("select away_to::timestamp from member where member = @person limit 1", new { person }), Is.EqualTo(Sown.Today.AddDays(9).ToDateTime(default)));
    }

    [Test]
    public async Task A_mail_program_says_no_for_its_reader_without_cookie_or_form()
    {
        var person = await hub.PersonCalled(Cast.David);
        var off = Links.Off(person, NudgeKind.RateOutcome);
        using var program = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = hub.Address };
        for (var i = 0; i < 3; i++) Assert.That((await program.GetAsync(off.AbsolutePath)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Choices.Of(person)).Muted, Is.Empty, "opening it did something");
        using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        Assert.That((await program.PostAsync(off.AbsolutePath, oneClick)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Choices.Of(person)).Muted, Is.EquivalentTo(new[] { NudgeKind.RateOutcome }));
    }

    [Test]
    public async Task What_people_are_owed_is_not_turned_off_by_the_link_of_its_letter()
    {
        var person = await hub.PersonCalled(Cast.Farid);
        using var visitor = hub.Visitor();
        var path = $"{Links.Page(person, NudgeKind.DecisionMade).AbsolutePath}/off";
        var sheet = await visitor.Send(path, "main form");
        Assert.That(sheet.All(".errors"), Is.Not.Empty);
        Assert.That((await Choices.Of(person)).Muted, Is.Empty);
    }

    [Test]
    public async Task Who_wants_more_is_weighed_anew_at_once()
    {
        var person = await hub.PersonCalled(Cast.Bo);
        var nudge = await hub.Rings(person, NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]);
        await hub.Views.Execute(
            "update hub.nudge set state = 'waiting', passed_at = null, shown_at = null, sent_at = null, reason = 'dose_spent', not_before = hub.clock() + interval '6 days' where nudge = @nudge", new { nudge });
        using var bo = await hub.As(Cast.Bo);
        await bo.Send("/me/nudges", "form[action*='Save']", ("Choice.Dose", "5"));
        Assert.That((await hub.Nudge(nudge)).NotBefore, Is.LessThanOrEqualTo(DateTimeOffset.UtcNow.AddMinutes(1)));
    }

    [Test]
    public async Task None_at_all_by_a_letter_counts_as_a_no_to_its_kind()
    {
        var person = await hub.PersonCalled(Cast.Greta);
        using var visitor = hub.Visitor();
        await visitor.Send(Links.Page(person, NudgeKind.OutcomeKnown).AbsolutePath, "form[action*='None']");
        await hub.Settled();
        Assert.That(await hub.Views.Column<string>("select kind from opt_out where member = @person", new { person }), Does.Contain("outcome_known"));
    }

    [TestCase("gone")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("%00%ff")]
    public async Task A_link_that_is_none_of_ours_opens_nothing(string secret)
    {
        using var visitor = hub.Visitor();
        foreach (var path in new[] { $"/choices/{secret}", $"/choices/{secret}/off" })
        {
            var sheet = await visitor.Get(path);
            Assert.That((int)sheet.Status, Is.LessThan(500));
            Assert.That(sheet.All("main form"), Is.Empty);
        }
    }

    [Test]
    public async Task A_link_that_was_changed_by_one_letter_opens_nothing()
    {
        var secret = Links.Secret(await hub.PersonCalled(Cast.Astrid), null);
        var bent = secret[..^4] + (secret[^4] == 'A' ? 'B' : 'A') + secret[^3..];
        Assert.That(Links.Read(secret), Is.Not.Null);
        Assert.That(Links.Read(bent), Is.Null);
    }

    [Test]
    public async Task The_link_of_somebody_who_was_forgotten_opens_nothing()
    {
        var person = Guid.NewGuid();
        await hub.Services.GetRequiredService<Features.People.PeopleDirectory>().Add([new(person, "Glömd Person", "glomd@example.test", "sv")]);
        using var visitor = hub.Visitor();
        var path = Links.Page(person).AbsolutePath;
        Assert.That((await visitor.Get(path)).All("main form"), Is.Not.Empty);
        await hub.Views.Execute("delete from hub.person where person = @person", new { person });
        Assert.That((await visitor.Get(path)).All("main form"), Is.Empty);
    }

    [Test]
    public async Task A_link_ends_and_whoever_comes_late_is_shown_the_way_in()
    {
        var person = await hub.PersonCalled(Cast.Astrid);
        var (secret, seal) = (Base64Url.DecodeFromChars(Links.Secret(person, null)), hub.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("choice-link").ToTimeLimitedDataProtector());
        var content = seal.Unprotect(secret, out var ends);
        Assert.That(ends, Is.EqualTo(DateTimeOffset.UtcNow + ChoiceLinks.Lasts).Within(TimeSpan.FromMinutes(5)));
        using var visitor = hub.Visitor();
        var late = await visitor.Get($"/choices/{Base64Url.EncodeToString(seal.Protect(content, DateTimeOffset.UtcNow.AddSeconds(-1)))}");
        Assert.That((late.All("main form").Count, late.All("main a[href='/sign-in']").Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task After_thirty_days_a_link_makes_us_quieter_and_does_nothing_else()
    {
        var person = await hub.PersonCalled(Cast.Cilla);
        using var visitor = hub.Visitor();
        var young = Links.Page(person, NudgeKind.RateOutcome).AbsolutePath;
        var old = $"/choices/{LinkSpots.Aged(hub, Links.Secret(person, NudgeKind.RateOutcome), ChoiceLinks.Gives + TimeSpan.FromDays(1))}";
        var (language, sheet) = (await Language(), await visitor.Get(old));
        Assert.That(sheet.All("form[action*='Save'], form[action*='Away'], form[action*='Back']"), Is.Empty);
        Assert.That(sheet.One("main a[href^='/sign-in']").TextContent, Is.Not.Empty);
        var days = Sown.Day(3);
        await Sent("Save", "form[action*='Save']", ("Choice.Dose", "5"), ("Choice.Language", language == "da" ? "sv" : "da"));
        await Sent("Away", "form[action*='Away']", ("Choice.AwayFrom", days), ("Choice.AwayTo", days));
        Assert.That(((await Choices.Of(person)).Dose, await Choices.AwayOf(person), await Language()), Is.EqualTo((NudgeChoice.UsualDose, (Domain.Members.Absence?)null, language)));
        await visitor.Send(old, "button[name=weeks][value='4']");
        await visitor.Send(old, "button[name=weeks][value='1']");
        await Sent("Snooze", "form[action*='Snooze']");
        Assert.That((await Choices.Of(person)).SnoozedUntil, Is.EqualTo(DateTimeOffset.UtcNow.AddDays(28)).Within(TimeSpan.FromMinutes(5)));
        await visitor.Send($"{old}/off", "main form");
        await visitor.Send(old, "form[action*='None']");
        var quiet = await Choices.Of(person);
        Assert.That((quiet.Dose, quiet.Muted.Contains(NudgeKind.RateOutcome)), Is.EqualTo((0, true)));

        Task<string> Language() => hub.Views.Value<string>("select language from hub.person where person = @person", new { person })!;

        // As whoever opened the page in time sends it too late.
        async Task Sent(string handler, string form, params (string, string)[] fields)
        {
            var (_, values) = Visitor.FormOf(await visitor.Get(young), form, fields);
            var answer = await visitor.Post(new Uri($"{old}?handler={handler}", UriKind.Relative), values);
            Assert.That(answer.All(".errors"), Is.Not.Empty, handler);
        }
    }

    [Test]
    public async Task Who_is_shut_out_is_so_by_their_links_too()
    {
        var person = Guid.NewGuid();
        await hub.Services.GetRequiredService<Features.People.PeopleDirectory>().Add([new(person, "Utestängd Person", "utestangd@example.test", "sv")]);
        await hub.Services.GetRequiredService<Accounts>().Disable(person, DateTimeOffset.UtcNow);
        using var visitor = hub.Visitor();
        foreach (var link in new[] { Links.Page(person), Links.Off(person, NudgeKind.DueSoon) }) Assert.That((await visitor.Get(link.AbsolutePath)).All("main form"), Is.Empty);
    }

    [Test]
    public async Task What_was_chosen_and_what_rang_is_part_of_what_is_known_about_somebody()
    {
        var person = await hub.PersonCalled(Cast.Elin);
        await hub.Rings(person, NudgeKind.DueSoon, NudgeSamples.Facts[NudgeKind.DueSoon]);
        using var elin = await hub.As(Cast.Elin);
        await elin.Send("/me/nudges", "form[action*='None']");
        Assert.That((await elin.Get("/me/privacy")).Text, Does.Contain("Påminnelser, även de som inte har nått dig").And.Contain("Hur ofta vi får höra av oss"));
    }

    [TestCase("3")]
    [TestCase("-1")]
    [TestCase("många")]
    public async Task A_dose_that_is_none_is_refused_in_words(string dose)
    {
        using var astrid = await hub.As(Cast.Astrid);
        var sheet = await astrid.Send("/me/nudges", "form[action*='Save']", ("Choice.Dose", dose));
        Assert.That(sheet.All(".errors"), Is.Not.Empty);
        Assert.That((await Choices.Of(await hub.PersonCalled(Cast.Astrid))).Dose, Is.EqualTo(NudgeChoice.UsualDose));
    }

    Choices Choices => hub.Services.GetRequiredService<Choices>();

    ChoiceLinks Links => hub.Services.GetRequiredService<ChoiceLinks>();
}
