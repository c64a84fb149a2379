using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.Nudges.Families;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>Who answers nothing, and who is heard of all the same.</summary>
public sealed partial class NudgeDeliveryTests
{
    [Test]
    public async Task Only_what_was_asked_since_somebody_was_last_heard_of_went_unanswered()
    {
        owner = await Somebody("silent");
        await Asked(73, 72, 71, 70);
        Assert.That(await IsToldThatWeGoQuiet(), Is.True, "four asks, and not a word");
        await town.Views.Execute(
            "update hub.nudge set seen_at = @at, acted_at = @at where recipient = @owner and object = 'silent 70'", new { owner, at = Morning.AddDays(-60).ToUniversalTime() });
        Assert.That(await IsToldThatWeGoQuiet(), Is.False, "they answered one of them, and nothing was asked since");
        await Asked(59, 58);
        Assert.That(await IsToldThatWeGoQuiet(), Is.False, "two since");
        await Asked(57);
        Assert.That(await IsToldThatWeGoQuiet(), Is.True);
        await Fade(1);
        Assert.That(await IsToldThatWeGoQuiet(), Is.False, "once");
    }

    [Test]
    public async Task Days_on_which_somebody_was_away_are_no_silence()
    {
        owner = await Somebody("silent-away");
        await Asked(60, 59, 58);
        Assert.That(await IsToldThatWeGoQuiet(), Is.True);
        await town.At(Morning.AddDays(-30), $"member-{NudgeTown.Programme:N}-{owner:N}", owner, new AbsenceNoted(owner, new DateOnly(2027, 2, 15), new DateOnly(2027, 2, 21)));
        await town.Hub.Settled();
        Assert.That(await IsToldThatWeGoQuiet(), Is.False, "fifty-three on which they could be asked");
    }

    [Test]
    public async Task Whoever_comes_back_after_we_went_quiet_is_told_again_whatever_they_came_back_with()
    {
        var said = DerivedId.From("said after silence");
        var ways = new Dictionary<string, Func<(string Stream, object Event)>>
        {
            ["pledge"] = () => ($"pledge-{Idea:N}-{owner:N}", new PledgeMade(Idea, owner, "astorp", null)),
            ["vote"] = () => (StreamNames.Ballot(Idea, owner).Name, new VoteCast(Idea, owner, "astorp", Stance.Support, null)),
            ["comment"] = () => ($"comment-{said:N}", new CommentPosted(Idea, said, owner, "På väg")),
            ["grade"] = () => (StreamNames.Rating(Deed, owner).Name, new OutcomeRated(Idea, Deed, owner, RaterPart.Participant, 4, null, null)),
            ["deed"] = () => (Stream, new ActivityScheduled(Idea, Deed, "Fritid", new DateOnly(2027, 4, 6), "Åstorp")),
        };
        foreach (var (way, done) in ways)
        {
            owner = await Somebody($"back-with-{way}", NudgeKind.Overdue);
            var nudge = await Overdue();
            await Fade(90);
            Assert.That(await AttentionTo(nudge), Is.EqualTo(Attention.Silent), way);
            var (stream, happened) = done();
            await town.At(Morning.AddHours(-1), stream, owner, happened);
            await town.Hub.Settled();
            Assert.That(await AttentionTo(nudge), Is.EqualTo(Attention.Full), way);
        }

        async Task<Attention> AttentionTo(Guid nudge) =>
            (await town.Hub.Services.GetRequiredService<Knowledge>().Of(town.Here, Morning, [await Row(nudge)]))[nudge].Situation.Attention;
    }

    /// <summary>The owner was asked for something so many days ago, and has not answered.</summary>
    Task Asked(params int[] ago) => town.Views.Execute(
        """
        insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, via)
        select gen_random_uuid(), @Programme, 'ready_draft', 'silent ' || d, @owner, '1', 'sent', '[]', 'look', t, t, t, t, t, 'bell'
          from unnest(@ago) d cross join lateral (select @Morning - make_interval(days => d)) x(t)
        """,
        new { NudgeTown.Programme, owner, ago, Morning = Morning.ToUniversalTime() });

    /// <summary>So many days ago they were told that we go quiet.</summary>
    Task Fade(int ago) => town.Views.Execute(
        """
        insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, due_at, not_before, passed_at, shown_at, sent_at, via)
        select gen_random_uuid(), @Programme, 'fading_out', 'person', @owner, 'never', 'sent', '[]', 'choose', @at, @at, @at, @at, @at, 'bell'
        """,
        new { NudgeTown.Programme, owner, at = Morning.AddDays(-ago).ToUniversalTime() });

    async Task<bool> IsToldThatWeGoQuiet()
    {
        var time = await town.Hub.Services.GetRequiredService<NudgeFinder>().TimeWithAbsences(town.Here, Morning);
        var due = await new WeeklyFacts().Find(new Scope(town.Views.In(NudgeTown.Programme), time, town.Here.Rules.On(town.Here.Today(Morning))));
        return due.Any(one => one.Kind == NudgeKind.FadingOut && one.Recipient == owner);
    }
}
