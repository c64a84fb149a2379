using System.Net;
using Activation.Domain.Members;
using Activation.Web.Features.People;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Access;

/// <summary>The rows of whoever has left, and of whoever is in two programmes with another role in each.</summary>
public sealed partial class MatrixTests
{
    const string Number = "070-555 27 18";

    [Test]
    public async Task Whoever_has_left_is_there_what_somebody_from_elsewhere_is()
    {
        var gone = await Somebody("Gudrun Gången");
        foreach (var (programme, role) in new[] { (nextDoor, Role.Administrator), (openHouse, Role.ProgrammeLead) })
        {
            await programme.Enrol(gone, role);
            await programme.Leave(gone);
        }

        callers["here gone"] = await Caller.Of(hub, gone);
        var (before, everybodys) = (await hub.Log.Head(), doors.ToLookup(door => May(null, door, isPublic: true)));
        var wrong = await Wrong("gone", doors, nextDoor, told => told.Status == HttpStatusCode.NotFound);
        wrong.AddRange(await Wrong("gone", everybodys[false], openHouse, told => told.Status == HttpStatusCode.NotFound));
        wrong.AddRange(await Wrong("gone", everybodys[true], openHouse, told => told.IsIn));
        Assert.That(wrong, Is.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), "somebody who is there no longer has changed something");
    }

    [Test]
    public async Task Whoever_is_in_two_programmes_may_in_each_what_their_role_there_says()
    {
        var both = await Somebody("Berit Båda");
        await openHouse.Enrol(both, Role.Viewer);
        await nextDoor.Enrol(both, Role.Administrator);
        callers["here both"] = await Caller.Of(hub, both);
        var (before, viewers) = (await hub.Log.Head(), doors.ToLookup(door => Viewer.May(door.Needed)));
        var looking = doors.Where(door => !door.Sends).ToList();
        var wrong = await Wrong("both", viewers[false], openHouse, told => told.IsTurnedAway);
        wrong.AddRange(await Wrong("both", viewers[true].Where(door => !door.Sends), openHouse, told => told.IsIn));
        wrong.AddRange(await Wrong("both", looking.Where(door => Keeper.May(door.Needed)), nextDoor, told => told.IsIn));
        Assert.That(await hub.Log.Head(), Is.EqualTo(before), "a role next door has changed something here");
        await nextDoor.Leave(both);
        wrong.AddRange(await Wrong("both", looking, nextDoor, told => told.Status == HttpStatusCode.NotFound));
        wrong.AddRange(await Wrong("both", viewers[true].Where(door => !door.Sends), openHouse, told => told.IsIn));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Whoever_is_shut_out_is_asked_to_sign_in_at_every_door()
    {
        var shut = await Somebody("Ulla Utestängd");
        await nextDoor.Enrol(shut, Role.Administrator);
        callers["here shut"] = await Caller.Of(hub, shut);
        await hub.Services.GetRequiredService<Accounts>().Disable(shut, DateTimeOffset.UtcNow);
        var before = await hub.Log.Head();
        Assert.That(() => Wrong("shut", doors.Take(1), nextDoor, told => told.IsTurnedAway).Result, Is.Empty.After(20_000, 200));
        Assert.That(await Wrong("shut", doors, nextDoor, told => told.IsTurnedAway), Is.Empty);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_token_for_reading_sends_nothing_through_any_door_for_programs_whatever_its_owner_may()
    {
        var readers = new Dictionary<Role, Caller>();
        foreach (var role in Enum.GetValues<Role>()) readers[role] = await Caller.Of(hub, here.People[role], Scopes.Read);
        var (before, sending) = (await hub.Log.Head(), doors.Where(door => door is { ForPrograms: true, Sends: true }).ToList());
        Assert.That(sending, Has.Count.GreaterThan(10));
        foreach (var door in sending)
        {
            var told = await readers[Enum.GetValues<Role>().First(role => May(role, door, isPublic: true))].Try(door, door.In(here), ("command", Guid.NewGuid()));
            Assert.That(told.Status, Is.EqualTo(HttpStatusCode.Forbidden), $"{door}");
            Assert.That(told.Text, Does.Contain("api.read-only"), $"{door}");
        }

        foreach (var reader in readers.Values) reader.Dispose();

        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task Of_whoever_has_left_and_is_elsewhere_an_administrator_learns_and_changes_nothing_at_any_door()
    {
        var gone = await Somebody("Lennart Lämnat");
        await openHouse.Enrol(gone);
        await nextDoor.Enrol(gone);
        await openHouse.Leave(gone);
        await hub.Views.Execute("update hub.person set phone = @Number where person = @gone", new { Number, gone });
        using var theirs = await Caller.Of(hub, gone);
        using var keeper = await Caller.Of(hub, openHouse.People[Role.Administrator]);
        var about = doors.Where(door => door.Route.GetParameter("member") is not null).ToList();
        Assert.That(about, Has.Count.GreaterThan(10));
        var (before, swapped) = (await State(), new Dictionary<string, string>(StringComparer.Ordinal) { ["member"] = $"{gone}" });
        (string, object)[] fields =
        [
            ("Roles", "CoreTeam"), ("Reason", "Vi vill veta"), ("Municipality", openHouse.Municipality), ("Deputy", openHouse.Municipality),
            ("AwayFrom", Sown.Day(0)), ("AwayTo", Sown.Day(9)), ("Sure", "true"), ("SureToEnd", "true"),
        ];
        foreach (var door in about)
        {
            var told = await keeper.Try(door, door.In(openHouse, swapped), [.. fields, ("command", Guid.NewGuid())]);
            Assert.That((int)told.Status, Is.LessThan(500), $"{door}");
            Assert.That(told.Text, Does.Not.Contain(Number).And.Not.Contain(Address(gone)), $"{door}");
            if (door.Route.RawText!.EndsWith("/account", StringComparison.Ordinal)) Assert.That(told.Status, Is.EqualTo(HttpStatusCode.NotFound), $"{door}");
            Assert.That(await State(), Is.EqualTo(before), $"{door}");
        }

        Task<string> State() => hub.Views.Value<string>(
            """
            select concat_ws(' ', (select max(position) from log.event), (select count(*) from hub.session where person = @gone), (select count(*) from hub.consent_link where person = @gone),
                             (select count(*) from hub.account where person = @gone and disabled_at is not null), (select count(*) from hub.person where person = @gone))
            """,
            new { gone });
    }

    static Actor Keeper { get; } = new(Guid.NewGuid(), "", new HashSet<Role> { Role.Administrator }, new HashSet<string>());

    static string Address(Guid person) => $"{person:N}@example.test";

    async Task<Guid> Somebody(string name)
    {
        var person = DerivedId.From(name);
        await hub.Services.GetRequiredService<PeopleDirectory>().Add([new PersonRow(person, name, Address(person), "sv")]);
        return person;
    }
}
