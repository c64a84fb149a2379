using System.Diagnostics;
using System.Net;
using Activation.Support;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.SignIn;

public sealed class CodeTests : MailedHub
{
    const string Nobody = "ingen.alls@example.test", Later = "senare@example.test";

    [SetUp]
    public Task NobodyHasAsked() => Hub.Views.Execute("delete from hub.sign_in_code; delete from hub.sign_in_letter");

    [Test]
    public async Task The_code_from_the_letter_signs_in_and_leads_to_where_one_was_going()
    {
        using var astrid = Hub.Visitor();
        var sheet = await Hub.SignIn(Sink, astrid, Cast.Astrid, $"/p/{Cast.Programme}/initiatives/propose");
        Assert.That(sheet.Address.AbsolutePath, Is.EqualTo($"/p/{Cast.Programme}/initiatives/propose"));
        Assert.That((await astrid.Get("/me")).Text, Does.Contain("Astrid"));
    }

    [Test]
    public async Task A_code_counts_only_in_the_browser_that_asked()
    {
        using var astrid = Hub.Visitor();
        using var other = Hub.Visitor();
        await other.Ask(await Hub.EmailOf(Cast.Bo));
        var code = await AskAndRead(astrid, Cast.Astrid);
        Assert.That((await other.Write(code)).Address.AbsolutePath, Is.EqualTo("/sign-in/code"));
        Assert.That((await other.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
    }

    [Test]
    public async Task A_code_counts_once()
    {
        using var astrid = Hub.Visitor();
        var code = await AskAndRead(astrid, Cast.Astrid);
        var form = await astrid.Get("/sign-in/code");
        await astrid.Send(form, "form:has([name=Code])", ("Code", code));
        using var again = Hub.Visitor();
        Assert.That((await astrid.Send(form, "form:has([name=Code])", ("Code", code))).Address.AbsolutePath, Is.EqualTo("/sign-in/code"));
    }

    [Test]
    public async Task After_five_guesses_the_right_code_is_wrong_too_and_a_new_one_works()
    {
        using var astrid = Hub.Visitor();
        var code = await AskAndRead(astrid, Cast.Astrid);
        for (var guess = 0; guess < 5; guess++) await astrid.Write("0000 0000");
        Assert.That((await astrid.Write(code)).Address.AbsolutePath, Is.EqualTo("/sign-in/code"));
        Assert.That((await Hub.SignIn(Sink, astrid, Cast.Astrid)).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task A_code_that_is_too_old_opens_nothing()
    {
        using var astrid = Hub.Visitor();
        var code = await AskAndRead(astrid, Cast.Astrid);
        await Hub.Views.Execute("update hub.sign_in_code set asked_at = asked_at - interval '11 minutes'");
        Assert.That((await astrid.Write(code)).Address.AbsolutePath, Is.EqualTo("/sign-in/code"));
    }

    [Test]
    public async Task Opening_the_link_changes_nothing_and_the_button_signs_in_once_in_any_browser()
    {
        using var astrid = Hub.Visitor();
        var email = await Hub.EmailOf(Cast.Astrid);
        var before = Sink.Mail.Count(mail => mail.To == email);
        await astrid.Ask(email);
        var link = Guest.LinkIn(await Sink.To(email, before + 1));
        using var scanner = Hub.Visitor();
        for (var i = 0; i < 3; i++) await scanner.Get(link);
        Assert.That((await scanner.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"));
        using var phone = Hub.Visitor();
        Assert.That((await phone.Send(link, "main form")).Address.AbsolutePath, Is.EqualTo("/me"));
        Assert.That((await scanner.Get(link)).All("main form"), Is.Empty);
    }

    [Test]
    public async Task Nothing_tells_a_known_address_from_an_unknown_one()
    {
        using var known = Hub.Visitor();
        using var unknown = Hub.Visitor();
        var email = await Hub.EmailOf(Cast.Astrid);
        var before = Sink.Mail.Count(mail => mail.To == email);
        var (one, other) = (await known.Ask(email), await unknown.Ask(Nobody));
        // A letter that is still on its way would be taken for the next one of another test.
        await Sink.To(email, before + 1);
        var (wrong, wrongToo) = (await known.Write("1111 1111"), await unknown.Write("1111 1111"));
        Assert.Multiple(() =>
        {
            Assert.That((other.Status, other.Address, other.Text), Is.EqualTo((one.Status, one.Address, one.Text)));
            Assert.That((wrongToo.Status, wrongToo.Text), Is.EqualTo((wrong.Status, wrong.Text)));
            Assert.That(Sink.Mail.Select(mail => mail.To), Has.No.Member(Nobody));
        });
    }

    /// <summary>What the next test measures, without a clock: an answer is as long, and its way through the database the same.</summary>
    [Test]
    public async Task The_work_for_an_unknown_address_is_that_for_a_known_one_statement_by_statement()
    {
        using var statements = new Statements();
        var shut = await Hub.EmailOf(Cast.David);
        await Hub.Views.Execute("insert into hub.account (person, disabled_at) select person, now() from hub.person where email = @shut on conflict (person) do update set disabled_at = now()", new { shut });
        foreach (var email in new[] { await Hub.EmailOf(Cast.Iris), Nobody }) await Posted(email);
        var known = await Posted(await Hub.EmailOf(Cast.Iris));
        Assert.That(known.Statements, Has.Count.GreaterThanOrEqualTo(3), "asking, looking who it is, and a letter");
        foreach (var email in new[] { Nobody, "a@example.test", shut })
        {
            var other = await Posted(email);
            Assert.That(other.Statements, Is.EqualTo(known.Statements), email);
            Assert.That(other.Told, Is.EqualTo(known.Told), email);
        }

        await Hub.Views.Execute("update hub.account set disabled_at = null; delete from hub.letter");

        async Task<(IReadOnlyList<string> Statements, string Told)> Posted(string email)
        {
            using var visitor = Hub.Visitor();
            var (target, values) = Visitor.FormOf(await visitor.Get("/sign-in"), "form:has([name=Email])", ("Email", email), ("ReturnUrl", "/me"));
            using var still = visitor.Still();
            var told = "";
            var work = await statements.Of(async () =>
            {
                using var form = new FormUrlEncodedContent(values);
                using var answer = await still.PostAsync(target, form);
                told = $"{(int)answer.StatusCode} {answer.Headers.Location} {string.Join(' ', answer.Headers.Select(header => $"{header.Key}:{string.Concat(header.Value).Length}"))}";
            });
            return (work, told);
        }
    }

    [Test, Category("Clock")]
    public async Task The_time_an_answer_takes_does_not_tell_a_known_address_from_an_unknown_one()
    {
        // What else the machine does can tilt one measurement, and chance one in a hundred; a difference in the code tilts all of them.
        var likeliest = 0.0;
        for (var attempt = 0; attempt < 3 && likeliest <= 0.01; attempt++) likeliest = Math.Max(likeliest, await LikelihoodOfOneKind());
        // Hundreds of letters to nobody would be carried before those of the next tests, one after the other.
        await Hub.Views.Execute("delete from hub.letter");
        Assert.That(likeliest, Is.GreaterThan(0.01));
    }

    [Test]
    public async Task A_mailbox_is_not_flooded_and_its_owner_can_still_get_in()
    {
        var email = await Hub.EmailOf(Cast.Cilla);
        using var attacker = Hub.Visitor();
        for (var i = 0; i < 8; i++) await attacker.Ask(email);
        var letters = await Sink.To(email, 5);
        await Guess.FindsNothing(Hub, "sign_in_code", email);
        await Hub.Services.GetRequiredService<IMail>().Send(new(Later, "sv", "sign-in.letter", "efteråt"));
        await Sink.To(Later);
        Assert.That(Sink.Mail.Count(mail => mail.To == email), Is.EqualTo(5));
        using var cilla = Hub.Visitor();
        Assert.That((await cilla.Send(Guest.LinkIn(letters), "main form")).Address.AbsolutePath, Is.EqualTo("/me"));
    }

    [Test]
    public async Task Whoever_asks_without_end_for_somebody_shuts_nobody_out()
    {
        var (email, codes) = (await Hub.EmailOf(Cast.Greta), Hub.Services.GetRequiredService<SignInCodes>());
        var before = Sink.Mail.Count(mail => mail.To == email) + 5;
        for (var i = 0; i < 20; i++) await codes.Ask(email, "/me");
        await Sink.To(email, before);
        await Hub.Views.Execute("update hub.sign_in_code set asked_at = asked_at - interval '11 minutes' where person is not null");
        using var greta = Hub.Visitor();
        await greta.Ask(email);
        Assert.That((await greta.Write(Guest.CodeIn(await Sink.To(email, before + 1)))).Address.AbsolutePath, Is.EqualTo("/me"), "the letters of the first ten minutes have run out");
    }

    [Test]
    public async Task After_fifteen_letters_a_day_that_nobody_answered_one_leaves_in_ten_minutes_and_opens_the_door()
    {
        var (email, codes) = (await Hub.EmailOf(Cast.Greta), Hub.Services.GetRequiredService<SignInCodes>());
        var (letters, before) = (new List<int>(), Sink.Mail.Count(mail => mail.To == email));
        for (var round = 0; round < 5; round++)
        {
            var asked = 0;
            for (var i = 0; i < 8; i++) if ((await codes.Ask(email, "/me")).Person is not null) asked++;
            letters.Add(asked);
            await Hub.Views.Execute("update hub.sign_in_code set asked_at = asked_at - interval '11 minutes'");
        }

        Assert.That(letters, Is.EqualTo(new[] { 5, 5, 5, 1, 1 }));
        await Sink.To(email, before + 17);
        using var greta = Hub.Visitor();
        await greta.Ask(email);
        Assert.That((await greta.Write(Guest.CodeIn(await Sink.To(email, before + 18)))).Address.AbsolutePath, Is.EqualTo("/me"));
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.sign_in_letter where left_us"), Is.EqualTo(17), "the one that was answered is none too many");
        await Guess.FindsNothing(Hub, "sign_in_letter", email);
        await codes.Sweep(DateTimeOffset.UtcNow.AddDays(1).AddMinutes(1));
        Assert.That((await codes.Ask(email, "/me")).Person, Is.Not.Null);
    }

    [Test]
    public async Task Nor_is_it_by_many_who_ask_at_once()
    {
        var email = await Hub.EmailOf(Cast.Henrik);
        var codes = Hub.Services.GetRequiredService<SignInCodes>();
        var before = Sink.Mail.Count(mail => mail.To == email);
        var asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => codes.Ask(email, "/me")));
        Assert.That(asked.Count(one => one.Person is not null), Is.EqualTo(5));
        await Sink.To(email, before + 5);
    }

    [TestCase("//evil.example")]
    [TestCase("/\\evil.example")]
    [TestCase("https:evil.example")]
    [TestCase("\t//evil.example")]
    [TestCase("@evil.example")]
    [TestCase("https://evil.example/")]
    public async Task Whoever_signs_in_stays_on_this_site(string returnUrl)
    {
        await Hub.Views.Execute("delete from hub.sign_in_code");
        using var astrid = Hub.Visitor();
        var sheet = await Hub.SignIn(Sink, astrid, Cast.Astrid, returnUrl);
        Assert.That(sheet.Address, Is.EqualTo(new Uri(Hub.Address, "/me")));
    }

    [Test]
    public async Task The_link_leads_to_the_hub_whatever_host_the_request_named()
    {
        var email = await Hub.EmailOf(Cast.Greta);
        using var greta = Hub.Visitor();
        greta.Client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        await greta.Ask(email);
        Assert.That((await Sink.To(email)).Part("text/plain"), Does.Contain(Hub.Address.ToString()).And.Not.Contain("evil"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "evil.example" } };
        Assert.That((await greta.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("")]
    [TestCase("ingen adress")]
    [TestCase("a@example.test, b@example.test")]
    public async Task What_is_no_address_is_told_at_the_field(string email)
    {
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.Ask(email)).One("#Email-error").TextContent, Is.Not.Empty);
    }

    async Task<string> AskAndRead(Visitor visitor, string name)
    {
        var email = await Hub.EmailOf(name);
        var before = Sink.Mail.Count(mail => mail.To == email);
        await visitor.Ask(email);
        return Guest.CodeIn(await Sink.To(email, before + 1));
    }

    async Task<double> LikelihoodOfOneKind()
    {
        var codes = Hub.Services.GetRequiredService<SignInCodes>();
        var known = await Hub.EmailOf(Cast.Henrik);
        var (ofKnown, ofUnknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 500; i++)
        {
            // In turns and each first as often as the other, so that what else the machine does meets both.
            foreach (var first in new[] { i % 2 == 0, i % 2 != 0 })
            {
                if (i % 4 == 0) await NobodyHasAsked();
                var start = Stopwatch.GetTimestamp();
                await codes.Ask(first ? known : Nobody, "/me");
                (first ? ofKnown : ofUnknown).Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        return RankTest.PValue(ofKnown, ofUnknown);
    }
}
