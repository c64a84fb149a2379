using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>What changes between falling due and arriving, and after: who chooses, answers, calls off, or was told in another way.</summary>
public sealed partial class MeanwhileTests
{
    // The Tuesday on whose morning letters of the week go out.
    static readonly DateTimeOffset Tuesday = new(2027, 3, 9, 9, 0, 0, TimeSpan.FromHours(1));
    static readonly ActivityPlan Plan = new("Cykla", "", "", "", null, "", "", null, "", "", "");
    static readonly NudgeKind[] Drawn = [NudgeKind.WeeklyDigest, NudgeKind.Overdue, NudgeKind.NoPlanYet, NudgeKind.RateOutcome, NudgeKind.WaitingApproval];

    readonly List<string> taken = [];
    NudgeTown town;

    [OneTimeSetUp]
    public async Task Settle() => town = await NudgeTown.Settle(Tuesday.AddDays(-40), 1);

    [OneTimeTearDown]
    public async Task Close() => await town.DisposeAsync();

    [SetUp]
    public Task ItIsTuesday()
    {
        taken.Clear();
        return town.TimeIs(Tuesday);
    }

    [Test]
    public async Task A_yes_is_not_mailed_when_it_was_called_off_since_and_its_bell_keeps_the_words_of_the_answer()
    {
        var owner = await Somebody("called-off");
        var (idea, deed) = (Idea(owner), Deed(owner));
        await town.At(Tuesday.AddHours(-20), Stream(owner), owner,
            new InitiativeProposed(idea, owner, "called-off", [], 0, "Familjegirot", "", [], [], [], Tuesday.AddDays(20), null),
            new ActivityPlanned(idea, deed, owner, "called-off", Plan, owner), new ActivitySubmitted(idea, deed, 3));
        await town.At(Tuesday.AddHours(-1), Stream(owner), town.Coordinator, new ActivityApproved(idea, deed, town.Coordinator, "Vad roligt!"));
        await Run();
        await town.At(Tuesday.AddHours(3), Stream(owner), owner, new ActivityCancelled(idea, deed, owner, "Det regnar"));
        await town.TimeIs(Tuesday.AddDays(2));
        await Run();
        var bell = (await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @owner and kind = 'decision_made'", new { owner }))!;
        Assert.That(bell is { State: "sent", ShownAt: not null, MailedAt: null }, Is.True, $"{bell}");
        var words = (await town.Hub.Services.GetRequiredService<NudgeTitles>().Fill([bell]))[0].Args;
        Assert.That(words, Is.EqualTo(new[] { "Cykla", "approved", "Vad roligt!" }));
    }

    [Test]
    public async Task What_only_an_earlier_try_of_a_letter_in_doubt_would_have_told_is_not_taken_as_told()
    {
        var (owner, other) = (await Somebody("tried"), DerivedId.From("other idea"));
        await Spent(owner);
        await Late(owner, new DateOnly(2027, 3, 5));
        var second = DerivedId.From("other deed");
        await town.At(Tuesday.AddDays(-39), $"initiative-{other:N}", town.Coordinator,
            new InitiativeProposed(other, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Tuesday.AddDays(-20), null),
            new ActivityPlanned(other, second, owner, "tried", Plan, town.Coordinator), new ActivityScheduled(other, second, "Fritid", new DateOnly(2027, 3, 5), "Åstorp"));
        await town.Hub.Settled();
        var letter = Stored.Id(new DueNudge(NudgeKind.WeeklyDigest, owner, NudgeObject.Oneself, "2027-W10", null, null, [], NudgeDeed.Look()));
        await Carried(mail => mail == $"<{letter:N}@activation>" ? Fault.Busy : Fault.None);
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where told_by = @letter and state = 'waiting'", new { letter }), Is.EqualTo(2));
        await town.TimeIs(Tuesday.AddMinutes(5));
        await town.Happens($"comment-{DerivedId.From("meanwhile"):N}", owner, new CommentPosted(other, DerivedId.From("meanwhile"), owner, "På väg"));
        await town.Hub.Settled();
        await Carried(mail => mail == $"<{letter:N}@activation>" ? Fault.HungUp : Fault.None);
        Assert.That(await town.Hub.Services.GetRequiredService<Doubts>().Settle(NudgeTown.Programme, letter, arrived: true, town.Coordinator), Is.True);
        Assert.That((await Row(owner, Deed(owner))).Reason, Is.EqualTo(NudgeReason.InDigest));
        Assert.That((await Row(owner, second)).State, Is.EqualTo("waiting"));
    }

    [Test]
    public async Task Of_two_choices_at_once_the_later_one_stays_whichever_is_slower()
    {
        var person = await Somebody("chooser");
        await using var other = await town.Hub.ReadModels.Pages.OpenConnectionAsync();
        await using var showing = await other.BeginTransactionAsync();
        await other.ExecuteAsync(
            "select pg_advisory_xact_lock(hashtextextended('nudge ' || @person, 0)); lock table hub.nudge_choice in share row exclusive mode", new { person }, showing);
        var first = town.Hub.Services.GetRequiredService<Choices>().Change(person, town.Now, Guid.NewGuid(), state => Choosing.Dose(state, new(0), person));
        while (!await town.Views.Value<bool>(
            """
            select exists (select from pg_locks l join pg_database d on d.oid = l.database
                            where not l.granted and d.datname = current_database() and (l.locktype = 'advisory' or l.relation = 'hub.nudge_choice'::regclass))
            """)) await Task.Yield();
        await town.Happens($"nudge-choice-{person:N}", person, new NudgeKindMuted(person, NudgeKind.Overdue));
        await other.ExecuteAsync("insert into hub.nudge_choice values (@person, 0, array['overdue'], null, hub.clock())", new { person }, showing);
        await showing.CommitAsync();
        Assert.That(await first, Is.TypeOf<Done>());
        var chosen = await town.Hub.Services.GetRequiredService<Choices>().Of(person);
        Assert.That((chosen.Dose, chosen.Muted.Contains(NudgeKind.Overdue)), Is.EqualTo((0, true)));
    }

    [Test]
    public async Task Who_says_no_while_letters_are_carried_gets_none_of_those_that_were_only_judged()
    {
        var late = new List<Guid>();
        for (var n = 0; n < 17; n++)
        {
            late.Add(await Somebody($"no-{n}"));
            await Late(late[n], new DateOnly(2027, 3, 5));
        }

        await Run();
        await town.TimeIs(Tuesday.AddDays(2));
        var people = late.ToArray();
        var once = 0;
        await Carried(_ =>
        {
            if (Interlocked.Exchange(ref once, 1) == 0)
                town.Views.Execute("insert into hub.nudge_choice select p, 2, array['overdue'], null, hub.clock() from unnest(@people) p", new { people }).GetAwaiter().GetResult();
            return Fault.None;
        });
        Assert.That(await town.Views.Value<long>("select count(*) from hub.nudge where recipient = any(@people) and kind = 'overdue' and mailed_at is not null", new { people }), Is.InRange(1, 8), "they had said no");
    }

    [Test]
    public async Task A_letter_waits_while_the_database_is_away_and_what_cannot_be_written_may_be_sent_again_when_it_is_mended()
    {
        var owner = await Somebody("unwritten");
        var deed = await Late(owner, new DateOnly(2027, 3, 5));
        await Run();
        await town.TimeIs(Tuesday.AddDays(2));
        town.Unwritable = owner;
        var broken = town.Unwritten;
        try
        {
            town.Unwritten = new TimeoutException("The database is away");
            await Run();
            Assert.That(await Row(owner, deed) is { State: "sent", MailedAt: null, Attempts: 1, LastError: "TimeoutException" }, Is.True, $"{await Row(owner, deed)}");
            town.Unwritten = broken;
            await town.TimeIs(Tuesday.AddDays(2).AddMinutes(5));
            await Run();
        }
        finally
        {
            (town.Unwritable, town.Unwritten) = (null, broken);
        }

        var nudge = (await Row(owner, deed)).Nudge;
        Assert.That((await Row(owner, deed)).State, Is.EqualTo("failed"));
        var doubts = town.Hub.Services.GetRequiredService<Doubts>();
        Assert.That(await doubts.Again(NudgeTown.Programme, nudge, town.Coordinator), Is.True);
        Assert.That(await doubts.Again(NudgeTown.Programme, nudge, town.Coordinator), Is.False, "it is on its way");
        await Run();
        Assert.That(await Row(owner, deed) is { State: "sent", MailedAt: not null }, Is.True, $"{await Row(owner, deed)}");
    }

    [Test]
    public async Task What_is_done_after_its_fortnight_answers_and_is_not_put_down_to_the_nudge()
    {
        var owner = await Somebody("slow");
        var deed = await Late(owner, new DateOnly(2027, 3, 5));
        await Told(owner, NudgeKind.NoPlanYet, NudgeObject.Activity(deed), Tuesday, deed);
        var before = await Acted();
        await town.At(Tuesday.AddDays(20), Stream(owner), owner, new ActivityScheduled(Idea(owner), deed, "Fritid", new DateOnly(2027, 5, 5), "Åstorp"));
        await town.Hub.Settled();
        await town.TimeIs(Tuesday.AddDays(21));
        await town.Hub.Services.GetRequiredService<NudgeActs>().Notice(NudgeTown.Programme, CancellationToken.None);
        Assert.That(await town.Views.Value<DateTime?>("select acted_at from hub.nudge where recipient = @owner and kind = 'no_plan_yet'", new { owner }), Is.Not.Null, "it stands open for somebody who has answered");
        Assert.That(await Acted(), Is.EqualTo(before));

        async Task<int> Acted() => (await town.Hub.Services.GetRequiredService<NudgeReport>().Of(town.Here))[NudgeKind.NoPlanYet].Acted;
    }

    [Test]
    public async Task A_reminder_in_the_next_quarter_is_no_unit_of_the_comparison()
    {
        var person = await Somebody("two-quarters");
        await Told(person, NudgeKind.PulseOpen, "test:pulse", Tuesday.AddDays(11));
        await Told(person, NudgeKind.PulseOpen, "test:pulse", Tuesday.AddDays(32));
        await town.TimeIs(Tuesday.AddDays(70));
        Assert.That((await town.Hub.Services.GetRequiredService<NudgeReport>().Of(town.Here))[NudgeKind.PulseOpen].Effect.Told.N, Is.EqualTo(1));
    }

    [Test]
    public async Task Who_is_held_out_is_measured_on_what_the_others_are_told_of_that_day()
    {
        var person = Enumerable.Range(0, 999).Select(n => DerivedId.From($"held {n}")).First(one => HoldOut.Has(one, NudgeKind.WaitingApproval, "2027-Q1"));
        await Enrolled(person, "held");
        var (owner, idea, second) = (await Somebody("asks"), Idea(person), DerivedId.From("second", person));
        foreach (var (deed, days) in new[] { (Deed(person), -13), (second, -12) })
        {
            if (days == -13) await town.At(Tuesday.AddDays(-20), Stream(person), owner, new InitiativeProposed(idea, owner, "held", [], 0, "Familjegirot", "", [], [], [], Tuesday.AddDays(-2), null));
            await town.At(Tuesday.AddDays(days), Stream(person), owner, new ActivityPlanned(idea, deed, owner, "held", Plan, owner), new ActivitySubmitted(idea, deed, 3));
        }

        await town.TimeIs(Tuesday.AddHours(-14));
        await Run();
        await town.At(Tuesday.AddHours(-13), Stream(person), town.Coordinator, new ActivityApproved(idea, Deed(person), town.Coordinator, ""));
        await town.TimeIs(Tuesday);
        await Run();
        var row = (await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @person and kind = 'waiting_approval'", new { person }))!;
        Assert.That((row.State, row.Subject, row.Args[0]), Is.EqualTo(("held_out", (Guid?)second, "1")), $"{row}");
    }

    static Guid Idea(Guid owner) => DerivedId.From("idea", owner);

    static Guid Deed(Guid owner) => DerivedId.From("deed", owner);

    static string Stream(Guid owner) => $"initiative-{Idea(owner):N}";

    /// <summary>Somebody in a place of their own, whom chance holds out of nothing here.</summary>
    async Task<Guid> Somebody(string place)
    {
        var person = Enumerable.Range(0, 99).Select(n => DerivedId.From($"{place} {n}")).First(one => !Drawn.Any(kind => HoldOut.Has(one, kind, "2027-Q1") || HoldOut.Has(one, kind, "2027-Q2")));
        await Enrolled(person, place);
        return person;
    }

    async Task Enrolled(Guid person, string place)
    {
        await town.At(Tuesday.AddDays(-60), $"member-{NudgeTown.Programme:N}-{person:N}", null, new MemberEnrolled(person, place, [Role.Coordinator]));
        await town.Hub.Services.GetRequiredService<PeopleDirectory>().Add([new PersonRow(person, "Prov", $"{place}@example.test", "sv")]);
        await town.Hub.Settled();
    }

    /// <summary>An activity of theirs that was to be done by this day.</summary>
    async Task<Guid> Late(Guid owner, DateOnly due)
    {
        await town.At(Tuesday.AddDays(-39), Stream(owner), town.Coordinator,
            new InitiativeProposed(Idea(owner), town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], Tuesday.AddDays(-20), null),
            new ActivityPlanned(Idea(owner), Deed(owner), owner, "astorp", Plan, town.Coordinator), new ActivityScheduled(Idea(owner), Deed(owner), "Fritid", due, "Åstorp"));
        await town.Hub.Settled();
        return Deed(owner);
    }

    /// <summary>Whether a letter of this week falls due for them.</summary>
    async Task<bool> Asked(Guid person) =>
        (await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, town.Now)).Any(due => due.Kind == NudgeKind.WeeklyDigest && due.Recipient == person);

    Task Chosen(Guid person, params string[] muted) => town.Views.Execute(
        "insert into hub.nudge_choice values (@person, 2, @muted, null, hub.clock()) on conflict (person) do update set muted = excluded.muted", new { person, muted });

    Task Told(Guid person, NudgeKind kind, string about, DateTimeOffset at, Guid? subject = null) => town.Views.Execute(
        """
        insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, subject, due_at, not_before, passed_at, shown_at, sent_at, seen_at, via)
        values (gen_random_uuid(), @Programme, @kind, @about, @person, gen_random_uuid()::text, 'sent', '[]', 'look', @subject, @at, @at, @at, @at, @at, @at, 'bell')
        """,
        new { NudgeTown.Programme, person, kind = Stored.Name(kind), about, subject, at = at.ToUniversalTime() });

    /// <summary>They have heard enough this week.</summary>
    async Task Spent(Guid person)
    {
        foreach (var about in new[] { "test:1", "test:2" }) await Told(person, NudgeKind.OutcomeKnown, about, Tuesday);
    }

    Task Run() => Carried(_ => Fault.None);

    Task Carried(Func<string, Fault> fails) => town.Node(new UnsureCarrier(taken, fails)).Run(default, CancellationToken.None);

    async Task<NudgeRow> Row(Guid person, Guid deed) => (await town.Views.One<NudgeRow>(
        "select * from hub.nudge where recipient = @person and object = @about and kind = 'overdue'", new { person, about = NudgeObject.Activity(deed) }))!;
}
