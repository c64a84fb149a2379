using Activation.Domain.Walks;
using Activation.Web.Features.Members;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Pages;

/// <summary>Where walks are, and their guests.</summary>
static class WalkSpots
{
    /// <summary>A walk that Astrid leads, with two who come.</summary>
    public static async Task<WalkCard> Announced(TestHub hub)
    {
        var here = await hub.Programme();
        var astrid = (await hub.Services.GetRequiredService<MemberDirectory>().Find(here.Id, await hub.PersonCalled(Cast.Astrid)))!;
        var programme = await hub.Streams.Read(StreamNames.Programme(here.Id));
        var now = here.Local(DateTimeOffset.UtcNow);
        var plan = new PlanWalk(
            Guid.CreateVersion7(), WalkKind.Safety, "Kvällsrunda kring stationen", "Var är det mörkt, och var är det skönt att gå?", "Stationen, vid klockan", "astorp",
            new DateTimeOffset(now.Date.AddDays(8).AddHours(18), now.Offset), 12);
        Writer By(Guid? member) => new(here.Id, member, now, Guid.NewGuid());
        await hub.Streams.Decide(StreamNames.Walk(plan.Walk), By(astrid.Member), walk => Walking.Plan(walk, programme, plan, astrid, now));
        foreach (var name in new[] { Cast.Cilla, Cast.Bo })
        {
            var guest = await hub.PersonCalled(name);
            await hub.Streams.Decide(StreamNames.Walk(plan.Walk), By(guest), walk => Coming.Join(walk, guest, now));
        }

        await hub.Settled();
        return (await hub.Services.GetRequiredService<WalkList>().Find(plan.Walk))!.Card;
    }

    public static async Task<AskedGuest> Signing(TestHub hub) =>
        (await hub.Services.GetRequiredService<WalkGuests>().Ask(await Announced(hub), "Rut", $"{Guid.NewGuid():N}@example.test", "sv"))!;
}
