using Activation.Domain;
using Activation.Domain.Goals;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Nudges.Families;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>Who is asked what, and which kind rests.</summary>
public sealed partial class NudgeDeliveryTests
{
    [Test]
    public async Task What_lives_on_and_was_told_by_itself_is_not_told_again_by_the_week()
    {
        var (told, news, twin) = (DerivedId.From("told", owner), DerivedId.From("news", owner), DerivedId.From("twin", owner));
        await town.At(Morning.AddDays(-39), Stream, owner, new InitiativeProposed(Idea, owner, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null));
        foreach (var copy in new[] { told, news, twin })
            await town.At(Morning.AddDays(-8), $"initiative-{copy:N}", town.Coordinator,
                new InitiativeProposed(copy, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(14), Idea));
        // Two that went up in one are one.
        await town.At(Morning.AddDays(-8), $"initiative-{news:N}", town.Coordinator, new DuplicateTakenIn(news, twin, town.Coordinator, Morning.AddDays(-8)));
        await town.At(Morning.AddDays(-8), $"initiative-{twin:N}", town.Coordinator, new InitiativeMerged(twin, news, town.Coordinator, "Samma girot"));
        await town.Hub.Settled();
        await town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
            select gen_random_uuid(), @Programme, 'idea_lives_on', 'initiative:' || @told::uuid, @owner, 'adopted', 'sent', '[]', 'look', t, t, t, t, t, t, 'bell'
              from (values (@at)) x(t)
            """,
            new { NudgeTown.Programme, told, owner, at = Morning.AddDays(-8).ToUniversalTime() });
        var due = (await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, Morning)).Where(one => one.Kind == NudgeKind.IdeaLivesOn && one.Recipient == owner).ToList();
        Assert.That(due.Select(one => (one.Deed.Subject, one.Args[2])), Is.EqualTo(new[] { ((Guid?)news, "1") }));

        await town.At(Morning.AddDays(-1), $"initiative-{news:N}", town.Coordinator, new InitiativeWithdrawn(news, town.Coordinator, "Fel plats"));
        await town.Hub.Settled();
        Assert.That(
            (await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, Morning)).Where(one => one.Kind == NudgeKind.IdeaLivesOn && one.Recipient == owner), Is.Empty,
            "what was withdrawn lives nowhere");
    }

    [Test]
    public async Task Who_may_not_propose_is_not_asked_to()
    {
        var (partner, other) = (DerivedId.From("partner"), DerivedId.From("newcomer"));
        foreach (var (person, role) in new[] { (partner, Role.Partner), (other, Role.CoreTeam) })
            await town.At(Morning.AddDays(-5), $"member-{NudgeTown.Programme:N}-{person:N}", null, new MemberEnrolled(person, "astorp", [role]));
        await town.Hub.Settled();
        var asked = (await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, Morning)).Where(due => due.Kind == NudgeKind.FirstAct).Select(due => due.Recipient).ToList();
        Assert.That(asked, Does.Contain(other).And.Not.Contain(partner));
    }

    [Test]
    public async Task Whoever_wrote_in_a_plan_is_not_asked_to_answer_it_by_bell_or_by_the_letter_of_the_week_and_the_others_are()
    {
        const string place = "four-eyes";
        var (idea, deed, plan) = (DerivedId.From("idea seen by four"), DerivedId.From("plan seen by four"), new ActivityPlan("Cykla", "", "", "", null, "", "", null, "", "", ""));
        var (author, other, deputy) = (Drawn("author"), Drawn("other"), Drawn("deputy"));
        foreach (var person in new[] { author, other }) await Member(person, new MemberEnrolled(person, place, [Role.Coordinator]));
        await Member(deputy, new MemberEnrolled(deputy, "astorp", [Role.CoreTeam]), new DeputyAppointed(deputy, place));
        await town.At(Morning.AddDays(-15), $"initiative-{idea:N}", owner,
            new InitiativeProposed(idea, owner, place, [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-2), null), new ActivityPlanned(idea, deed, owner, place, plan, owner));
        await town.At(Morning.AddDays(-14), $"initiative-{idea:N}", author, new ActivityPlanChanged(idea, deed, plan, author), new ActivitySubmitted(idea, deed, 3));
        await town.Hub.Settled();
        var scope = new Scope(town.Views.In(NudgeTown.Programme), NudgeFinder.Time(town.Here, Morning), town.Here.Rules.On(town.Here.Today(Morning)));
        var asked = (await new QueueFacts().Find(scope)).Where(due => due.Deed.Subject == deed).ToList();
        var letters = (await new WeeklyFacts().Find(scope with { People = [author, other, deputy] })).Where(due => due.Kind == NudgeKind.WeeklyDigest);
        Assert.Multiple(() =>
        {
            Assert.That(asked.Select(due => due.Recipient), Is.EquivalentTo(new[] { other, deputy }));
            Assert.That(asked.Select(due => due.Args[0]), Is.All.EqualTo("1"));
            Assert.That(letters.Select(due => due.Recipient), Is.EquivalentTo(new[] { other, deputy }));
        });

        static Guid Drawn(string name) => Enumerable.Range(0, 99).Select(n => DerivedId.From($"{name} of four {n}")).First(one => !HoldOut.Has(one, NudgeKind.WaitingApproval, "2027-Q1"));

        Task Member(Guid person, params object[] told) => town.At(Morning.AddDays(-60), $"member-{NudgeTown.Programme:N}-{person:N}", null, told);
    }

    [Test]
    public async Task An_idea_that_nobody_else_has_seen_is_remembered_for_its_writer()
    {
        var idea = DerivedId.From("unsent", owner);
        await town.Views.Execute(
            "insert into hub.draft values (@Programme, @owner, @idea, '{\"title\": \"Bänkar i solen\"}', '{}', @changed)", new { NudgeTown.Programme, owner, idea, changed = Morning.AddDays(-8) });
        await Run();
        var row = await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'idle_draft'", new { owner });
        Assert.That(row?.Subject, Is.EqualTo(idea));
        Assert.That((await town.Hub.Services.GetRequiredService<NudgeTitles>().Fill([row!]))[0].Args[0], Is.EqualTo("Bänkar i solen"));
        Assert.That(await town.Hub.Services.GetRequiredService<NudgeTargets>().PathOf(row!, town.Here), Does.EndWith("/initiatives/propose"));
    }

    [Test]
    public async Task Who_is_told_that_nothing_serves_a_metric_has_answered_when_an_initiative_that_was_there_is_linked_to_it_wherever_it_is()
    {
        await town.At(Morning.AddDays(-39), Stream, owner, new InitiativeProposed(Idea, owner, "bjuv", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null));
        await town.Hub.Settled();
        await town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, municipality, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, via)
            select gen_random_uuid(), @Programme, 'metric_orphan', 'metric:' || @Programme || '/4.2', @owner, '2027-03', 'astorp', 'sent', '["4.2", "Grannar"]', 'look', t, t, t, t, t, 'bell'
              from (values (@at)) x(t)
            """,
            new { NudgeTown.Programme, owner, at = Morning.AddDays(-3).ToUniversalTime() });
        Assert.That(await Acted(), Is.Null);
        await town.At(Morning.AddDays(-1), Stream, owner, new InitiativeReworded(Idea, "Familjegirot", "", [], [], [new("4.2", "Grannar cyklar ihop")]));
        await town.Hub.Settled();
        Assert.That(await Acted(), Is.EqualTo(Morning.AddDays(-1).UtcDateTime));

        async Task<DateTime?> Acted()
        {
            await town.Hub.Services.GetRequiredService<NudgeActs>().Notice(NudgeTown.Programme, CancellationToken.None);
            return await town.Views.Value<DateTime?>("select acted_at from hub.nudge where recipient = @owner and kind = 'metric_orphan'", new { owner });
        }
    }

    [Test]
    public async Task What_is_wrong_with_one_programme_keeps_no_other_from_being_judged()
    {
        await OverdueElsewhere();
        var of = new { NudgeTown.Programme, there = DerivedId.From("another town"), people = Enumerable.Range(0, 100).Select(n => DerivedId.From($"judged {n}")).ToArray(), at = Morning.AddDays(-3).ToUniversalTime() };
        await town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, via)
            select gen_random_uuid(), @Programme, 'idle_draft', 'judged', p, '1', 'sent', '[]'::jsonb, 'look', t, t, t, t, t, 'bell' from unnest(@people) p, (values (@at)) x(t)
            union all select gen_random_uuid(), @there, 'of_no_kind', 'judged', gen_random_uuid(), '1', 'sent', '[]'::jsonb, 'look', t, t, t, t, t, 'bell' from (values (@at)) x(t)
            """,
            of);
        foreach (var person in of.people[..2]) await town.Happens($"nudge-choice-{person:N}", person, new NudgeKindMuted(person, NudgeKind.IdleDraft));
        await town.Hub.Settled();
        try
        {
            await Assert.ThrowsAsync<AggregateException>(() => ActivatorUtilities.CreateInstance<NudgesJudged>(town.Hub.Services).Run(town.Now, CancellationToken.None));
        }
        finally
        {
            await town.Views.Execute("delete from hub.nudge where kind = 'of_no_kind'");
        }

        await town.Hub.Settled();
        Assert.That(await town.Views.Value<string?>("select reason from paused_kind where programme = @Programme and kind = 'idle_draft'", of), Is.EqualTo("opt_outs"));
        await town.Happens(StreamNames.NudgeKind(NudgeTown.Programme, NudgeKind.IdleDraft).Name, town.Coordinator, new NudgeKindResumed(NudgeKind.IdleDraft, town.Coordinator));
        await town.Hub.Settled();
    }

    [Test]
    public async Task A_metric_that_came_into_the_plan_yesterday_is_nobody_s_yet_and_one_that_was_reworded_is_as_old_as_before()
    {
        var (responsible, idea) = (DerivedId.From("responsible"), DerivedId.From("first idea"));
        await town.At(Morning.AddDays(-90), $"member-{NudgeTown.Programme:N}-{responsible:N}", null, new MemberEnrolled(responsible, "astorp", [Role.GoalOwner]));
        await town.At(Morning.AddDays(-90), $"initiative-{idea:N}", town.Coordinator, new InitiativeProposed(idea, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-70), null));
        await Defined("1.1", -61, "Andel som känner sina grannar");
        await Defined("1.2", -59, "Andel som cyklar");
        await Defined("1.3", -1, "Andel som sjunger");
        await Defined("1.1", -1, "Andel som känner sina grannar väl");
        await town.Hub.Settled();
        Assert.That(await Lonely(Morning), Is.EqualTo(new[] { ("1.1", "Andel som känner sina grannar väl") }));
        Assert.That((await Lonely(Morning.AddDays(2))).Select(one => one.Number), Is.EqualTo(new[] { "1.1", "1.2" }));

        Task Defined(string number, int day, string text) => town.At(Morning.AddDays(day), $"plan-{NudgeTown.Programme:N}", null,
            new MetricDefined(number, 1, 1, text, null, MetricKind.Increase, null, null, null, [], false, ["astorp"], [], null));

        async Task<IEnumerable<(string Number, string Text)>> Lonely(DateTimeOffset now)
        {
            var scope = new Features.Nudges.Families.Scope(town.Views.In(NudgeTown.Programme), NudgeFinder.Time(town.Here, now), town.Here.Rules.On(town.Here.Today(now)), People: [responsible]);
            return (await new Features.Nudges.Families.MunicipalityFacts().Find(scope)).Where(due => due.Kind == NudgeKind.MetricOrphan).Select(due => (due.Args[0], due.Args[1]));
        }
    }

    [Test]
    public async Task Above_the_line_of_those_who_said_no_is_nobody_who_is_not_below_it()
    {
        var of = new { NudgeTown.Programme, people = Enumerable.Range(0, 121).Select(n => DerivedId.From($"counted {n}")).ToArray(), at = Morning.AddDays(-3).ToUniversalTime() };
        await town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, reason, args, act, due_at, not_before, passed_at, sent_at, via)
            select gen_random_uuid(), @Programme, 'story_waiting', 'counted', p, '1', case when n <= 60 then 'sent' when n <= 120 then 'skipped' else 'held_out' end,
                   case when n between 61 and 120 then 'in_digest' end, '[]', 'look', t, t, t, case when n <= 60 then t end, case when n <= 60 then 'bell' end
              from unnest(@people) with ordinality x(p, n), (values (@at)) y(t)
            """,
            of);
        await Says(120);
        Assert.That((await Figures()) is { Sent: 120, SentLately: 120, OptOuts: 0 }, Is.True, $"who was held out was told nothing: {await Figures()}");
        foreach (var n in new[] { 0, 100 }) await Says(n);
        var figures = await Figures();
        Assert.That(figures.OptOuts, Is.EqualTo(2));
        Assert.That(figures.Verdict(NudgeKind.StoryWaiting), Is.EqualTo(PauseReason.OptOuts), "two of a hundred and twenty");
        await town.Views.Execute("update hub.nudge set passed_at = passed_at - interval '60 days', sent_at = sent_at - interval '60 days' where kind = 'story_waiting' and recipient = any(@people)", of);
        Assert.That((await Figures()) is { Sent: 120, SentLately: 0, OptOuts: 0 }, Is.True, $"{await Figures()}");

        async Task Says(int n)
        {
            await town.Happens($"nudge-choice-{of.people[n]:N}", of.people[n], new NudgeKindMuted(of.people[n], NudgeKind.StoryWaiting));
            await town.Hub.Settled();
        }

        async Task<KindFigures> Figures() => (await town.Hub.Services.GetRequiredService<NudgeReport>().Of(town.Here))[NudgeKind.StoryWaiting];
    }

    [Test]
    public async Task A_kind_that_annoys_rests_by_itself_and_is_counted_anew_when_it_goes_out_again()
    {
        Guid[] people = [.. Enumerable.Range(0, 100).Select(n => DerivedId.From($"annoyed {n}"))];
        var choices = town.Hub.Services.GetRequiredService<Choices>();
        await town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
            select gen_random_uuid(), @Programme, 'due_soon', 'annoying', p, '1', 'sent', '[]', 'look', t, t, t, t, t, t, 'bell' from unnest(@people) p, (values (@at)) x(t)
            """,
            new { NudgeTown.Programme, people, at = Morning.AddDays(-3).ToUniversalTime() });
        // They are in another programme as well, the first by name: a choice is filed there, and holds here.
        owner = people[0];
        await OverdueElsewhere();
        owner = people[1];
        await OverdueElsewhere();
        foreach (var person in people[..2]) await Enrolled(person, $"annoyed {person}");
        await Chooses(people[0], choice => Choosing.Mute(choice, new(NudgeKind.DueSoon, Muted: true), people[0]));
        await Judged();
        Assert.That(await Resting(), Is.Null, "one in a hundred is not more than one in a hundred");
        await Chooses(people[1], choice => Choosing.Dose(choice, new(0, NudgeKind.DueSoon), people[1]));
        await Judged();
        Assert.That(await Resting(), Is.EqualTo("opt_outs"));
        var stream = StreamNames.NudgeKind(NudgeTown.Programme, NudgeKind.DueSoon).Name;
        Assert.That((await town.Hub.Log.ReadStream(stream)).Single().Data, Is.EqualTo(new NudgeKindPaused(NudgeKind.DueSoon, PauseReason.OptOuts, null, 100, 2)));
        await town.Happens(stream, town.Coordinator, new NudgeKindResumed(NudgeKind.DueSoon, town.Coordinator));
        await Judged();
        Assert.That(await Resting(), Is.Null, "what was counted before is counted again");

        async Task Chooses(Guid person, Func<NudgeChoice, Decision> decide)
        {
            Assert.That((await choices.HomesOf(person)).Select(home => home.Slug), Is.EqualTo(new[] { "another-town", "nudge-town" }));
            Assert.That(await choices.Change(person, town.Now, Guid.NewGuid(), decide), Is.TypeOf<Done>());
        }

        async Task Judged()
        {
            await town.Hub.Settled();
            await ActivatorUtilities.CreateInstance<NudgesJudged>(town.Hub.Services).Run(town.Now, CancellationToken.None);
            await town.Hub.Settled();
        }

        Task<string?> Resting() => town.Views.Value<string?>("select reason from paused_kind where programme = @Programme and kind = 'due_soon'", new { NudgeTown.Programme });
    }
}
