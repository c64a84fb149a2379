using System.Globalization;
using System.Net;
using Activation.Domain.Members;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Access;

/// <summary>What belongs to the programme next door, put into addresses and forms of one's own: it is not there, and nothing happens to it.</summary>
public sealed class SwappedTests
{
    static readonly Role[] Mighty = [Role.Coordinator, Role.ProgrammeLead, Role.Administrator, Role.CoreTeam];

    TestHub hub;
    Settlement here;
    Settlement nextDoor;

    [OneTimeSetUp]
    public async Task Settle()
    {
        hub = await TestHub.Sown(limits: false);
        (here, nextDoor) = (await Settlement.Here(hub), await Settlement.NextDoor(hub));
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [TestCaseSource(nameof(Mighty))]
    public async Task An_activity_from_next_door_is_at_no_address_here(Role role)
    {
        using var caller = await Caller.Of(hub, here.People[role]);
        var before = await hub.Log.Head();
        var doors = (await Door.All(hub)).Where(door => door.Route.GetParameter("activity") is not null).ToList();
        Assert.That(doors, Has.Count.GreaterThan(8));
        foreach (var door in doors)
            foreach (var activity in new[] { nextDoor.Submitted, nextDoor.Scheduled })
            {
                var path = door.In(here, new Dictionary<string, string> { ["activity"] = activity.ToString() });
                var told = await caller.Try(door, path, ("decision", "approve"), ("reason", "så gör vi det"), ("participants", 3), ("grade", 4));
                Assert.That(told.IsIn, Is.False, $"{door} as {role}: {told}");
            }

        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [TestCase(Role.Coordinator, "Approve"), TestCase(Role.Coordinator, "Return"), TestCase(Role.Coordinator, "Decline"), TestCase(Role.Coordinator, "Correct")]
    [TestCase(Role.ProgrammeLead, "Approve"), TestCase(Role.ProgrammeLead, "Decline")]
    public async Task Nobody_here_answers_what_waits_next_door(Role role, string answer)
    {
        var told = await Send(role, "/queue", answer, ("activity", nextDoor.Submitted), ("Reason", "det gör vi inte här hos oss"), ("Level", 80), ("LevelReason", "så ser jag det nu"));
        Assert.That(told.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCaseSource(nameof(Mighty))]
    public async Task Nobody_here_removes_a_comment_from_next_door(Role role)
    {
        await Send(role, Here, "RemoveComment", ("comment", nextDoor.Comment));
        Assert.That(
            await hub.Views.Value<long>("select count(*) from comment where comment = @Comment", new { nextDoor.Comment }), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_here_submits_an_activity_from_next_door() => await Send(Role.CoreTeam, Here, "Submit", ("activity", nextDoor.Submitted));

    [Test]
    public async Task A_draft_from_next_door_is_sent_nowhere() =>
        await Send(Role.CoreTeam, "/initiatives/propose", "Send", ("draft", nextDoor.Initiative));

    [Test]
    public async Task What_is_added_to_a_form_is_not_read()
    {
        using var henrik = await hub.As(Cast.Henrik);
        var number = (await hub.OpenTo(Cast.Henrik))[0];
        var (target, values) = Visitor.FormOf(await henrik.Get(Sown.Initiative(number)), "button[value=Support]");
        string[] more = ["Programme", "TenantId", "Me", "Me.Roles", "Here.Id", "Card.Supports", "Card.State", "AuthorId", "Member", "IsAdmin", "State", "Position", "Possible"];
        await henrik.Post(target, [.. values, .. more.Select(name => KeyValuePair.Create(name, name == "Card.Supports" ? "9999" : nextDoor.People[Role.Administrator].ToString()))]);
        await hub.Settled();
        var events = await hub.Log.ReadLog(await hub.Log.Head() - 1, 1);
        Assert.That(events.Single().Tenant, Is.EqualTo(here.Id));
        Assert.That(events.Single().Actor, Is.EqualTo(await hub.PersonCalled(Cast.Henrik)));
        Assert.That(await hub.Views.Value<int>("select supports from initiative where programme = @Id and number = @number", new { here.Id, number }), Is.LessThan(9999));
    }

    string Here => string.Create(CultureInfo.InvariantCulture, $"/initiatives/{here.Number}");

    async Task<Told> Send(Role role, string path, string handler, params (string Name, object Value)[] fields)
    {
        var before = await hub.Log.Head();
        using var caller = await Caller.Of(hub, here.People[role]);
        var door = (await Door.All(hub)).First(door => door.Sends && door.Handler == handler);
        var told = await caller.Try(door, $"/p/{here.Slug}{path}?handler={handler}", fields);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), told.ToString());
        return told;
    }
}
