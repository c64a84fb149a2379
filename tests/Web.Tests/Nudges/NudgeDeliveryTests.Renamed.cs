using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>What was told before its key was another is told.</summary>
public sealed partial class NudgeDeliveryTests
{
    [Test]
    public async Task A_list_that_was_told_this_week_under_its_older_key_does_not_come_again_before_the_next()
    {
        const string Place = "renamed";
        var (coordinator, idea, deed) = (await Somebody(Place), DerivedId.From("renamed idea"), DerivedId.From("renamed deed"));
        await town.At(Morning.AddDays(-60), $"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, Place, [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-40), null),
            new ActivityPlanned(idea, deed, owner, Place, new("Cykla", "", "", "", null, "", "", null, "", "", ""), owner),
            new ActivityScheduled(idea, deed, "Fritid", new DateOnly(2027, 2, 10), "Torget"));
        await town.Hub.Settled();
        Assert.That(await IsDue(Morning), Is.True);
        await town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before)
            select gen_random_uuid(), @Programme, 'needs_talk', @key, @coordinator, '2027-W10', 'waiting', '[]', 'look', t, t from (values (@at)) x(t)
            """,
            new { NudgeTown.Programme, key = NudgeObject.Municipality(NudgeTown.Programme, Place), coordinator, at = Morning.AddDays(-1).ToUniversalTime() });
        Assert.That(await IsDue(Morning), Is.True, "nobody has been told");
        await town.Views.Execute("update hub.nudge set state = 'sent', passed_at = due_at where recipient = @coordinator and kind = 'needs_talk'", new { coordinator });
        Assert.That(await IsDue(Morning), Is.False);
        Assert.That(await IsDue(Morning.AddDays(7)), Is.True, "another week");

        async Task<bool> IsDue(DateTimeOffset now) => (await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, now))
            .Any(due => due.Kind == NudgeKind.NeedsTalk && due.Recipient == coordinator);
    }
}
