using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Activation.Domain.Members;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Activation.Web.Tests.Access;

/// <summary>Every door of a programme × every role and the visitor × the own programme and the one next door: what is answered is what the page of roles says.</summary>
public sealed partial class MatrixTests
{
    static readonly ParallelOptions SomeAtOnce = new() { MaxDegreeOfParallelism = 4 };

    readonly Dictionary<string, Caller> callers = [];
    readonly LogLines log = new();

    TestHub hub;
    Settlement here;
    Settlement nextDoor;
    Settlement openHouse;
    IReadOnlyList<Door> doors;

    static IEnumerable<Role?> Everyone => Enum.GetValues<Role>().Select(role => (Role?)role).Append(null);

    [OneTimeSetUp]
    public async Task Settle()
    {
        hub = await TestHub.Sown(outside => outside.AddSingleton<ILoggerProvider>(log));
        (here, nextDoor, openHouse) = (await Settlement.Here(hub), await Settlement.NextDoor(hub), await Settlement.NextDoor(hub, "oppna-huset", isPublic: true));
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
        // First those who only look: what others may do ends their being here.
        foreach (var some in tries.Where(t => May(t.role, t.door, isPublic: true) && !HasNoQueue(t.role, t.door)).GroupBy(t => t.role != Role.Viewer).OrderBy(some => some.Key))
            wrong.AddRange(await Wrong(some, here, told => told.IsIn));
        TestContext.Out.WriteLine($"{tries.Count} tries at {doors.Count} doors");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Next_door_nothing_is_there_for_anyone_from_here()
    {
        var before = await hub.Log.Head();
        var tries = doors.SelectMany(door => Everyone.Select(role => (door, role))).ToList();
        var wrong = await Wrong(tries.Where(t => t.role is not null), nextDoor, told => told.Status == HttpStatusCode.NotFound && !told.Text.Contains("Grannarna", StringComparison.Ordinal));
        wrong.AddRange(await Wrong(tries.Where(t => t.role is null), nextDoor, told => told.IsTurnedAway));
        Assert.That(wrong, Is.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), "somebody from here has changed something there");
    }

    [Test]
    public async Task Next_door_where_everybody_may_look_they_do_and_nothing_else()
    {
        var before = await hub.Log.Head();
        var tries = doors.SelectMany(door => Everyone.Select(role => (door, role))).ToLookup(t => May(null, t.door, isPublic: true));
        var wrong = await Wrong(tries[false].Where(t => t.role is not null), openHouse, told => told.Status == HttpStatusCode.NotFound);
        wrong.AddRange(await Wrong(tries[false].Where(t => t.role is null), openHouse, told => told.IsTurnedAway));
        // Whoever is nobody there is so by any name: the mightiest stands for all.
        wrong.AddRange(await Wrong(tries[true].Where(t => t.role is null or Role.Administrator), openHouse, told => told.IsIn));
        Assert.That(wrong, Is.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), "somebody from here has changed something there");
    }

    [Test]
    public async Task What_is_in_no_programme_lets_in_whoever_is_signed_in_and_shows_a_visitor_the_way()
    {
        var (before, elsewhere) = (await hub.Log.Head(), await Door.Elsewhere(hub));
        var tries = elsewhere.SelectMany(door => Everyone.Where(role => !HasNoPoints(role, door)).Select(role => (door, role))).ToLookup(t => t.role is null || (OnlyAdministrators(t.door) && t.role != Role.Administrator));
        var wrong = await Wrong(tries[true], here, told => told.IsTurnedAway);
        // What is sent there is about whoever sends it, and would be done: up to the form's own lock is far enough.
        wrong.AddRange(await Wrong(tries[false], here, told => told.IsIn, (Caller.TokenField, "none")));
        TestContext.Out.WriteLine($"{elsewhere.Count} doors in no programme");
        Assert.That(elsewhere, Has.Count.GreaterThan(10));
        Assert.That(wrong, Is.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_list_of_programmes_names_ones_own_and_those_that_everybody_may_look_at([ValueSource(nameof(Everyone))] Role? role)
    {
        var list = (await Door.Open(hub)).Single(door => door.Route.RawText!.TrimEnd('/') == "/api/v1/programmes");
        Assert.That((await callers[$"here {role}"].Try(list, list.In(here))).Text, Does.Contain(here.Slug).And.Contain(openHouse.Slug).And.Not.Contain(nextDoor.Slug));
    }

    [Test]
    public async Task What_is_open_to_everybody_is_on_this_list_and_fails_for_nobody()
    {
        var open = await Door.Open(hub);
        Assert.That(open.Select(door => door.Route.RawText!.Trim('/')).Distinct(), Is.EquivalentTo(OpenToEverybody));
        var before = await hub.Log.Head();
        var wrong = await Wrong(open.Where(door => !door.Sends).SelectMany(door => new Role?[] { null, Role.Viewer, Role.Administrator }.Select(role => (door, role))), here, told => (int)told.Status < 500);
        Assert.That(wrong, Is.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
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
        foreach (var board in hub.Services.GetServices<IBoard>())
        {
            var path = board.OfInitiative ? $"{board.Kind}/{{0}}" : board.Kind;
            Assert.That(await listener.Sync($"{nextDoor.Slug}/{string.Format(CultureInfo.InvariantCulture, path, nextDoor.Number)}"), Is.Null, path);
            // What of an initiative may be heard here, and by whom, is its own rule; the rest is for everybody, and the bell for whoever has one.
            if (!board.OfInitiative)
                Assert.That(await listener.Sync($"{here.Slug}/{path}"), board is IPersonalBoard && role is null ? Is.Null : Is.Not.Null, path);
        }
    }

    [Test]
    public async Task Next_door_where_everybody_may_look_they_hear_what_is_everybodys([ValueSource(nameof(Everyone))] Role? role)
    {
        await using var listener = await Listener.Open(hub, role is { } held ? $"{held} i {here.Slug}" : null);
        Assert.That((await listener.Watch(openHouse.Slug)).Select(frame => frame.Board), Is.EquivalentTo(new[] { $"{openHouse.Slug}/moment", $"{openHouse.Slug}/scores" }));
        foreach (var board in hub.Services.GetServices<IBoard>().Where(board => board.OfInitiative))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{openHouse.Slug}/{board.Kind}/{openHouse.Number}");
            // Nobody from here has voted there: while it is open they hear how many have, and not what.
            Assert.That(await listener.Sync(name), board.Kind == "tally" ? Is.Null : Is.Not.Null, name);
        }
    }

    /// <summary>In no programme, and for whoever comes: what says nothing of anybody, ways in, and what a secret in the address opens.</summary>
    static readonly string[] OpenToEverybody =
    [
        "", "accessibility", "privacy", "language", "error/{code:int?}", "health/live", "health/ready", "openapi/{documentName}.json", "api/v1/programmes",
        "live", "live/negotiate", "demo", "demo/outbox", "look",
        "sign-in", "sign-in/code", "sign-in/second", "sign-in/with/{directory}", "sign-in/link/{secret}", "first-run",
        "invitation/{secret}", "choices/{secret}", "choices/{secret}/off", "consent/{secret}", "consent/story/{secret}", "consent/story/{secret}/pictures/{picture:guid}",
        "answer/{secret}", "do/{secret}", "walk/{walk:guid}", "walk/come/{secret}", "walk/off/{secret}", "work/{secret}", "work/{secret}/picture",
    ];

    /// <summary>What starts something that is everybody's.</summary>
    static bool OnlyAdministrators(Door door) => door.Route.RawText == "admin/start";

    // Who only looks collects none.
    static bool HasNoPoints(Role? role, Door door) => role == Role.Viewer && door.Route.RawText == "me/points";

    static Actor Lead { get; } = new(Guid.NewGuid(), "", new HashSet<Role> { Role.ProgrammeLead }, new HashSet<string>());

    // Who leads reads the queue; what waits in it, waits for somebody else.
    static bool HasNoQueue(Role? role, Door door) => role == Role.ProgrammeLead && door.Sends && door.Route.RawText == "p/{programme}/queue";

    static bool May(Role? role, Door door, bool isPublic) => role is not { } held
        ? isPublic && door.Needed.All(permission => permission == Permission.Look) && !door.Sends
        : new Actor(Guid.NewGuid(), "", new HashSet<Role> { held }, new HashSet<string>()).May(door.Needed);

    Task<List<string>> Wrong(IEnumerable<(Door Door, Role? Role)> tries, Settlement there, Func<Told, bool> isRight, params (string, object)[] also) =>
        Wrong(tries.Select(t => (t.Door, $"{t.Role}")), there, isRight, also);

    Task<List<string>> Wrong(string who, IEnumerable<Door> tried, Settlement there, Func<Told, bool> isRight) => Wrong(tried.Select(door => (door, who)), there, isRight);

    async Task<List<string>> Wrong(IEnumerable<(Door Door, string Who)> tries, Settlement there, Func<Told, bool> isRight, params (string, object)[] also)
    {
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(tries, SomeAtOnce, async (t, _) =>
        {
            var told = await callers[$"here {t.Who}"].Try(t.Door, t.Door.In(there), [("activity", there.Submitted), ("command", Guid.NewGuid()), .. also]);
            if (!isRight(told)) wrong.Add($"{t.Door} as {(t.Who.Length > 0 ? t.Who : "visitor")}: {told}");
        });
        foreach (var line in wrong.IsEmpty ? [] : log.All) TestContext.Out.WriteLine(line);
        return [.. wrong.Order(StringComparer.Ordinal)];
    }
}

static class ActorMay
{
    public static bool May(this Actor actor, IEnumerable<Permission> needed) => needed.All(actor.May);
}
