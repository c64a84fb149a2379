using System.Buffers.Text;
using Activation.Domain;
using Activation.Domain.Baselines;
using Activation.Domain.Consents;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Web.Features.Baseline;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Pages;

/// <summary>Where somebody comes by a link that was sent to them.</summary>
static class LinkSpots
{
    public static async Task<Spot> Invited(TestHub hub)
    {
        var here = await hub.Programme();
        var elin = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.Elin)))!;
        var email = $"{Guid.NewGuid():N}@example.test";
        await hub.Services.GetRequiredService<Inviting>().Send(here, elin, new Invite(email, "klippan", [Role.CoreTeam], "sv"), Guid.NewGuid());
        return new(await hub.LinkTo(email), null);
    }

    public static async Task<Spot> Choosing(TestHub hub) =>
        new(hub.Services.GetRequiredService<ChoiceLinks>().Page(await hub.PersonCalled(Cast.Henrik), NudgeKind.DueSoon).AbsolutePath, null);

    /// <summary>By a letter of the month before: what it leads to makes us quieter and no more.</summary>
    public static async Task<Spot> ChoosingLate(TestHub hub) => new(
        $"/choices/{Aged(hub, hub.Services.GetRequiredService<ChoiceLinks>().Secret(await hub.PersonCalled(Cast.Henrik), NudgeKind.DueSoon), ChoiceLinks.Gives + TimeSpan.FromDays(1))}", null);

    /// <summary>A link as it is when its letter has lain for a while.</summary>
    public static string Aged(TestHub hub, string secret, TimeSpan by)
    {
        var seal = hub.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("choice-link").ToTimeLimitedDataProtector();
        var content = seal.Unprotect(Base64Url.DecodeFromChars(secret), out var ends);
        return Base64Url.EncodeToString(seal.Protect(content, ends - by));
    }

    public static async Task<Spot> Asked(TestHub hub, Deed deed)
    {
        if (deed == Deed.NotForUs) return await Suggested(hub);
        var state = deed switch { Deed.Rate or Deed.StillAlive => "carried_out", Deed.Submit => "draft", _ => "scheduled" };
        var activity = (await hub.Views.One<Owned>(
            """
            select a.programme, a.activity, a.owner from activity a join initiative i using (initiative)
             where a.state = @state and (i.state in ('proposed', 'active') or a.state = 'carried_out') order by a.carried_out_at, a.activity limit 1
            """,
            new { state }))!;
        var link = await hub.Services.GetRequiredService<DeedLinks>().Make(deed, activity.Programme, activity.Activity, activity.Owner, TimeSpan.FromDays(1));
        return new(link.AbsolutePath, null);
    }

    /// <summary>A good example, as a coordinator elsewhere may decline it.</summary>
    public static async Task<Spot> Suggested(TestHub hub)
    {
        var iris = await hub.PersonCalled(Cast.Iris);
        var example = (await hub.Views.One<Owned>(
            """
            select a.programme, a.initiative as activity, a.owner from activity a join initiative i using (initiative) join member m on m.programme = a.programme and m.member = @iris
             where a.state = 'carried_out' and m.municipality <> all(i.partners || i.municipality) order by a.carried_out_at, a.activity limit 1
            """,
            new { iris }))!;
        return new((await hub.Services.GetRequiredService<DeedLinks>().Make(Deed.NotForUs, example.Programme, example.Activity, iris, TimeSpan.FromDays(1))).AbsolutePath, null);
    }

    public static async Task<Spot> Questioned(TestHub hub)
    {
        var here = await hub.Programme();
        // Nobody is asked twice in a month: each picture asks somebody else.
        var person = await hub.Views.Value<Guid>("select p.person from hub.person p where not exists (select from hub.consent_link l where l.person = p.person) order by p.person limit 1");
        return new((await hub.Services.GetRequiredService<ConsentLinks>().Make(here.Id, person, ConsentPurpose.PublicName, null))!.AbsolutePath, null);
    }

    /// <summary>Somebody who is asked the five statements and has not answered, by the link in their letter. Where nobody is asked yet, all are.</summary>
    public static async Task<Spot> AskedAll(TestHub hub)
    {
        var here = await hub.Programme();
        var (now, stage) = (here.Local(DateTimeOffset.UtcNow), here.OpenStage!.Stage);
        var elin = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.Elin)))!;
        await hub.Streams.Decide(
            StreamNames.Baseline(here.Id), StreamNames.Programme(here.Id), new Writer(here.Id, elin.Member, now, Guid.NewGuid()),
            (baseline, programme) => Asking.Open(baseline, programme, new OpenBaseline(stage, now.Today().AddDays(9)), elin, now));
        await hub.Settled();
        var person = await hub.Views.Value<Guid>(
            """
            select m.member from member m where m.programme = @Id and not m."left" and m.roles <> array['viewer']
               and not exists (select from hub.baseline_seat s where s.programme = m.programme and s.stage = @stage and s.person = m.member) order by m.member limit 1
            """,
            new { here.Id, stage });
        return new((await hub.Services.GetRequiredService<DeedLinks>().Make(Deed.Baseline, here.Id, AskAll.Subject(stage), person, TimeSpan.FromDays(1))).AbsolutePath, null);
    }

    /// <summary>Somebody whom their municipality's directory knows.</summary>
    public static async Task<Spot> LinkedToADirectory(TestHub hub)
    {
        await hub.Views.Execute("insert into hub.directory_link select 'kommunen', 'greta', person from hub.person where name = @Greta on conflict do nothing", new { Cast.Greta });
        return new("/me/security", Cast.Greta);
    }

    sealed record Owned(Guid Programme, Guid Activity, Guid Owner);
}
