using System.Net.Mail;
using Activation.Support;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Mail;

/// <summary>Letters leave the house through a real mail server.</summary>
public sealed class MailTests
{
    const string Reader = "anna.exempel@example.test";

    SmtpSink sink;
    TestHub hub;

    [OneTimeSetUp]
    public async Task Start()
    {
        sink = new SmtpSink();
        hub = await TestHub.Empty(configuration: Mailbox.At(sink));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await hub.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Test]
    public void What_a_mail_server_says_of_an_address_is_logged_without_it() => Assert.That(
        Postman.Fault(new SmtpFailedRecipientException(SmtpStatusCode.MailboxUnavailable, "rut@example.test", "550 rut@example.test is unknown")),
        Is.EqualTo("SmtpFailedRecipientException MailboxUnavailable"));

    [Test]
    public async Task A_letter_comes_in_the_readers_language_as_text_and_as_a_page()
    {
        await Mail.Send(Sample(Reader, "da") with { Code = "1234 5678" });
        var came = await sink.To(Reader);
        Assert.Multiple(() =>
        {
            Assert.That(came.Part("text/plain"), Does.Contain("1234 5678").And.Contain("https://hub.example/x"));
            Assert.That(came.Part("text/html"), Does.Contain("1234 5678").And.Contain("lang=\"da\"").And.Contain("https://hub.example/x"));
            Assert.That(came.User, Is.EqualTo("hubben"));
        });
    }

    [Test]
    public async Task What_a_name_holds_is_text_and_never_a_tag()
    {
        await Mail.Send(Sample("tagg@example.test", "sv") with { From = "<img src=x onerror=alert(1)>" });
        var came = await sink.To("tagg@example.test");
        Assert.That(came.Part("text/html"), Does.Contain("&lt;img src=x").And.Not.Contain("<img"));
    }

    [TestCase("anna@example.test\r\nBcc: all@example.test")]
    [TestCase("anna@example.test, bo@example.test")]
    [TestCase("anna@example.test\n")]
    [TestCase("Anna <anna@example.test>")]
    public async Task An_address_that_brings_a_header_of_its_own_is_refused(string address)
    {
        await Assert.ThrowsAsync<FormatException>(() => Mail.Send(Sample(address, "sv")));
        Assert.That(sink.Mail.Select(mail => mail.Source), Has.None.Contains("Bcc"));
    }

    [Test]
    public async Task A_subject_that_brings_a_header_of_its_own_is_refused() =>
        await Assert.ThrowsAsync<FormatException>(() => Mail.Send(Sample(Reader, "sv") with { Args = ["Programmet\r\nBcc: all@example.test", "Åsa"] }));

    [Test]
    public async Task A_letter_that_was_turned_away_is_kept_and_tried_again()
    {
        sink.Busy = true;
        await Mail.Send(Sample("senare@example.test", "sv"));
        Assert.That(Attempts, Is.EqualTo(1).After(20_000, 50), "tried once");
        sink.Busy = false;
        await Hurry();
        Assert.That((await sink.To("senare@example.test")).To, Is.EqualTo("senare@example.test"));
    }

    [Test]
    public async Task What_waits_is_sealed_and_what_has_left_is_gone()
    {
        sink.Busy = true;
        await Mail.Send(Sample("hemlig@example.test", "sv"));
        var waiting = await hub.Views.Value<string>("select encode(sealed, 'escape') from hub.letter limit 1");
        Assert.That(waiting, Does.Not.Contain("hemlig"));
        sink.Busy = false;
        await Hurry();
        Assert.That(sink.Mail.Select(mail => mail.To), Has.Member("hemlig@example.test"));
    }

    [Test]
    public async Task A_letter_that_does_not_last_is_carried_before_all_others_and_never_too_late()
    {
        sink.Manner = SinkManner.Slow;
        var before = sink.Mail.Count;
        await Mail.SendAll([.. Enumerable.Range(0, 40).Select(i => Sample($"gast-{i}@example.test", "sv"))]);
        await Mail.Send(Sample("forsent@example.test", "sv") with { Lasts = TimeSpan.FromMinutes(-1) });
        await Mail.Send(Sample("kod@example.test", "sv") with { Lasts = TimeSpan.FromMinutes(10) });
        await sink.To("kod@example.test");
        sink.Manner = SinkManner.Kind;
        Assert.That(sink.Mail.Skip(before).Select(mail => mail.To).ToList().IndexOf("kod@example.test"), Is.LessThan(12), "what was on its way was");
        await sink.To("gast-39@example.test");
        await hub.Services.GetRequiredService<Outbox>().Sweep();
        await Hurry();
        Assert.That(sink.Mail.Select(mail => mail.To), Has.No.Member("forsent@example.test"));
    }

    [Test]
    public async Task A_letter_whose_key_is_gone_holds_up_nobody()
    {
        sink.Busy = true;
        var refused = sink.Refused;
        await Mail.Send(Sample("olaslig@example.test", "sv"));
        // Counted as tried when it is taken: only the mail server knows when it was carried there.
        Assert.That(() => sink.Refused, Is.GreaterThan(refused).After(20_000, 50));
        // As sealed with another key: after the first four bytes stands which one.
        await hub.Views.Execute("update hub.letter set sealed = overlay(sealed placing '\\x0102030405060708'::bytea from 5), due_at = now()");
        sink.Busy = false;
        await Mail.Send(Sample("nasta@example.test", "sv"));
        await sink.To("nasta@example.test");
        await Hurry();
        Assert.That(sink.Mail.Select(mail => mail.To), Has.No.Member("olaslig@example.test"));
    }

    [Test]
    public async Task A_letter_to_nobody_is_thrown_away()
    {
        // Others are on their way at the same time.
        Assert.That(() => hub.Views.Value<long>("select count(*) from hub.letter").Result, Is.Zero.After(20_000, 50));
        var before = sink.Mail.Count;
        await Mail.Send(Sample(null, "sv"));
        Assert.That(() => hub.Views.Value<long>("select count(*) from hub.letter").Result, Is.Zero.After(20_000, 50));
        Assert.That(sink.Mail, Has.Count.EqualTo(before));
    }

    [Test]
    public async Task A_mail_server_that_cannot_show_who_it_is_gets_nothing()
    {
        await using var stranger = new SmtpSink(tls: true);
        await using var careful = await TestHub.Empty(configuration: ["--Mail:Host=127.0.0.1", $"--Mail:Port={stranger.Port}", "--Mail:From=hub@example.test"]);
        await careful.Services.GetRequiredService<IMail>().Send(Sample(Reader, "sv"));
        Assert.That(() => careful.Views.Value<int?>("select max(attempts) from hub.letter").Result, Is.EqualTo(1).After(20_000, 50));
        Assert.That(stranger.Mail, Is.Empty);
    }

    [TestCase("ANNA@Example.TEST", "anna@example.test")]
    [TestCase(" anna+1@example.test ", "anna+1@example.test")]
    [TestCase("anna@blåbär.example", "anna@xn--blbr-noae.example")]
    [TestCase("аnna@example.test", null)]
    [TestCase("anna@example.test.", null)]
    [TestCase("anna@example", null)]
    [TestCase("anna", null)]
    [TestCase("a@b@example.test", null)]
    [TestCase("\"a b\"@example.test", null)]
    public void One_person_has_one_spelling(string typed, string? kept) => Assert.That(EmailAddress.Parse(typed), Is.EqualTo(kept));

    [TestCase("anna+1@example.test", "anna@example.test")]
    [TestCase("anna+a+b@example.test", "anna@example.test")]
    [TestCase("a.n.na+1@googlemail.com", "anna@gmail.com")]
    [TestCase("an.na@example.test", "an.na@example.test")]
    [TestCase("+1@example.test", "+1@example.test")]
    public void Many_spellings_lead_to_one_mailbox(string address, string mailbox) => Assert.That(EmailAddress.Mailbox(address), Is.EqualTo(mailbox));

    [Test]
    public void A_very_long_address_is_none() => Assert.That(EmailAddress.Parse(new string('a', 320) + "@example.test"), Is.Null);

    IMail Mail => hub.Services.GetRequiredService<IMail>();

    /// <summary>What waits for another try is due, until nothing waits any more.</summary>
    async Task Hurry()
    {
        for (var patience = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < patience; await Task.Delay(50))
        {
            // What a carrier has just taken is on its way.
            await hub.Views.Execute("update hub.letter set due_at = now() where attempts > 0 and due_at not between now() + interval '110 seconds' and now() + interval '120 seconds'");
            hub.Services.GetRequiredService<PostBell>().Ring();
            if (await hub.Views.Value<long>("select count(*) from hub.letter") == 0) return;
        }

        Assert.Fail("Letters still wait");
    }

    int? Attempts() => hub.Views.Value<int?>("select max(attempts) from hub.letter").Result;

    static Letter Sample(string? to, string language) => new(to, language, "invitations.letter", "Familjen", "Åsa")
    {
        Links = [new LetterLink("sign-in.title", new Uri("https://hub.example/x"))],
    };
}
