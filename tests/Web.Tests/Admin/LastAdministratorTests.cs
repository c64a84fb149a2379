using Activation.Domain;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Admin;

/// <summary>Two administrators are at each other in the same moment: one of them is left.</summary>
public sealed class LastAdministratorTests
{
    const int Rounds = 10;
    const string Slug = "vaktombyte", People = $"/p/{Slug}/admin/people";

    static readonly Guid Here = DerivedId.From(Slug);
    static readonly Guid[] Two = [DerivedId.From($"{Slug} one", Here), DerivedId.From($"{Slug} two", Here)];
    static readonly Role[] Both = [Role.Administrator, Role.ProgrammeLead];

    TestHub hub;

    [OneTimeSetUp]
    public async Task Start()
    {
        hub = await TestHub.Sown(limits: false);
        await Write(StreamNames.Programme(Here), state => Starting.Start(state, new StartProgramme(Here, Slug, "Vaktombyte", "Två", "Europe/Stockholm", ["sv"], Public: false), Actor.House, DateTimeOffset.UtcNow));
        await hub.Services.GetRequiredService<PeopleDirectory>().Add([.. Two.Select((one, i) => new PersonRow(one, $"Administratör nummer {i}", $"nummer{i}@vakt.example", "sv"))]);
    }

    /// <summary>Both are there again and administer.</summary>
    [SetUp]
    public async Task Restore()
    {
        var programme = await hub.Streams.Read(StreamNames.Programme(Here));
        foreach (var one in Two)
        {
            await hub.Services.GetRequiredService<Accounts>().Enable(one, DateTimeOffset.UtcNow);
            await Write(StreamNames.Member(Here, one), state => !state.IsHere
                ? Enrolling.Enrol(state, programme, new EnrolMember(one, "", Both), Actor.House, DateTimeOffset.UtcNow)
                : state.Roles.Contains(Role.Administrator) ? Decision.Accept() : Decision.Accept(new RoleGranted(one, Role.Administrator)));
        }

        await hub.Settled();
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Who_take_the_role_from_each_other_at_once_leave_one_with_it()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await AtOnce("", "form[action*=Roles]", ("Roles", "ProgrammeLead"), ("Reason", "Vaktombyte"));
            Assert.That(await Administrators(), Has.Count.EqualTo(1), $"round {round}");
            await Restore();
        }
    }

    [Test]
    public async Task Who_shut_each_other_out_at_once_leave_one_who_comes_in()
    {
        var accounts = hub.Services.GetRequiredService<Accounts>();
        for (var round = 0; round < Rounds; round++)
        {
            await AtOnce("/account", "button[formaction*=ShutOut]", ("Reason", "Vaktombyte"));
            var shut = new List<Guid>();
            foreach (var one in Two)
                if ((await accounts.Find(one)).DisabledAt is not null) shut.Add(one);
            Assert.That(shut, Has.Count.EqualTo(1), $"round {round}");
            await Restore();
        }
    }

    [Test]
    public async Task Who_show_each_other_out_at_once_leave_one_who_is_there()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await AtOnce("", "form[action*=Leave]", ("SureToEnd", "true"));
            Assert.That(await Administrators(), Has.Count.EqualTo(1), $"round {round}");
            await Restore();
        }
    }

    [Test]
    public async Task Who_wants_to_leave_is_told_who_can_see_to_it_and_how_somebody_can_who_cannot_yet()
    {
        using var one = hub.Visitor();
        await one.StepInto(Two[0]);
        var sheet = await one.Get($"/p/{Slug}/members/me/leave");
        Assert.That(sheet.One("main").TextContent, Does.Contain("Administratör nummer 1").And.Not.Contain("Administratör nummer 0"));

        await hub.Services.GetRequiredService<Accounts>().Disable(Two[1], DateTimeOffset.UtcNow);
        var alone = await one.Get($"/p/{Slug}/members/me/leave");
        Assert.That(alone.One("main").TextContent, Does.Not.Contain("Administratör nummer"));
        foreach (var way in alone.All("main a.btn:not(.bare)").Select(link => link.GetAttribute("href")!))
            Assert.That((await one.Get(way)).Address.AbsolutePath, Is.EqualTo(way));
        Assert.That(alone.All("main a.btn:not(.bare)"), Has.Count.EqualTo(2), "who is in, and an invitation");
    }

    /// <summary>Each has the other's page open and presses.</summary>
    async Task AtOnce(string below, string form, params (string, string)[] fields)
    {
        using Visitor one = hub.Visitor(), two = hub.Visitor();
        await one.StepInto(Two[0]);
        await two.StepInto(Two[1]);
        var (ofTwo, ofOne) = (await one.Get($"{People}/{Two[1]}{below}"), await two.Get($"{People}/{Two[0]}{below}"));
        await Task.WhenAll(one.Send(ofTwo, form, fields), two.Send(ofOne, form, fields));
        await hub.Settled();
    }

    async Task<IReadOnlyList<Guid>> Administrators() => await hub.Views.Column<Guid>(
        "select member from member where programme = @Here and not \"left\" and 'administrator' = any(roles)", new { Here });

    async Task Write<TState>(Stream<TState> stream, Func<TState, Decision> decide)
    {
        var outcome = await hub.Streams.Decide(stream, new Writer(Here, null, DateTimeOffset.UtcNow, Guid.NewGuid()), decide);
        Assert.That(outcome, Is.InstanceOf<Done>(), (outcome as No)?.Key);
    }
}
