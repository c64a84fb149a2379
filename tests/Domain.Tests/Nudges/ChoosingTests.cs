using Activation.Domain.Members;
using Activation.Domain.Nudges;

namespace Activation.Domain.Tests.Nudges;

public class ChoosingTests
{
    static readonly Guid Me = Cast.Astrid.Member;
    static readonly DateTimeOffset Now = World.Now;

    [Test]
    public void One_chooses_how_many_a_week_and_again_changes_nothing()
    {
        new Then(Choosing.Dose(NudgeChoice.None, new ChooseDose(5), Me)).Happens(new NudgeDoseChosen(Me, 5));
        new Then(Choosing.Dose(NudgeChoice.None with { Dose = 5 }, new ChooseDose(5), Me)).Happens();
        new Then(Choosing.Dose(NudgeChoice.None, new ChooseDose(3), Me)).IsRefused("nudges.dose-range");
        new Then(Choosing.Dose(NudgeChoice.None, new ChooseDose(0, NudgeKind.Overdue), Me)).Happens(new NudgeDoseChosen(Me, 0), new NudgesRefused(Me, NudgeKind.Overdue));
        new Then(Choosing.Dose(NudgeChoice.None, new ChooseDose(5, NudgeKind.Overdue), Me)).Happens(new NudgeDoseChosen(Me, 5));
    }

    [Test]
    public void One_kind_is_turned_off_and_on()
    {
        new Then(Choosing.Mute(NudgeChoice.None, new MuteKind(NudgeKind.Overdue, true), Me)).Happens(new NudgeKindMuted(Me, NudgeKind.Overdue));
        var muted = NudgeChoice.Evolve(NudgeChoice.None, new NudgeKindMuted(Me, NudgeKind.Overdue));
        new Then(Choosing.Mute(muted, new MuteKind(NudgeKind.Overdue, true), Me)).Happens();
        new Then(Choosing.Mute(muted, new MuteKind(NudgeKind.Overdue, false), Me)).Happens(new NudgeKindUnmuted(Me, NudgeKind.Overdue));
        new Then(Choosing.Mute(muted, new MuteKind((NudgeKind)99, true), Me)).IsRefused("nudges.kind-unknown");
        new Then(Choosing.Mute(NudgeChoice.None, new MuteKind(NudgeKind.DecisionMade, true), Me)).IsRefused("nudges.kind-owed");
    }

    [Test]
    public void All_is_put_off_for_one_two_or_four_weeks()
    {
        new Then(Choosing.Snooze(NudgeChoice.None, new SnoozeNudges(2), Me, Now)).Happens(new NudgesSnoozed(Me, Now.AddDays(14).ToUniversalTime()));
        new Then(Choosing.Snooze(NudgeChoice.None, new SnoozeNudges(3), Me, Now)).IsRefused("nudges.snooze-range");
        new Then(Choosing.Snooze(NudgeChoice.None, new SnoozeNudges(null), Me, Now)).Happens();
    }

    [Test]
    public void A_kind_rests_and_an_administrator_lets_it_go_out_again()
    {
        var pause = new PauseKind(NudgeKind.Overdue, PauseReason.NoEffect, 600, 0);
        new Then(Pausing.Pause(KindPause.None, pause, Actor.House)).Happens(new NudgeKindPaused(NudgeKind.Overdue, PauseReason.NoEffect, null, 600, 0));
        new Then(Pausing.Pause(KindPause.None, pause, Cast.Elin)).IsRefused("members.administrators-only");
        new Then(Pausing.Pause(KindPause.None, pause with { Kind = NudgeKind.DecisionMade }, Cast.Farid)).IsRefused("nudges.kind-owed");
        var resting = KindPause.Evolve(KindPause.None, new NudgeKindPaused(NudgeKind.Overdue, PauseReason.NoEffect, null, 600, 0));
        new Then(Pausing.Pause(resting, pause, Cast.Farid)).Happens();
        new Then(Pausing.Resume(resting, new ResumeKind(NudgeKind.Overdue), Cast.Farid)).Happens(new NudgeKindResumed(NudgeKind.Overdue, Cast.Farid.Member));
        new Then(Pausing.Resume(resting, new ResumeKind(NudgeKind.Overdue), Cast.Bo)).IsRefused("members.administrators-only");
        new Then(Pausing.Resume(KindPause.None, new ResumeKind(NudgeKind.Overdue), Cast.Farid)).Happens();
    }
}
