using Activation.Domain.Members;
using Activation.Domain.Retention;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Tests.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Privacy;

public sealed class RetentionTests
{
    const string Page = $"{Sown.Here}/admin/retention";

    // At noon: half a year on the clocks have changed, and an hour before midnight would be another day.
    static readonly DateTimeOffset Now = new(DateTime.UtcNow.Date.AddHours(12), TimeSpan.Zero);

    TestHub hub;
    ProgrammeView here;

    [SetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown();
        here = await hub.Programme();
        await hub.Views.Execute("delete from hub.draft");
    }

    [TearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Nothing_is_taken_a_day_early_and_what_is_due_goes_the_day_after()
    {
        await Draft(Cast.Astrid, Now);
        await hub.Views.Execute("insert into hub.came_by (position, programme, person, door, device, at) values (1, @Id, @person, 'page', 'Chrome', @Now)", new { here.Id, person = await hub.PersonCalled(Cast.Astrid), Now });
        await hub.Views.Execute(
            "insert into hub.story_draft values (@Id, @story, 'sv', @person, @tab, '{}', @Now)",
            new { here.Id, story = Guid.NewGuid(), person = await hub.PersonCalled(Cast.David), tab = Guid.NewGuid(), Now });
        await Run(here.Local(Now).AddMonths(6));
        Assert.That((await Drafts(), await Unsaved(), await Origins()), Is.EqualTo((1, 1, 1)));
        await Run(here.Local(Now).AddMonths(6).AddDays(1));
        Assert.That((await Drafts(), await Unsaved(), await Origins()), Is.EqualTo((0, 0, 0)));
        Assert.That(await Proof(Ageing.Origins), Is.EqualTo(new[] { (1, 0, true), (0, 1, true) }));
        Assert.That(await Proof(Ageing.Drafts), Is.EqualTo(new[] { (2, 0, true), (0, 2, true) }));
    }

    [Test]
    public async Task Missed_days_are_caught_up_by_one_run_and_a_second_run_of_the_day_leaves_the_proof_as_it_is()
    {
        foreach (var (name, days) in new[] { (Cast.Astrid, 400), (Cast.Bo, 300), (Cast.Cilla, 200), (Cast.Henrik, 3) }) await Draft(name, Now.AddDays(-days));
        await Run(Now);
        var proof = await Runs();
        Assert.That(await Proof(Ageing.Drafts), Is.EqualTo(new[] { (3, 1, true) }));
        await Draft(Cast.Iris, Now.AddDays(-1));
        await Run(Now.AddSeconds(1));
        Assert.That(await Runs(), Is.EqualTo(proof));
    }

    [Test]
    public async Task A_run_that_is_killed_between_taking_and_counting_is_finished_by_the_next_and_counts_nothing_twice()
    {
        foreach (var name in new[] { Cast.Astrid, Cast.Bo, Cast.Cilla }) await Draft(name, Now.AddYears(-1));
        var runs = hub.Services.GetRequiredService<RetentionRuns>();
        var drafts = hub.Services.GetRequiredService<WhatAges>().All.Single(things => things.Kind == Ageing.Drafts);
        var killed = drafts with
        {
            AtOnce = 2,
            Take = async (programme, items, now, stopping) =>
            {
                await drafts.Take(programme, items, now, stopping);
                throw new OperationCanceledException("killed");
            },
        };
        Assert.That(async () => await runs.Run(here, [killed], here.Local(Now), default), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await Drafts(), Is.EqualTo(1));
        Assert.That(await Runs(), Is.Empty);
        await Run(Now);
        Assert.That(await Proof(Ageing.Drafts), Is.EqualTo(new[] { (3, 0, true) }));
        Assert.That(await hub.Views.Value<int>("select count(*)::int from hub.retention_due"), Is.Zero);
    }

    [Test]
    public async Task Who_left_is_forgotten_after_their_months_by_name_and_address_and_what_they_voted_still_counts()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var email = await hub.Views.Value<string>("select email from hub.person where person = @cilla", new { cilla });
        await Leave(cilla, Now.AddMonths(-13));
        var tallies = await Tallies();
        await Run(Now);
        await hub.Settled();
        var dump = await Dump.Of(hub);
        Assert.Multiple(async () =>
        {
            Assert.That(dump.Contains(Cast.Cilla, StringComparison.Ordinal) || dump.Contains(email!, StringComparison.OrdinalIgnoreCase), Is.False);
            Assert.That(await Tallies(), Is.EqualTo(tallies));
            Assert.That(await Proof(Ageing.LeftMembers), Is.EqualTo(new[] { (1, 0, true) }));
            Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        });
    }

    [Test]
    public async Task Who_left_here_and_takes_part_elsewhere_keeps_their_name_until_they_have_left_there_too()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        var next = await Settlement.NextDoor(hub);
        var programme = await hub.Streams.Read(StreamNames.Programme(next.Id));
        await Decide(StreamNames.Member(next.Id, cilla), next.Id, Now.AddMonths(-20), member => Enrolling.Enrol(
            member, programme, new EnrolMember(cilla, "angeltofta", [Role.CoreTeam]), Actor.House, Now));
        await Leave(cilla, Now.AddMonths(-15));
        await hub.Settled();
        await Run(Now);
        Assert.That(await IsKnown(cilla), Is.True);
        await Decide(StreamNames.Member(next.Id, cilla), next.Id, Now.AddMonths(-13), member => Enrolling.Leave(member, new LeaveProgramme(), Actor.House, Now));
        await hub.Settled();
        await Run(Now);
        Assert.That(await IsKnown(cilla), Is.False);
    }

    [Test]
    public async Task Who_has_come_back_is_not_forgotten()
    {
        var cilla = await hub.PersonCalled(Cast.Cilla);
        await Leave(cilla, Now.AddMonths(-15));
        var programme = await hub.Streams.Read(StreamNames.Programme(here.Id));
        await Decide(StreamNames.Member(here.Id, cilla), here.Id, Now, member => Enrolling.Enrol(
            member, programme, new EnrolMember(cilla, "klippan", [Role.CoreTeam]), Actor.House, Now));
        // As a run would have noted it that was killed before: what it noted is asked about again.
        await hub.Views.Execute("insert into hub.retention_due values (@Id, 'left_members', @item, 0, 12)", new { here.Id, item = $"{cilla}" });
        await Run(Now);
        Assert.That(await IsKnown(cilla), Is.True);
        Assert.That(await Proof(Ageing.LeftMembers), Is.EqualTo(new[] { (0, 0, true) }));
    }

    [Test]
    public async Task Words_around_what_has_ended_go_only_when_somebody_has_decided_so()
    {
        var ended = await hub.Views.Value<Guid>("select i.initiative from initiative i join comment c using (initiative) where i.state = 'completed' group by 1 order by 1 limit 1");
        Assert.That(ended, Is.Not.EqualTo(Guid.Empty), "the test needs talk around something that has ended");
        var later = Now.AddYears(3);
        await Run(later);
        Assert.That(await Words(ended), Is.GreaterThan(0));
        using var farid = await hub.As(Cast.Farid);
        await farid.Send(Page, "main form[method=post]", ("Rule.Kind", "Comments"), ("Rule.Months", "24"), ("Rule.Reason", "Dokumenthanteringsplanen"));
        await Run(later.AddDays(1));
        await hub.Settled();
        Assert.That(await Words(ended), Is.Zero);
        Assert.That(await hub.Views.Value<int>("select count(*)::int from comment where initiative = @ended and text = ''", new { ended }), Is.GreaterThan(0));
        Assert.That(await hub.Views.Value<int>("select count(*)::int from comment c join initiative i using (initiative) where i.state = 'active' and c.text <> ''"), Is.GreaterThan(0));
        Assert.That((await Proof(Ageing.Comments))[0].Taken, Is.GreaterThan(0));
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
    }

    [Test]
    public async Task An_administrator_sets_a_rule_with_a_reason_sees_what_tomorrow_takes_and_takes_the_proof_along()
    {
        await Draft(Cast.Astrid, Now.AddMonths(-2));
        using var farid = await hub.As(Cast.Farid);
        var unexplained = await farid.Send(Page, "main form[method=post]", ("Rule.Kind", "Drafts"), ("Rule.Months", "1"), ("Rule.Reason", ""));
        Assert.That(unexplained.Text, Does.Contain("Skriv varför"));
        Assert.That(unexplained.One("#Rule_Months").GetAttribute("value"), Is.EqualTo("1"));
        Assert.That((await farid.Send(Page, "main form[method=post]", ("Rule.Kind", "LeftMembers"), ("Rule.Months", ""), ("Rule.Reason", "Vi vill"))).Text, Does.Contain("måste ta slut någon gång"));
        var page = await farid.Send(Page, "main form[method=post]", ("Rule.Kind", "Drafts"), ("Rule.Months", "1"), ("Rule.Reason", "Plan 2026"));
        Assert.That(page.One("[aria-labelledby=rules-title] tbody tr").TextContent, Does.Contain("1 månad").And.Contain("Plan 2026").And.Contain(Cast.Farid));
        Assert.That(page.One("[aria-labelledby=tomorrow-title] tbody tr td").TextContent, Is.EqualTo("1"));
        Assert.That(await Drafts(), Is.EqualTo(1), "a preview takes nothing");
        await Run(Now);
        using var csv = new StringReader(await farid.Client.GetStringAsync(new Uri(hub.Address, $"{Page}?handler=Csv")));
        Assert.That(await csv.ReadLineAsync(), Does.Contain("Dag;Vad;Regel"));
        Assert.That(await csv.ReadLineAsync(), Does.Contain(";Kommentarer;0;").Or.Contain(";Påbörjade förslag;1;1 månad;1;0;"));
        using var elin = await hub.As(Cast.Elin);
        Assert.That((await elin.Get(Page)).Address.AbsolutePath, Is.EqualTo("/no-access"));
    }

    /// <summary>As the schedule does it.</summary>
    async Task Run(DateTimeOffset now)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RetentionDay>().Run(now, default);
    }

    async Task Draft(string name, DateTimeOffset changedAt) => await hub.Views.Execute(
        "insert into hub.draft values (@Id, @person, @initiative, '{}', '{}', @changedAt)",
        new { here.Id, person = await hub.PersonCalled(name), initiative = Guid.NewGuid(), changedAt });

    Task<int> Drafts() => hub.Views.Value<int>("select count(*)::int from hub.draft");

    Task<int> Origins() => hub.Views.Value<int>("select count(*)::int from hub.came_by");

    Task<int> Unsaved() => hub.Views.Value<int>("select count(*)::int from hub.story_draft");

    Task<int> Words(Guid initiative) => hub.Views.Value<int>("select count(*)::int from comment where initiative = @initiative and text <> ''", new { initiative });

    Task<bool> IsKnown(Guid person) => hub.Views.Value<bool>("select exists (select from hub.person where person = @person)", new { person });

    async Task<IReadOnlyList<RetentionRun>> Runs() => await hub.Services.GetRequiredService<RetentionRuns>().Of(here.Id, 100);

    /// <summary>Of one kind, the newest first.</summary>
    async Task<(int Taken, int Remaining, bool Ended)[]> Proof(Ageing kind) =>
        [.. (await Runs()).Where(run => run.Kind == kind).Select(run => (run.Taken, run.Remaining, run.EndedAt is not null))];

    async Task Leave(Guid person, DateTimeOffset at)
    {
        await Decide(StreamNames.Member(here.Id, person), here.Id, at, member => Enrolling.Leave(member, new LeaveProgramme(), Actor.House, at));
        await hub.Settled();
    }

    async Task Decide<TState>(Stream<TState> stream, Guid programme, DateTimeOffset at, Func<TState, Domain.Decision> decide) =>
        Assert.That(await hub.Streams.Decide(stream, new Writer(programme, null, at, Guid.NewGuid()), decide), Is.InstanceOf<Done>());

    async Task<string> Tallies() => (await hub.Views.Value<string>(
        "select string_agg(number || ':' || supports || '/' || not_nows || '/' || pledges, ' ' order by number) from initiative"))!;
}
