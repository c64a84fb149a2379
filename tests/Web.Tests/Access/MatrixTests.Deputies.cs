using System.Net;
using Activation.Domain.Members;
using Activation.Web.Platform.Access;

namespace Activation.Web.Tests.Access;

/// <summary>The row of whoever stands in: by themselves they only look.</summary>
public sealed partial class MatrixTests
{
    static Actor Coordinator { get; } = new(Guid.NewGuid(), "", new HashSet<Role> { Role.Coordinator }, new HashSet<string>());

    static Actor Viewer { get; } = new(Guid.NewGuid(), "", new HashSet<Role> { Role.Viewer }, new HashSet<string>());

    [Test]
    public async Task Whoever_stands_in_gets_in_where_a_coordinator_does_and_nowhere_else_while_they_stand_in()
    {
        var deputy = await here.StandIn();
        callers["here deputy"] = await Caller.Of(hub, deputy);
        var before = await hub.Log.Head();
        var (open, shut) = (doors.Where(door => Coordinator.May(door.Needed)).ToList(), doors.Where(door => !Coordinator.May(door.Needed)).ToList());
        Assert.That(new[] { open.Count, shut.Count }, Is.All.GreaterThan(20));
        var wrong = await Wrong("deputy", shut, here, told => told.IsTurnedAway);
        wrong.AddRange(await Wrong("deputy", doors, nextDoor, told => told.Status == HttpStatusCode.NotFound));
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), "who was turned away has changed something");
        wrong.AddRange(await Wrong("deputy", open, here, told => told.IsIn));
        await here.StandDown(deputy);
        wrong.AddRange(await Wrong("deputy", open.Where(door => !Viewer.May(door.Needed)), here, told => told.IsTurnedAway));
        TestContext.Out.WriteLine($"{open.Count} doors open, {shut.Count} shut");
        Assert.That(wrong, Is.Empty);
    }
}
