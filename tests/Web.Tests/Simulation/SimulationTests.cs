using System.Text.Encodings.Web;
using System.Text.Json;
using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform.Simulation;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Simulation;

/// <summary>The demo programme after its invented people have acted for a while.</summary>
public sealed class SimulationTests
{
    const int Acts = 400;

    // Slow enough that the scene is read anew several times; nobody waits in between.
    static readonly SimulationSettings Settings = new(Rate: 240, Chance: 7);

    static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    TestHub hub;
    CrewTally tally;
    long before;

    [OneTimeSetUp]
    public async Task Play()
    {
        hub = await TestHub.Sown();
        before = await hub.Log.Head();
        tally = await Run(hub, Settings);
        await hub.Settled();
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public void Nearly_everything_chosen_is_allowed() => Assert.Multiple(() =>
    {
        Assert.That(tally.Done + tally.Refused, Is.EqualTo(Acts).Within(5));
        Assert.That(tally.Refused, Is.LessThan(Acts / 20));
    });

    [Test]
    public async Task The_same_seed_on_the_same_log_makes_the_same_acts()
    {
        await using var again = await TestHub.Sown();
        await Run(again, Settings);
        Assert.That(await Story(again), Is.EqualTo(await Story(hub)));
    }

    [Test]
    public async Task Another_seed_makes_another_story()
    {
        await using var other = await TestHub.Sown();
        await Run(other, Settings with { Chance = 8 });
        Assert.That(await Story(other), Is.Not.EqualTo(await Story(hub)));
    }

    [Test]
    public async Task A_rebuild_equals_the_live_tables() => Assert.That(await hub.ReadModels.Compare(), Is.Empty);

    [Test]
    public async Task Tallies_are_the_ballots_and_a_member_has_one()
    {
        var wrong = await hub.Views.Many<InitiativeCard>(
            """
            select i.* from initiative i
             where i.supports + i.not_nows <> (select count(distinct b.member) from ballot b where b.initiative = i.initiative)
                or i.pledges <> (select count(distinct p.member) from pledge p where p.initiative = i.initiative)
                or exists (select 1 from ballot b where b.initiative = i.initiative and b.member = i.proposer)
            """);
        Assert.That(wrong.Select(card => card.Title), Is.Empty);
    }

    [Test]
    public async Task Nobody_answers_what_they_wrote_themselves()
    {
        var own = await hub.Views.Value<long>(
            """
            select count(*) from activity a join initiative i on i.initiative = a.initiative
             where a.decided_by in (a.owner, i.proposer)
            """);
        Assert.That(own, Is.Zero);
    }

    [Test]
    public async Task All_kinds_of_things_happen()
    {
        var kinds = (await Since()).Select(recorded => recorded.Data.GetType()).Distinct();
        Type[] expected =
        [
            typeof(InitiativeProposed), typeof(VoteCast), typeof(PledgeMade), typeof(CommentPosted), typeof(ActivityPlanned), typeof(ActivitySubmitted),
            typeof(ActivityApproved), typeof(ActivityScheduled), typeof(ActivityCarriedOut), typeof(OutcomeRated),
        ];
        Assert.That(kinds, Is.SupersetOf(expected));
    }

    [Test]
    public async Task No_name_and_no_address_is_in_the_log()
    {
        var log = string.Join('\n', (await Since()).Select(recorded => JsonSerializer.Serialize(recorded.Data, AsWritten)));
        var people = await hub.Views.Column<string>("select name from hub.person union all select email from hub.person");
        Assert.That(people.Where(one => log.Contains(one, StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    [Test]
    public async Task Only_invented_people_act()
    {
        await using var other = await TestHub.Sown();
        await other.Views.Execute("update hub.person set email = replace(email, '@example.org', '@example.com') where name = 'Bo Varnhem'");
        var bo = await other.PersonCalled(Cast.Bo);
        var head = await other.Log.Head();
        await other.Views.Execute("delete from hub.person where person not in (select member from member where municipality = 'astorp')");
        await Run(other, Settings);
        Assert.That((await other.Log.ReadLog(head, 10_000)).Select(recorded => recorded.Actor), Is.Not.Empty.And.Not.Contains(bo));
    }

    static Task<CrewTally> Run(TestHub hub, SimulationSettings settings) =>
        hub.Services.GetRequiredService<Simulator>().Run(settings, Acts, (_, _) => Task.CompletedTask);

    Task<IReadOnlyList<Recorded>> Since() => hub.Log.ReadLog(before, 10_000);

    /// <summary>Who did what to what; several at once may reach the log in another order. What the hub gives by itself comes when it comes.</summary>
    async Task<IReadOnlyList<string>> Story(TestHub of) =>
        [.. (await of.Log.ReadLog(before, 10_000)).Where(one => one.Actor is not null).Select(one => $"{one.Stream} {one.Version} {one.Type} {one.Actor}").Order(StringComparer.Ordinal)];
}
