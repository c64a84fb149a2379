using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>What is asked and told as things go on: by letters of the week, of answers, and of what does not live any more.</summary>
public sealed partial class MeanwhileTests
{
    [Test]
    public async Task The_letter_of_the_week_asks_about_what_is_late_until_it_is_answered_unwanted_or_told_today()
    {
        var owner = await Somebody("first-line");
        var deed = await Late(owner, new DateOnly(2027, 3, 8));
        Assert.That(await Asked(owner), Is.True);
        await Chosen(owner, "overdue");
        Assert.That(await Asked(owner), Is.False, "they want none of it");
        await Chosen(owner);
        await Told(owner, NudgeKind.DueSoon, NudgeObject.Activity(deed), Tuesday.AddMinutes(-20));
        Assert.That(await Asked(owner), Is.False, "their bell rang about it this morning");
        await town.Views.Execute("delete from hub.nudge where recipient = @owner", new { owner });
        foreach (var days in new[] { -9, -5 }) await Told(owner, NudgeKind.Overdue, NudgeObject.Activity(deed), Tuesday.AddDays(days));
        Assert.That(await Asked(owner), Is.False, "it was said twice");
        await town.Views.Execute("delete from hub.nudge where recipient = @owner", new { owner });
        Assert.That(await Asked(owner), Is.True);
        await town.At(Tuesday.AddHours(-12), Stream(owner), town.Coordinator, new ActivityOnTrack(Idea(owner), deed, town.Coordinator));
        await town.Hub.Settled();
        Assert.That(await Asked(owner), Is.False, "somebody has said that it goes on");
    }

    [Test]
    public async Task What_a_letter_of_the_week_began_with_was_asked_and_two_reminders_are_two_however_they_came()
    {
        var owner = await Somebody("begun");
        var about = NudgeObject.Activity(await Late(owner, new DateOnly(2027, 3, 2)));
        Assert.That(await Asked(owner), Is.True);
        await Begun("2027-W08", Tuesday.AddDays(-14));
        Assert.That(await Asked(owner), Is.True, "once is not twice");
        await Begun("2027-W09", Tuesday.AddDays(-7));
        Assert.That(await Asked(owner), Is.False, "two letters have asked");
        await Run();
        Assert.That(await Row(owner, Deed(owner)) is { State: "skipped", Reason: NudgeReason.SaidTwice }, Is.True, $"{await Row(owner, Deed(owner))}");

        Task Begun(string week, DateTimeOffset at) => town.Views.Execute(
            """
            insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, sent_at, mailed_at, via, first_kind, first_object)
            values (gen_random_uuid(), @elsewhere, 'weekly_digest', 'person', @owner, @week, 'sent', '[]', 'look', @at, @at, @at, @at, @at, 'digest', 'overdue', @about)
            """,
            new { elsewhere = Guid.NewGuid(), owner, week, about, at = at.ToUniversalTime() });
    }

    [Test]
    public async Task What_waits_for_a_grade_or_a_yes_begins_a_letter_of_the_week_too_and_not_for_ever()
    {
        var (owner, fan, coordinator) = (await Somebody("done"), await Somebody("fan"), await Somebody("answers"));
        var idea = Idea(owner);
        await town.At(Tuesday.AddDays(-39), Stream(owner), owner,
            new InitiativeProposed(idea, owner, "answers", [], 0, "Familjegirot", "", [], [], [], Tuesday.AddDays(-20), null),
            new ActivityPlanned(idea, Deed(owner), owner, "answers", Plan, owner), new ActivityPlanned(idea, Deed(fan), owner, "answers", Plan, owner));
        await town.At(Tuesday.AddDays(-38), Stream(owner), fan, new PledgeMade(idea, fan, "fan", null));
        await town.At(Tuesday.AddDays(-9), Stream(owner), owner, new ActivityCarriedOut(idea, Deed(owner), owner, new DateOnly(2027, 2, 28), 9, ""), new ActivitySubmitted(idea, Deed(fan), 3));
        await town.Hub.Settled();
        Assert.That(await Asked(fan), Is.False, "as by its own nudge, ten days after");
        await town.TimeIs(Tuesday.AddDays(1));
        Assert.That(await Asked(fan), Is.True, "a grade");
        await town.TimeIs(Tuesday.AddDays(35));
        Assert.That(await Asked(fan), Is.False, "nobody remembers");
        Assert.That(await Asked(coordinator), Is.True, "a yes");
    }

    [Test]
    public async Task What_moved_and_is_so_no_more_is_no_news()
    {
        var (owner, neighbour) = (await Somebody("moved"), await Somebody("moved-too"));
        await town.At(Tuesday.AddDays(-5), Stream(owner), owner, new InitiativeProposed(Idea(owner), owner, "moved", ["moved-too"], 0, "Familjegirot", "", [], [], [], Tuesday.AddDays(20), null));
        await town.Hub.Settled();
        Assert.That(await Asked(neighbour), Is.True, "a new idea");
        await town.At(Tuesday.AddDays(-4), Stream(owner), owner, new InitiativeWithdrawn(Idea(owner), owner, "Inte nu"));
        await town.Hub.Settled();
        Assert.That(await Asked(neighbour), Is.False, "it was withdrawn");
    }

    [Test]
    public async Task Who_is_in_on_it_hears_of_a_no_with_its_reason()
    {
        var (owner, fan) = (await Somebody("declined"), await Somebody("declined-fan"));
        await town.At(Tuesday.AddDays(-12), Stream(owner), owner,
            new InitiativeProposed(Idea(owner), owner, "declined", [], 0, "Familjegirot", "", [], [], [], Tuesday.AddDays(20), null),
            new ActivityPlanned(Idea(owner), Deed(owner), owner, "declined", Plan, owner), new ActivitySubmitted(Idea(owner), Deed(owner), 3));
        await town.At(Tuesday.AddDays(-11), Stream(owner), fan, new PledgeMade(Idea(owner), fan, "declined-fan", null));
        await town.At(Tuesday.AddHours(-1), Stream(owner), town.Coordinator, new ActivityDeclined(Idea(owner), Deed(owner), town.Coordinator, "Torget byggs om"));
        await town.Hub.Settled();
        await Run();
        var bell = (await town.Views.One<NudgeRow>("select * from hub.nudge where recipient = @fan and kind = 'followed_approved'", new { fan }))!;
        Assert.That((await town.Hub.Services.GetRequiredService<NudgeTitles>().Fill([bell]))[0].Args, Is.EqualTo(new[] { "Cykla", "declined", "Torget byggs om" }));
    }

    [TestCase(Aliveness.Partly, 2)]
    [TestCase(Aliveness.No, 0)]
    public async Task What_does_not_live_is_not_asked_about_again_half_a_year_later(Aliveness said, int asked)
    {
        var (owner, proposer) = (await Somebody($"lives-{said}"), await Somebody($"wished-{said}"));
        await town.At(Tuesday.AddDays(-380), Stream(owner), proposer,
            new InitiativeProposed(Idea(owner), proposer, "astorp", [], 0, "Familjegirot", "", [], [], [], Tuesday.AddDays(-360), null),
            new ActivityPlanned(Idea(owner), Deed(owner), owner, "astorp", Plan, owner), new ActivityCarriedOut(Idea(owner), Deed(owner), owner, new DateOnly(2026, 3, 1), 9, ""));
        await town.At(Tuesday.AddDays(-180), Stream(owner), owner, new ActivityFollowedUp(Idea(owner), Deed(owner), owner, said));
        await town.Hub.Settled();
        var due = (await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, town.Now)).Where(one => one.Kind == NudgeKind.StillAlive && one.Deed.Subject == Deed(owner));
        Assert.That(due.Count(), Is.EqualTo(asked));
    }
}
