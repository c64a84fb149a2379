using Activation.Domain.Nudges;
using Activation.Support;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>Letters of nudges: what arrives, in whose language, and what can be done from them.</summary>
public sealed partial class NudgeLetterTests : MailedHub
{
    [Test]
    public async Task A_letter_brings_its_taps_its_reason_and_the_way_to_hear_less()
    {
        var (owner, activity) = await Scheduled();
        var came = await Sent(owner, NudgeKind.DueSoon, NudgeAct.TellHow, activity);
        Assert.Multiple(() =>
        {
            Assert.That(came.Source, Does.Contain("List-Unsubscribe: <").And.Contain("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
            foreach (var part in new[] { came.Part("text/plain"), System.Net.WebUtility.HtmlDecode(came.Part("text/html")) })
            {
                Assert.That(part, Does.Contain("Det är i fas").And.Contain("Vi behöver hjälp").And.Contain("Flytta datumet"));
                Assert.That(part, Does.Contain("Du får det här för att").And.Contain("/choices/").And.Contain("/do/"));
            }
        });
    }

    [Test]
    public async Task A_letter_is_in_the_language_of_its_reader()
    {
        var henrik = await Hub.PersonCalled(Cast.Henrik);
        var came = await Sent(henrik, NudgeKind.FirstAct, NudgeAct.Look, null);
        Assert.That(came.Part("text/html"), Does.Contain("lang=\"da\"").And.Contain("Hvad vil du have"));
    }

    [Test]
    public async Task What_one_is_owed_has_no_button_that_says_no()
    {
        var came = await Sent(await Hub.PersonCalled(Cast.Cilla), NudgeKind.DecisionMade, NudgeAct.Look, null);
        Assert.That(came.Source, Does.Not.Contain("List-Unsubscribe"));
        Assert.That(came.Part("text/plain"), Does.Contain("/choices/"));
    }

    [Test]
    public async Task A_letter_without_a_tap_leads_to_its_page()
    {
        var bo = await Hub.PersonCalled(Cast.Bo);
        var came = await Sent(bo, NudgeKind.WaitingApproval, NudgeAct.Answer, null);
        Assert.That(came.Part("text/plain"), Does.Contain($"/p/{Cast.Programme}/queue"));
    }

    [Test]
    public async Task What_a_title_holds_is_text_in_the_letter()
    {
        var (owner, activity) = await Scheduled();
        var nudge = await Hub.Rings(owner, NudgeKind.DueSoon, ["<img src=x onerror=alert(1)>", "2027-05-30", "17"], NudgeAct.TellHow, activity);
        Assert.That(Hub.Services.GetRequiredService<Printing>().Print((await Written(owner, nudge))!).Html, Does.Not.Contain("<img"));
    }

    async Task<Delivered> Sent(Guid person, NudgeKind kind, NudgeAct act, Guid? subject)
    {
        var email = await Hub.Views.Value<string>("select email from hub.person where person = @person", new { person });
        var before = Sink.Mail.Count(mail => mail.To == email);
        await Hub.Services.GetRequiredService<IMail>().Send((await Written(person, await Hub.Rings(person, kind, NudgeSamples.Facts[kind], act, subject)))!);
        return await Sink.To(email, before + 1);
    }

    async Task<Letter?> Written(Guid person, Guid nudge, params NudgeRow[] waiting)
    {
        var reader = (await Hub.Services.GetRequiredService<PeopleDirectory>().Find(person))!;
        var here = (await Hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        return await (await Hub.Services.GetRequiredService<NudgeLetters>().For(here, [person]))(await Hub.Nudge(nudge), reader, here, waiting);
    }

    async Task<(Guid Owner, Guid Activity)> Scheduled()
    {
        var one = (await Hub.Views.One<Found>(
            "select a.owner, a.activity from activity a join initiative i using (initiative) where a.state = 'scheduled' and i.state = 'active' order by a.activity limit 1"))!;
        return (one.Owner, one.Activity);
    }

    sealed record Found(Guid Owner, Guid Activity);
}
