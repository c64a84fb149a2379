using System.Collections.Concurrent;
using System.Net;
using Activation.Domain.Members;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;

namespace Activation.Web.Tests.Access;

/// <summary>Every door of a programme × every role and the visitor × the own programme and the one next door: what is answered is what the page of roles says.</summary>
public sealed class MatrixTests
{
    static readonly ParallelOptions SomeAtOnce = new() { MaxDegreeOfParallelism = 4 };

    readonly Dictionary<string, Caller> callers = [];

    TestHub hub;
    Settlement here;
    Settlement nextDoor;
    IReadOnlyList<Door> doors;

    static IEnumerable<Role?> Everyone => Enum.GetValues<Role>().Select(role => (Role?)role).Append(null);

    [OneTimeSetUp]
    public async Task Settle()
    {
        hub = await TestHub.Sown(limits: false);
        (here, nextDoor) = (await Settlement.Here(hub), await Settlement.NextDoor(hub));
        doors = await Door.All(hub);
        Assert.That(doors, Has.Count.GreaterThan(60));
        foreach (var role in Everyone) callers[$"here {role}"] = await Caller.Of(hub, role is { } held ? here.People[held] : null);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        foreach (var caller in callers.Values) caller.Dispose();
        await hub.DisposeAsync();
    }

    [Test]
    public async Task In_their_own_programme_everyone_gets_in_where_their_role_says_and_nowhere_else()
    {
        var before = await hub.Log.Head();
        var tries = doors.SelectMany(door => Everyone.Select(role => (door, role))).ToList();
        var wrong = await Wrong(tries.Where(t => !May(t.role, t.door, isPublic: true)), here, told => told.IsTurnedAway);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), "who was turned away has changed something");
        wrong.AddRange(await Wrong(tries.Where(t => May(t.role, t.door, isPublic: true) && !HasNoQueue(t.role, t.door)), here, told => told.IsIn));
        TestContext.Out.WriteLine($"{tries.Count} tries at {doors.Count} doors");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Next_door_nothing_is_there_for_anyone_from_here()
    {
        var before = await hub.Log.Head();
        var tries = doors.SelectMany(door => Everyone.Select(role => (door, role))).ToList();
        var wrong = await Wrong(tries.Where(t => t.role is not null), nextDoor, told => told.Status == HttpStatusCode.NotFound);
        wrong.AddRange(await Wrong(tries.Where(t => t.role is null), nextDoor, told => told.IsTurnedAway));
        Assert.That(wrong, Is.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), "somebody from here has changed something there");
    }

    [Test]
    public async Task Next_door_those_who_live_there_get_in()
    {
        using var lead = await Caller.Of(hub, nextDoor.People[Role.ProgrammeLead]);
        foreach (var door in doors.Where(door => !door.Sends && Lead.May(door.Needed)))
            Assert.That((await lead.Try(door, door.In(nextDoor))).IsIn, Is.True, door.ToString());
    }

    [Test]
    public async Task Nobody_from_here_hears_a_board_from_next_door([ValueSource(nameof(Everyone))] Role? role)
    {
        await using var listener = await Listener.Open(hub, role is { } held ? $"{held} i {here.Slug}" : null);
        Assert.That(await listener.Watch(nextDoor.Slug), Is.Empty);
        foreach (var board in new[] { "moment", "scores", $"tally/{nextDoor.Number}", $"turnout/{nextDoor.Number}" })
            Assert.That(await listener.Sync($"{nextDoor.Slug}/{board}"), Is.Null, board);
    }

    static Actor Lead { get; } = new(Guid.NewGuid(), "", new HashSet<Role> { Role.ProgrammeLead }, new HashSet<string>());

    // Who leads reads the queue; what waits in it, waits for somebody else.
    static bool HasNoQueue(Role? role, Door door) => role == Role.ProgrammeLead && door.Sends && door.Route.RawText == "p/{programme}/queue";

    static bool May(Role? role, Door door, bool isPublic) => role is not { } held
        ? isPublic && door.Needed.All(permission => permission == Permission.Look) && !door.Sends
        : new Actor(Guid.NewGuid(), "", new HashSet<Role> { held }, new HashSet<string>()).May(door.Needed);

    async Task<List<string>> Wrong(IEnumerable<(Door Door, Role? Role)> tries, Settlement there, Func<Told, bool> isRight)
    {
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(tries, SomeAtOnce, async (t, _) =>
        {
            var told = await callers[$"here {t.Role}"].Try(t.Door, t.Door.In(there), ("activity", there.Submitted), ("command", Guid.NewGuid()));
            if (!isRight(told)) wrong.Add($"{t.Door} as {t.Role?.ToString() ?? "visitor"}: {told}");
        });
        return [.. wrong.Order(StringComparer.Ordinal)];
    }
}

static class ActorMay
{
    public static bool May(this Actor actor, IEnumerable<Permission> needed) => needed.All(actor.May);
}
