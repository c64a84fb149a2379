using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>One nudge on its way, from falling due to the mail: on a clock that the test moves.</summary>
public sealed partial class NudgeDeliveryTests
{
    // A Wednesday.
    static readonly DateTimeOffset Morning = new(2027, 3, 10, 9, 0, 0, TimeSpan.FromHours(1));
    static int told;

    readonly List<string> taken = [];
    NudgeTown town;
    Guid owner;

    [OneTimeSetUp]
    public async Task Settle() => town = await NudgeTown.Settle(Morning.AddDays(-40), 180);

    [OneTimeTearDown]
    public async Task Close() => await town.DisposeAsync();

    [SetUp]
    public async Task SomebodyElse()
    {
        taken.Clear();
        var number = Interlocked.Increment(ref told);
        owner = town.Members.Where(member => !HoldOut.Has(member, NudgeKind.Overdue, "2027-Q1")).ElementAt(number);
        await town.TimeIs(Morning);
    }

    [Test]
    public async Task First_it_is_in_the_bell_and_a_mail_follows_after_two_days_when_nobody_looked()
    {
        var nudge = await Overdue();
        await Run();
        Assert.That((await Row(nudge)) is { State: "sent", Via: NudgeVia.Bell, MailedAt: null }, Is.True);
        await town.TimeIs(Morning.AddHours(47));
        await Run();
        Assert.That(Mails(nudge), Is.Zero);
        await town.TimeIs(Morning.AddHours(48));
        await Run();
        await Run();
        Assert.That(Mails(nudge), Is.EqualTo(1), "once, under a name that stays");
        Assert.That(await Events(nudge), Is.EqualTo(new[] { typeof(NudgeFellDue), typeof(NudgeSent), typeof(NudgeSent) }));
    }

    [Test]
    public async Task What_was_seen_in_the_bell_is_not_mailed()
    {
        var nudge = await Overdue();
        await Run();
        await town.Views.Execute("update hub.nudge set seen_at = hub.clock() where nudge = @nudge", new { nudge });
        await town.TimeIs(Morning.AddDays(2));
        await Run();
        Assert.That(Mails(nudge), Is.Zero);
    }

    /// <summary>Somebody more, who coordinates a place where nobody else is and whom chance holds out of none of these.</summary>
    async Task<Guid> Somebody(string place, params NudgeKind[] kinds)
    {
        var person = Enumerable.Range(0, 99).Select(n => DerivedId.From($"{place} {n}")).First(one => !kinds.Any(kind => HoldOut.Has(one, kind, "2027-Q1")));
        await Enrolled(person, place);
        return person;
    }

    async Task Enrolled(Guid person, string place)
    {
        await town.At(Morning.AddDays(-60), $"member-{NudgeTown.Programme:N}-{person:N}", null, new MemberEnrolled(person, place, [Role.Coordinator]));
        await town.Hub.Services.GetRequiredService<PeopleDirectory>().Add([new PersonRow(person, "Prov", $"{place}@example.test", "sv")]);
        await town.Hub.Settled();
    }

    /// <summary>People with something late that stands in the bell, on the day on which its mails are due.</summary>
    async Task<Guid[]> Many(string what, int count, int after)
    {
        Guid[] late = [.. town.Members.Where(member => !HoldOut.Has(member, NudgeKind.Overdue, "2027-Q1")).Reverse().Skip(after).Take(count)];
        var (plan, idea) = (new ActivityPlan("Cykla", "", "", "", null, "", "", null, "", "", ""), DerivedId.From(what));
        await town.At(Morning.AddDays(-39), $"initiative-{idea:N}", town.Coordinator,
        [
            new InitiativeProposed(idea, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null),
            .. late.SelectMany(member => new object[]
            {
                new ActivityPlanned(idea, DerivedId.From(what, member), member, "astorp", plan, town.Coordinator),
                new ActivityScheduled(idea, DerivedId.From(what, member), "Fritid", new DateOnly(2027, 3, 6), "Åstorp"),
            }),
        ]);
        await town.Hub.Settled();
        await Run();
        await town.TimeIs(Morning.AddDays(2));
        taken.Clear();
        return late;
    }

    Guid Idea => DerivedId.From("idea", owner);

    Guid Deed => DerivedId.From("deed", owner);

    string Stream => $"initiative-{Idea:N}";

    /// <summary>An activity of the owner's that is three days late.</summary>
    async Task<Guid> Overdue(bool insert = true)
    {
        var (plan, due) = (new ActivityPlan("Cykla", "", "", "", null, "", "", null, "", "", ""), new DateOnly(2027, 3, 6));
        await town.At(Morning.AddDays(-39), Stream, town.Coordinator,
            new InitiativeProposed(Idea, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null),
            new ActivityPlanned(Idea, Deed, owner, "astorp", plan, town.Coordinator), new ActivityScheduled(Idea, Deed, "Fritid", due, "Åstorp"));
        await town.Hub.Settled();
        if (insert) await Run();
        return Stored.Id(new DueNudge(NudgeKind.Overdue, owner, NudgeObject.Activity(Deed), "2027-03-06/1", "astorp", null, [], NudgeDeed.Look()));
    }

    /// <summary>Another programme, in which the owner is as well.</summary>
    async Task<Guid> Elsewhere(string place)
    {
        var there = DerivedId.From("another town");
        if (!await town.Views.Value<bool>("select exists (select from programme where programme = @there)", new { there }))
            await town.In(there, Morning.AddDays(-60), $"programme-{there:N}", null,
                new ProgrammeStarted(there, "another-town", "Grannprogrammet", "Prov", "Europe/Stockholm", ["sv"], false),
                new MunicipalityJoined("astorp", "Åstorp", 1, 16000, new DateOnly(2026, 1, 1), 56.1, 12.9, new LabelPlace(0, 0, "start")));
        await town.In(there, Morning.AddDays(-60), $"member-{there:N}-{owner:N}", null, new MemberEnrolled(owner, place, [Role.CoreTeam]));
        await town.Hub.Settled();
        return there;
    }

    /// <summary>And one that is late there.</summary>
    async Task<Guid> OverdueElsewhere()
    {
        var (there, idea, deed) = (await Elsewhere("astorp"), DerivedId.From("elsewhere", owner), DerivedId.From("elsewhere deed", owner));
        await town.In(there, Morning.AddDays(-39), $"initiative-{idea:N}", null,
            new InitiativeProposed(idea, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null),
            new ActivityPlanned(idea, deed, owner, "astorp", new("Cykla", "", "", "", null, "", "", null, "", "", ""), town.Coordinator),
            new ActivityScheduled(idea, deed, "Fritid", new DateOnly(2027, 3, 6), "Åstorp"));
        await town.Hub.Settled();
        return Stored.Id(new DueNudge(NudgeKind.Overdue, owner, NudgeObject.Activity(deed), "2027-03-06/1", "astorp", null, [], NudgeDeed.Look()));
    }

    async Task<Guid> Mailed(Fault first)
    {
        var nudge = await Overdue();
        await town.TimeIs(Morning.AddDays(2));
        var carrier = new UnsureCarrier(taken, mail => mail == Name(nudge) ? first : Fault.None);
        await Task.WhenAny(town.Node(carrier).Run(default, CancellationToken.None), carrier.Died);
        return nudge;
    }

    static string Name(Guid nudge) => $"<{nudge:N}@activation>";

    int Mails(Guid nudge) => taken.Count(mail => mail == Name(nudge));

    Task Run() => town.Node(new UnsureCarrier(taken, _ => Fault.None)).Run(default, CancellationToken.None);

    async Task<NudgeRow> Row(Guid nudge) => (await town.Views.One<NudgeRow>("select * from hub.nudge where nudge = @nudge", new { nudge }))!;

    async Task<IEnumerable<Type>> Events(Guid nudge) => (await town.Hub.Log.ReadStream($"nudge-{nudge:N}")).Select(recorded => recorded.Data.GetType());
}
