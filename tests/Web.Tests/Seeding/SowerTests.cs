using Activation.Domain.Nudges;
using Activation.Domain.Scoring;
using Activation.Support;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Seeding;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Seeding;

/// <summary>The demo programme, after all of it went through the product's own commands.</summary>
public sealed class SowerTests
{
    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown();

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public async Task Fifty_three_per_cent_of_what_was_due_in_stage_one_was_carried_out()
    {
        var completion = (await Figures()).Completion;
        Assert.Multiple(() =>
        {
            Assert.That(completion.N, Is.EqualTo(117));
            Assert.That(completion.Value * completion.N, Is.EqualTo(62).Within(1e-9));
            Assert.That(Math.Round(completion.Value * 100), Is.EqualTo(53));
        });
    }

    [Test]
    public async Task Twenty_per_cent_of_what_was_rated_got_the_top_grade()
    {
        var top = (await Figures()).TopOutcome;
        Assert.Multiple(() =>
        {
            Assert.That(top.N, Is.EqualTo(55));
            Assert.That(top.Value * top.N, Is.EqualTo(11).Within(1e-9));
            Assert.That(Math.Round(top.Value * 100), Is.EqualTo(20));
        });
    }

    [Test]
    public async Task A_hundred_and_seventeen_of_a_hundred_and_thirty_three_got_a_yes()
    {
        var feasibility = (await Figures()).Feasibility;
        Assert.That((feasibility.N, Math.Round(feasibility.Value * feasibility.N)), Is.EqualTo((133, 117.0)));
    }

    [Test]
    public async Task Sixty_metrics_thirty_two_networks_and_eleven_municipalities_are_there()
    {
        var counts = await hub.Views.Column<long>(
            "select count(*) from metric union all select count(*) from network union all select count(*) from municipality");
        Assert.That(counts, Is.EqualTo(new long[] { 60, 32, 11 }));
    }

    [Test]
    public async Task Three_hundred_are_in_the_core_team() =>
        Assert.That(await hub.Views.Value<long>("select count(*) from member where 'core_team' = any(roles)"), Is.EqualTo(300));

    [Test]
    public async Task A_rebuild_equals_the_live_tables() => Assert.That(await hub.ReadModels.Compare(), Is.Empty);

    [Test]
    public async Task Tallies_are_the_ballots_they_count()
    {
        var wrong = await hub.Views.Many<InitiativeCard>(
            """
            select i.* from initiative i
             where i.supports <> (select count(*) from ballot b where b.initiative = i.initiative and b.stance = 'support')
                or i.not_nows <> (select count(*) from ballot b where b.initiative = i.initiative and b.stance = 'not_now')
                or i.pledges <> (select count(*) from pledge p where p.initiative = i.initiative)
                or i.comments <> (select count(*) from comment c where c.initiative = i.initiative and c.story is null)
            """);
        Assert.That(wrong.Select(card => card.Title), Is.Empty);
    }

    [Test]
    public async Task Sowing_again_adds_nothing()
    {
        var before = await hub.Log.Head();
        await hub.Services.GetRequiredService<Sower>().Sow(Repository.SeedData, DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.That(await hub.Log.Head(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_yearly_follow_up_is_open_partly_signed_and_tells_goal_owners()
    {
        var here = await hub.Programme();
        var told = (await hub.Services.GetRequiredService<NudgeFinder>().Find(here, DateTimeOffset.UtcNow)).Where(due => due.Kind == NudgeKind.FollowUpOpen).ToList();
        Assert.That(await hub.Views.Value<long>("select count(*) from sign_off"), Is.EqualTo(6));
        Assert.That(told.Select(due => due.Municipality), Is.Unique.And.Contain("angelholm").And.Contain("helsingborg").And.Not.Contain("bjuv"));
        Assert.That(told.Single(due => due.Municipality == "landskrona").Args[0], Is.EqualTo("2"), "one of three is signed");
    }

    [Test]
    public async Task The_database_knows_how_much_came_all_at_once() =>
        Assert.That(await hub.Views.Column<string>(
            """
            select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace in ('log'::regnamespace, 'pages'::regnamespace) and c.reltuples < 0
            """), Is.Empty, "never looked at: whatever joins them is planned for next to nothing");

    [Test]
    public async Task A_folder_without_its_files_is_refused_by_name()
    {
        var sower = hub.Services.GetRequiredService<Sower>();
        var refused = await Assert.ThrowsAsync<SeedException>(() => sower.Sow(Path.GetTempPath(), DateTimeOffset.UtcNow, CancellationToken.None));
        Assert.That(refused!.Message, Does.Contain("programme.json"));
    }

    async Task<StageFigures> Figures() =>
        (await hub.Views.One<StageRow>("select * from stage where stage = 1"))!.Figures!;
}
