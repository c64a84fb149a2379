using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

public class ClosingTests
{
    [Test]
    public void What_was_done_is_completed() =>
        Given(Walk.CarriedOut).When(Astrid, new CompleteInitiative()).Happens(new InitiativeCompleted(Walk.Id, Astrid.Member));

    [Test]
    public void Nothing_done_is_nothing_to_complete() =>
        Given(Walk.Proposed).When(Astrid, new CompleteInitiative()).IsRefused(Refusals.Initiatives.NothingCarriedOut);

    [Test]
    public void Open_activities_come_first() =>
        Given([.. Walk.CarriedOut, new ActivityPlanned(Walk.Id, Id(102), Astrid.Member, "astorp", Walk.Vague, Astrid.Member)])
            .When(Astrid, new CompleteInitiative()).IsRefused(Refusals.Initiatives.ActivitiesOpen, 1);

    [Test]
    public void Somebody_else_does_not_close_it()
    {
        Given(Walk.CarriedOut).When(Henrik, new CompleteInitiative()).IsRefused(Refusals.Initiatives.ProposerOrCoordinator);
        Given(Walk.Proposed).When(Iris, new ParkInitiative("vintern")).IsRefused(Refusals.Initiatives.ProposerOrCoordinator);
    }

    [Test]
    public void What_rests_is_resumed_where_it_was()
    {
        Given(Walk.Parked).When(Bo, new ResumeInitiative()).Happens(new InitiativeResumed(Walk.Id, Bo.Member));
        object[] resumed = [new InitiativeParked(Walk.Id, Astrid.Member, "vintern"), new InitiativeResumed(Walk.Id, Astrid.Member)];
        Assert.That(Given([.. Walk.Proposed, .. resumed]).World.Initiative.Status, Is.EqualTo(InitiativeStatus.Proposed));
        Assert.That(Given([.. Walk.Approved, .. resumed]).World.Initiative.Status, Is.EqualTo(InitiativeStatus.Active));
    }

    [Test]
    public void What_does_not_rest_is_not_resumed() =>
        Given(Walk.Proposed).When(Bo, new ResumeInitiative()).IsRefused(Refusals.Initiatives.NotParked);

    [Test]
    public void A_step_back_takes_a_reason()
    {
        Given(Walk.Proposed).When(Astrid, new ParkInitiative("")).IsRefused(Refusals.Texts.ReasonMissing);
        Given(Walk.Proposed).When(Astrid, new WithdrawInitiative("..")).IsRefused(Refusals.Texts.ReasonMissing);
    }

    [Test]
    public void Withdrawing_cancels_what_is_open() => Given(Walk.Scheduled).When(Astrid, new WithdrawInitiative("flyttar")).Happens(
        new ActivityCancelled(Walk.Id, Walk.First, Astrid.Member, "flyttar"), new InitiativeWithdrawn(Walk.Id, Astrid.Member, "flyttar"));

    [Test]
    public void What_was_partly_done_is_completed_rather_than_withdrawn() =>
        Given(Walk.CarriedOut).When(Astrid, new WithdrawInitiative("flyttar")).IsRefused(Refusals.Initiatives.CarriedOutSoComplete);

    [Test]
    public void Nothing_but_comments_happens_after_withdrawal()
    {
        Given(Walk.Withdrawn).When(Astrid, new ResumeInitiative()).IsRefused(Refusals.Initiatives.Withdrawn);
        Given(Walk.Withdrawn).When(Henrik, new MakePledge(null)).IsRefused(Refusals.Initiatives.Withdrawn);
        Given(Walk.Withdrawn).When(Henrik, new PostComment(Id(300), " synd "))
            .Happens(new CommentPosted(Walk.Id, Id(300), Henrik.Member, "synd"));
    }
}
