using System.Net;
using Activation.Domain;
using Activation.Domain.Members;
using Activation.Support;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Members;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.SignIn;

public sealed class InvitationTests : MailedHub
{
    [Test]
    public async Task Who_is_invited_writes_a_name_and_is_in()
    {
        var link = await Invite("maja@example.test", Role.CoreTeam);
        using var maja = Hub.Visitor();
        await maja.Get(link);
        Assert.That(await Known("maja@example.test"), Is.False, "opening the link made somebody");
        var sheet = await maja.Send(link, "main form", ("Name", "Maja Ek"), ("Language", "da"));
        Assert.Multiple(async () =>
        {
            Assert.That(sheet.Address.AbsolutePath, Is.EqualTo($"/p/{Cast.Programme}"));
            Assert.That((await maja.Get($"{Sown.Here}/initiatives/propose")).Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await Hub.Views.Value<string>("select language from hub.person where email = 'maja@example.test'"), Is.EqualTo("da"));
            Assert.That((await maja.Get(link)).All("main form"), Is.Empty, "used twice");
        });
    }

    [Test]
    public async Task A_name_may_be_as_long_where_one_comes_in_as_where_one_puts_it_right_later()
    {
        var link = await Invite("lang@example.test", Role.CoreTeam);
        var name = new string('a', Text.TitleLimit);
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.Send(link, "main form", ("Name", $"{name}a"))).All("#Name-error"), Has.Count.EqualTo(1));
        await visitor.Send(link, "main form", ("Name", name));
        Assert.That(await Hub.Views.Value<string>("select name from hub.person where email = 'lang@example.test'"), Is.EqualTo(name));
        Assert.That((await visitor.Send("/me/privacy", "form[action*=Correct]", ("Name", name[1..] + 'b'))).All("#Name-error"), Is.Empty);
        Assert.That((await visitor.Send("/me/privacy", "form[action*=Correct]", ("Name", name + 'b'))).All("#Name-error"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Before_the_answer_the_address_is_nowhere_to_be_read()
    {
        await Invite("vantar@example.test", Role.Viewer);
        var kept = await Hub.Views.Value<string>("select string_agg(i::text, ' ') from hub.invitation i");
        Assert.That(kept, Does.Not.Contain("vantar@example.test"));
        var elin = await ActorCalled(Cast.Elin);
        Assert.That((await Invitations.Waiting((await Here()).Id)).Select(one => one.Email), Has.Member("vantar@example.test"), elin.Member.ToString());
    }

    [Test]
    public async Task Who_is_in_already_is_not_invited_again()
    {
        var email = "tva@example.test";
        using (var first = Hub.Visitor()) await first.Send(await Invite(email, Role.Viewer), "main form", ("Name", "Två Gånger"));
        Assert.That(await Invitations.Send(await Here(), await ActorCalled(Cast.Elin), new Invite(email, "klippan", [Role.CoreTeam], "sv"), Guid.NewGuid()), Is.InstanceOf<No>());
    }

    [Test]
    public async Task Who_has_an_account_signs_in_as_always_and_takes_the_invitation_after_that()
    {
        const string Email = "konto@example.test";
        var konto = await Hub.Services.GetRequiredService<PeopleDirectory>().Meet(new PersonRow(Guid.NewGuid(), "Har Konto", Email, "sv"));
        var link = await Invite(Email, Role.Viewer);
        using var thief = Hub.Visitor();
        var sheet = await thief.Get(link);
        Assert.That(sheet.All($"main form[action='{link}'], main form:not([action])"), Is.Empty, "nothing to press");
        var token = sheet.One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        Assert.That((await thief.Post(new Uri(Hub.Address, link), [new("__RequestVerificationToken", token)])).Address.AbsolutePath, Is.EqualTo("/sign-in"));
        Assert.That((await thief.Get("/me")).Address.AbsolutePath, Is.EqualTo("/sign-in"), "a letter that lies about lets nobody in");
        using var astrid = await Hub.As(Cast.Astrid);
        Assert.That((await astrid.Get(link)).One("main a.btn").GetAttribute("href"), Does.StartWith("/sign-in?"), "nor does somebody else take it");

        using var owner = Hub.Visitor();
        await owner.Ask(Email, link);
        Assert.That((await owner.Write(Guest.CodeIn(await Sink.To(Email, 2)))).Address.AbsolutePath, Is.EqualTo(link), "and comes back");
        Assert.That((await owner.Send(link, "main form")).Address.AbsolutePath, Is.EqualTo($"/p/{Cast.Programme}"));
        Assert.That(await Hub.Views.Value<bool>("select exists (select from member where member = @konto)", new { konto }), Is.True);
    }

    [Test]
    public async Task A_withdrawn_or_old_invitation_opens_nothing_and_makes_nobody()
    {
        var (withdrawn, old) = (await Invite("ater@example.test", Role.Viewer), await Invite("gammal@example.test", Role.Viewer));
        var here = await Here();
        var waiting = (await Invitations.Waiting(here.Id)).Single(one => one.Email == "ater@example.test");
        using var visitor = Hub.Visitor();
        var form = await visitor.Get(old);
        await Invitations.Withdraw(here.Id, waiting.Invitation);
        await Hub.Views.Execute("update hub.invitation set expires_at = now() - interval '1 second'");
        await visitor.Send(form, "main form", ("Name", "För Sent"));
        Assert.Multiple(async () =>
        {
            Assert.That((await visitor.Get(withdrawn)).All("main form"), Is.Empty);
            Assert.That((await visitor.Get(withdrawn[..^3])).All("main form"), Is.Empty);
            Assert.That(await Known("ater@example.test") || await Known("gammal@example.test"), Is.False);
        });
    }

    [Test]
    public async Task Who_answers_two_invitations_at_once_is_one_person()
    {
        const string Email = "dubbel@example.test";
        // Both were opened before either was answered, and the first before the second took its place.
        var open = new List<OpenInvitation>();
        for (var i = 1; i <= 2; i++)
        {
            Assert.That(await Invitations.Send(await Here(), await ActorCalled(Cast.Elin), new Invite(Email, "klippan", [Role.Viewer], "sv"), Guid.NewGuid()), Is.InstanceOf<Done>());
            open.Add((await Invitations.Find(Guest.LinkIn(await Sink.To(Email, i)).Split('/')[^1]))!);
        }

        foreach (var one in open) Assert.That(await Invitations.Accept(one, "Dubbel Gäst", "sv"), Is.InstanceOf<Done>());
        Assert.That(await Hub.Views.Value<long>("select count(*) from member m join hub.person p on p.person = m.member where p.email = @Email", new { Email }), Is.EqualTo(1));
    }

    [Test]
    public async Task An_invitation_whose_key_is_gone_is_shown_to_nobody_and_goes_when_somebody_is_erased()
    {
        var link = await Invite("olaslig@example.test", Role.Viewer);
        // As sealed with another key: after the first four bytes stands which one.
        await Hub.Views.Execute("update hub.invitation set sealed = overlay(sealed placing 'AAAAAAAA' from 9) where sent_at = (select max(sent_at) from hub.invitation)");
        await Invite("laslig@example.test", Role.Viewer);
        var here = await Here();
        Assert.That((await Invitations.Waiting(here.Id)).Select(one => one.Email), Has.Member("laslig@example.test").And.No.Member("olaslig@example.test"));
        Assert.That((await Hub.Visitor().Get(link)).All("main form"), Is.Empty);
        var before = await Hub.Views.Value<int>("select count(*)::int from hub.invitation");
        await Invitations.Forget("nagon.annan@example.test");
        Assert.That(await Hub.Views.Value<int>("select count(*)::int from hub.invitation"), Is.EqualTo(before - 1));
    }

    [Test]
    public async Task Nobody_gives_out_more_than_they_hold()
    {
        var before = Sink.Mail.Count;
        var outcome = await Invitations.Send(await Here(), await ActorCalled(Cast.Elin), new Invite("chef@example.test", "", [Role.Administrator], "sv"), Guid.NewGuid());
        var refused = await Invitations.Send(await Here(), await ActorCalled(Cast.Astrid), new Invite("van@example.test", "klippan", [Role.CoreTeam], "sv"), Guid.NewGuid());
        Assert.Multiple(() =>
        {
            Assert.That(outcome, Is.InstanceOf<No>());
            Assert.That(refused, Is.InstanceOf<No>());
            Assert.That(Sink.Mail, Has.Count.EqualTo(before));
        });
    }

    [TestCase("ingen")]
    [TestCase("a@example.test\r\nBcc: b@example.test")]
    public async Task What_is_no_address_is_not_invited(string email) =>
        Assert.That(await Invitations.Send(await Here(), await ActorCalled(Cast.Elin), new Invite(email, "klippan", [Role.CoreTeam], "sv"), Guid.NewGuid()), Is.InstanceOf<No>());

    [TestCase("  "), TestCase("Olle\u202eFel"), TestCase("Olle\u2066Fel")]
    public async Task A_name_is_asked_for_and_what_was_written_stays(string name)
    {
        using var visitor = Hub.Visitor();
        var sheet = await visitor.Send(await Invite($"{Guid.NewGuid():N}@example.test", Role.Viewer), "main form", ("Name", name), ("Language", "en"));
        Assert.That(sheet.One("#Name-error").TextContent, Is.Not.Empty);
        Assert.That(sheet.One("#Language option[selected]").GetAttribute("value"), Is.EqualTo("en"));
    }

    Inviting Invitations => Hub.Services.GetRequiredService<Inviting>();

    async Task<string> Invite(string email, Role role)
    {
        Assert.That(await Invitations.Send(await Here(), await ActorCalled(Cast.Elin), new Invite(email, "klippan", [role], "sv"), Guid.NewGuid()), Is.InstanceOf<Done>());
        return Guest.LinkIn(await Sink.To(email));
    }

    Task<bool> Known(string email) => Hub.Views.Value<bool>("select exists (select from hub.person where email = @email)", new { email });

    async Task<ProgrammeView> Here() => await Hub.Programme();

    async Task<Actor> ActorCalled(string name) =>
        (await Hub.Services.GetRequiredService<MemberDirectory>().Find((await Here()).Id, await Hub.PersonCalled(name)))!;
}
