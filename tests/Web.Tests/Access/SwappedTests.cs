using System.Globalization;
using System.Net;
using Activation.Domain.Members;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Access;

/// <summary>What belongs to the programme next door, put into addresses and forms of one's own: it is not there, and nothing happens to it.</summary>
public sealed partial class SwappedTests
{
    static readonly Role[] Mighty = [Role.Coordinator, Role.ProgrammeLead, Role.Administrator, Role.CoreTeam];

    static readonly ParallelOptions SomeAtOnce = new() { MaxDegreeOfParallelism = 4 };

    /// <summary>What is counted in each programme anew, or is no thing of anybody's.</summary>
    static readonly string[] Everywhere = ["programme", "number", "width", "kind", "version"];

    /// <summary>So that what is sent goes as far as looking for the thing it is about.</summary>
    internal static readonly (string Name, object Value)[] Plausible =
    [
        ("decision", "approve"), ("reason", "så gör vi det här hos oss"), ("Level", 80), ("LevelReason", "så ser jag det nu"), ("participants", 3), ("grade", 4), ("arrived", true), ("Sure", true), ("SureToEnd", true),
        ("Municipality", "astorp"), ("Roles", "PoolMember"), ("Name", "Någon annan"), ("purpose", "PublicName"), ("version", 1), ("deed", "Done"), ("text", "Vi ses"), ("command", Guid.NewGuid()),
    ];

    TestHub hub;
    Settlement here;
    Settlement nextDoor;
    IReadOnlyList<Guid> theirs;

    [OneTimeSetUp]
    public async Task Settle()
    {
        hub = await TestHub.Sown(limits: false);
        (here, nextDoor) = (await Settlement.Here(hub), await Settlement.NextDoor(hub));
        theirs = [.. Own(nextDoor), .. await More(nextDoor)];
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

    [TestCaseSource(nameof(Mighty))]
    public async Task Nothing_from_next_door_is_at_any_address_here(Role role)
    {
        using var caller = await Caller.Of(hub, here.People[role]);
        var before = await StateNextDoor();
        var tried = 0;
        foreach (var door in await Door.All(hub))
            foreach (var name in door.Route.Parameters.Select(parameter => parameter.Name).Except(Everywhere))
            {
                var told = await caller.Try(door, door.In(here, new Dictionary<string, string> { [name] = nextDoor.Thing(door.Route, door.Handler, name)! }), Plausible);
                Assert.That(told.IsIn, Is.False, $"{door} with their {name} as {role}: {told}");
                tried++;
            }

        TestContext.Out.WriteLine($"{tried} addresses");
        Assert.That(tried, Is.GreaterThan(50));
        Assert.That(await StateNextDoor(), Is.EqualTo(before));
    }

    [Test]
    public async Task Nothing_from_next_door_is_reached_by_any_field_that_names_a_thing()
    {
        var (before, head, fields) = (await StateNextDoor(), await hub.Log.Head(), await Naming());
        var callers = new Dictionary<Role, Caller>();
        foreach (var role in fields.Select(field => field.Role).Distinct()) callers[role] = await Caller.Of(hub, here.People[role]);
        await Parallel.ForEachAsync(fields.SelectMany(field => theirs.Select(thing => (field, thing))), SomeAtOnce, async (t, _) =>
        {
            var ((door, path, name, isAsked, role), thing) = t;
            await callers[role].Try(door, path, [.. Plausible.Where(field => !field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)), (name, thing)]);
            if (!isAsked) return;
            var told = await callers[role].Try(door with { Method = "GET" }, $"{path.Split('?')[0]}?{name}={thing}");
            Assert.That(told.Text, Does.Not.Contain(nextDoor.Slug), $"{door} asked with their {name}");
        });
        foreach (var caller in callers.Values) caller.Dispose();
        TestContext.Out.WriteLine($"{fields.Count} fields × {theirs.Count} things, {fields.Count(field => field.IsAsked)} of them also in the query");
        Assert.That(fields, Has.Count.GreaterThan(50));
        Assert.That(await StateNextDoor(), Is.EqualTo(before), "something there is another than before");
        var pointing = await hub.Views.Column<string>(
            "select distinct type from log.event where position > @head and data::text like any (@things)", new { head, things = theirs.Select(thing => $"%{thing}%").ToArray() });
        Assert.That(pointing, Is.Empty, "something here points there");
    }

    [Test]
    public async Task What_is_sent_twice_counts_once_and_in_the_programme_of_the_path()
    {
        using var henrik = await hub.As(Cast.Henrik);
        var number = (await hub.OpenTo(Cast.Henrik))[1];
        var (target, values) = Visitor.FormOf(await henrik.Get(Sown.Initiative(number)), "button[value=Support]");
        await henrik.Post(
            new Uri(target, $"{target.PathAndQuery}&stance=NotNow&programme={nextDoor.Slug}"), [.. values, new("stance", "NotNow"), new("programme", nextDoor.Slug), new("Here.Id", nextDoor.Id.ToString())]);
        await hub.Settled();
        var cast = await hub.Views.Column<string>("select tenant || ' ' || type || ' ' || (data->>'stance') from log.event order by position desc limit 1");
        Assert.That(cast, Is.EqualTo(new[] { $"{here.Id} vote-cast Support" }));
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
