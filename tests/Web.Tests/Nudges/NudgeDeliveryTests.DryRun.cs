using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>What is foreseen is what the run then does.</summary>
public sealed partial class NudgeDeliveryTests
{
    [Test]
    public async Task The_dry_run_says_what_the_run_then_does_and_writes_nothing()
    {
        await town.TimeIs(Morning.AddDays(-1).AddHours(9));
        var nudge = await Overdue(insert: false);
        var before = await town.Views.Value<long>("select count(*) from hub.nudge");
        var foreseen = await town.Hub.Services.GetRequiredService<DryRun>().At(town.Here, Morning);
        Assert.That(foreseen.Where(one => one.Due.Recipient == owner && one.Due.Kind == NudgeKind.Overdue).Select(one => one.State), Is.EqualTo(new[] { "sent" }));
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge"), Is.EqualTo(before));
        await town.TimeIs(Morning);
        await Run();
        Assert.That((await Row(nudge)).State, Is.EqualTo("sent"));
    }

    [Test]
    public async Task The_next_working_day_is_foreseen_with_the_mails_of_bells_that_nobody_looked_at()
    {
        var nudge = await Overdue();
        await Run();
        await town.TimeIs(Morning.AddDays(1).AddHours(9));
        var dryRun = town.Hub.Services.GetRequiredService<DryRun>();
        var friday = await dryRun.Tomorrow(town.Here);
        Assert.That(friday.Day, Is.EqualTo(new DateOnly(2027, 3, 12)));
        Assert.That(friday.All.Where(one => Stored.Id(one.Due) == nudge).Select(one => one.State), Is.EqualTo(new[] { "mail" }));
        Assert.That(friday.All.Select(one => Stored.Id(one.Due)), Is.Unique);
        await town.TimeIs(Morning.AddDays(2).AddHours(9));
        Assert.That((await dryRun.Tomorrow(town.Here)).Day, Is.EqualTo(new DateOnly(2027, 3, 15)), "Monday");
    }

    [Test]
    public async Task What_the_letter_of_the_week_tells_on_Tuesday_is_foreseen_as_told_by_it()
    {
        owner = await Somebody("foreseen", NudgeKind.WeeklyDigest, NudgeKind.Overdue);
        var monday = Morning.AddDays(-2).AddHours(3);
        await town.TimeIs(monday);
        await Spent();
        var fresh = await Overdue(insert: false);
        var foreseen = (await town.Hub.Services.GetRequiredService<DryRun>().Tomorrow(town.Here)).All.Where(one => Stored.Id(one.Due) == fresh).Select(one => one.State);
        Assert.That(foreseen, Is.EqualTo(new[] { "digest" }));
        await town.TimeIs(Morning.AddDays(-1));
        await Run();
        Assert.That((await Row(fresh)).Reason, Is.EqualTo(NudgeReason.InDigest));
    }

    [Test]
    public async Task What_falls_due_in_the_course_of_the_day_is_foreseen_too()
    {
        var (idea, deed) = (DerivedId.From("noon", owner), DerivedId.From("noon deed", owner));
        await town.At(Morning.AddDays(-2).AddHours(3), $"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(20), null),
            new ActivityPlanned(idea, deed, owner, "astorp", new("Cykla", "", "", "", null, "", "", null, "", "", ""), owner), new ActivitySubmitted(idea, deed, 3),
            new ActivityApproved(idea, deed, town.Coordinator, ""));
        await town.Hub.Settled();
        await town.TimeIs(Morning.AddHours(9));
        var foreseen = (await town.Hub.Services.GetRequiredService<DryRun>().Tomorrow(town.Here)).All;
        Assert.That(foreseen.Where(one => one.Due.Recipient == owner && one.Due.Kind == NudgeKind.NoPlanYet).Select(one => one.State), Has.Exactly(1).Items);
    }
}
