using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using ScoringRules = Activation.Domain.Scoring.ScoringRules;

namespace Activation.Domain.Tests.Nudges;

/// <summary>What is begun and not sent.</summary>
public partial class RulesTests
{
    [Test]
    public void N1_a_newcomer_is_asked_after_three_days_and_after_ten_until_the_first_act()
    {
        Assert.That(Beginning.FirstAct(Joined(2), Time), Is.Null);
        Assert.That(Beginning.FirstAct(Joined(3), Time)?.Period, Is.EqualTo("1"));
        Assert.That(Beginning.FirstAct(Joined(10), Time)?.Period, Is.EqualTo("2"));
        Assert.That(Beginning.FirstAct(Joined(10) with { HasActed = true }, Time), Is.Null);
        Assert.That(Beginning.FirstAct(Joined(3) with { Municipality = "", MunicipalityName = "" }, Time), Is.Null, "there is no municipality to ask about");

        static Newcomer Joined(int days) => new(Me, "astorp", "Åstorp", Now.AddDays(-days), false);
    }

    [Test]
    public void N2_a_vague_draft_is_asked_about_after_five_working_days()
    {
        Assert.That(Proposing.Idle(Plan(Vague, 6), Time), Is.Null, "four of the six were working days");
        var due = Proposing.Idle(Plan(Vague, 7), Time);
        Assert.That(due?.Args, Is.EqualTo(new[] { NudgeArg.Title, "1", "What,Responsible" }));
        Assert.That(Proposing.Idle(Plan(Clear, 7), Time), Is.Null, "that one is ready");
        Assert.That(Proposing.Unsent(Plan(Full, 7), Time)?.Args[^1], Is.Empty, "but for being sent");
    }

    [Test]
    public void N2_N3_N6_N13_what_was_not_true_any_more_when_its_turn_came_falls_due_again()
    {
        Differ(Proposing.Idle(Plan(Vague, 17), Time), Proposing.Idle(Plan(Vague, 7), Time));
        Differ(Proposing.Unsent(Plan(Vague, 17), Time), Proposing.Unsent(Plan(Vague, 7), Time));
        Differ(Proposing.Ready(Plan(Clear, 17), Time), Proposing.Ready(Plan(Clear, 7), Time));
        Differ(CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-20) }, Time), CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-4) }, Time));
        Differ(Examples.StoryWaiting(Rated(20, 5, 5, 5), ScoringRules.AtStart, Time), Examples.StoryWaiting(Rated(7, 5, 5, 5), ScoringRules.AtStart, Time));

        static void Differ(DueNudge? before, DueNudge? now) =>
            Assert.That(now is not null && before is not null && now.Object == before.Object && now.Period != before.Period, Is.True, $"{before} {now}");
    }

    [Test]
    public void N3_a_clear_draft_is_asked_about_after_three_days()
    {
        Assert.That(Proposing.Ready(Plan(Clear, 2), Time), Is.Null);
        Assert.That(Proposing.Ready(Plan(Clear, 3), Time)?.Kind, Is.EqualTo(NudgeKind.ReadyDraft));
        Assert.That(Proposing.Ready(Plan(Vague, 30), Time), Is.Null);
    }
}
