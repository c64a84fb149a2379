using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;

namespace Activation.Domain.Tests.Nudges;

/// <summary>What waits for an answer, and what was answered.</summary>
public partial class RulesTests
{
    [Test]
    public void N4_a_coordinator_is_asked_after_five_working_days_and_a_deputy_after_eight()
    {
        Assert.That(Approving.Asked([Queue(6)], Time), Is.Empty);
        Assert.That(Approving.Asked([Queue(7)], Time).Single().Args, Is.EqualTo(new[] { "2", NudgeArg.Title, "2027-03-03" }));
        Assert.That(Approving.Asked([Queue(7) with { IsDeputy = true }], Time), Is.Empty);
        Assert.That(Approving.Asked([Queue(12) with { IsDeputy = true }], Time), Has.Exactly(1).Items);
        Assert.That(Approving.Asked([Queue(7) with { Waiting = 0 }], Time), Is.Empty);

        static Unanswered Queue(int days) => new(Bo, false, "astorp", 2, Deed, Now.AddDays(-days));
    }

    [Test]
    public void N4_who_answers_for_several_municipalities_is_asked_once_about_all_of_them()
    {
        Unanswered here = new(Bo, false, "astorp", 2, Deed, Now.AddDays(-7)), there = new(Bo, true, "bjuv", 3, Idea, Now.AddDays(-14)), young = new(Bo, true, "klippan", 5, Deed, Now.AddDays(-8));
        var due = Approving.Asked([here, there, young], Time).Single();
        Assert.That(due.Args, Is.EqualTo(new[] { "5", NudgeArg.Title, "2027-02-24" }), "as a deputy for Klippan it is not yet theirs");
        Assert.That((due.Object, due.Deed.Subject), Is.EqualTo((NudgeObject.Member(Programme), (Guid?)Idea)));
        Assert.That(Approving.Asked([here, there with { Recipient = Me }], Time).Count(), Is.EqualTo(2), "each person has their own");
    }

    [Test]
    public void N5_who_stands_behind_it_hears_of_an_answer_and_who_answered_does_not()
    {
        var answer = new Answer(Deed, Me, "astorp", "returned", Now.AddHours(-1), Bo);
        Assert.That(Approving.Made(answer)?.Args, Is.EqualTo(new[] { NudgeArg.Title, "returned", NudgeArg.Reason }));
        Assert.That(Approving.Made(answer with { Recipient = Bo }), Is.Null);
        Assert.That(Approving.Made(answer)!.Period, Is.Not.EqualTo(Approving.Made(answer with { At = Now })!.Period), "each answer is told");
        Assert.That(Approving.Made(answer with { At = Now.AddDays(-90) }) is { Until: null }, Is.True, "it keeps, however long somebody is away");
        Assert.That(Approving.Made(answer with { IsOver = true }), Is.Null, "it was called off since");
        Assert.That(Approving.Followed(answer with { Decision = "approved", IsOver = true }, Time), Is.Null);
        Assert.That(Approving.Followed(answer, Time), Is.Null, "what came back is its owner's");
        Assert.That(Approving.Followed(answer with { Decision = "declined" }, Time)?.Args, Is.EqualTo(new[] { NudgeArg.Title, "declined", NudgeArg.Reason }));
        Assert.That(Approving.Followed(answer with { Decision = "declined" }, Time)!.Period, Is.Not.EqualTo(Approving.Followed(answer with { Decision = "approved" }, Time)!.Period), "a yes after a no is told");
        Assert.That(Approving.Followed(answer with { Decision = "approved" }, Time)?.Kind, Is.EqualTo(NudgeKind.FollowedApproved));
    }

    [Test]
    public void N5_who_stands_behind_a_merged_idea_is_told_and_who_merged_it_is_not()
    {
        var idea = new MergedIdea(Deed, Me, "astorp", "merged", Now.AddHours(-1), Bo);
        Assert.That(Approving.Merged(idea)?.Object, Is.EqualTo(NudgeObject.Initiative(Deed)));
        Assert.That(Approving.Merged(idea with { Fate = "grew" })?.Args, Is.EqualTo(new[] { NudgeArg.Title, "grew", NudgeArg.Reason }));
        Assert.That(Approving.Merged(idea with { Recipient = Bo }), Is.Null);
        Assert.That(Approving.GoesOn(idea, Time) is { Kind: NudgeKind.FollowedApproved, Until: not null }, Is.True, "who is in on it, within their dose");
        Assert.That(Approving.GoesOn(idea with { At = Now.AddDays(-14) }, Time), Is.Null);
    }
}
