using Activation.Domain.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

public class VotingTests
{
    static readonly CastVote Support = new(Stance.Support);
    static readonly VoteCast HenrikSupports = new(Walk.Id, Henrik.Member, "helsingborg", Stance.Support, null);

    [Test]
    public void A_member_votes() => Given(Walk.Proposed).When(Henrik, Support).Happens(HenrikSupports);

    [Test]
    public void A_member_votes_once() => Given([.. Walk.Proposed, HenrikSupports]).When(Henrik, Support).Happens();

    [Test]
    public void Another_stance_replaces_the_first() => Given([.. Walk.Proposed, HenrikSupports]).When(Henrik, new CastVote(Stance.NotNow))
        .Happens(HenrikSupports with { Stance = Stance.NotNow, Replaces = Stance.Support });

    [Test]
    public void A_vote_after_a_withdrawal_replaces_nothing() =>
        Given([.. Walk.Proposed, HenrikSupports, new VoteWithdrawn(Walk.Id, Henrik.Member, Stance.Support)]).When(Henrik, Support).Happens(HenrikSupports);

    [Test]
    public void A_withdrawal_names_the_stance_it_takes_back() => Given([.. Walk.Proposed, HenrikSupports]).When(Henrik, new WithdrawVote())
        .Happens(new VoteWithdrawn(Walk.Id, Henrik.Member, Stance.Support));

    [Test]
    public void Nothing_is_withdrawn_where_nothing_was_cast() => Given(Walk.Proposed).When(Henrik, new WithdrawVote()).Happens();

    [Test]
    public void Nobody_votes_on_their_own() => Given(Walk.Proposed).When(Astrid, Support).IsRefused(Refusals.Initiatives.OwnVote);

    [Test]
    public void A_viewer_does_not_vote() => Given(Walk.Proposed).When(Onlooker, Support).IsRefused(Refusals.Members.ViewersLook);

    [Test]
    public void A_stance_that_does_not_exist_is_refused() =>
        Given(Walk.Proposed).When(Henrik, new CastVote((Stance)7)).IsRefused(Refusals.Initiatives.StanceUnknown);

    [Test]
    public void The_last_moment_is_just_before_voting_ends()
    {
        Given(Walk.Proposed).When(Henrik, Support, Walk.VotingUntil.AddTicks(-1)).Happens(HenrikSupports);
        Given(Walk.Proposed).When(Henrik, Support, Walk.VotingUntil).IsRefused(Refusals.Initiatives.VotingClosed);
    }

    [Test]
    public void Voting_goes_on_while_the_initiative_is_active() => Given(Walk.Scheduled).When(Henrik, Support).Happens(HenrikSupports);

    [Test]
    public void After_closing_nobody_votes_or_takes_a_vote_back()
    {
        var closed = Given([.. Walk.Proposed, HenrikSupports, new VotingClosed(Walk.Id)]);
        closed.When(Cilla, Support).IsRefused(Refusals.Initiatives.VotingClosed);
        closed.When(Henrik, new WithdrawVote()).IsRefused(Refusals.Initiatives.VotingClosed);
    }

    [Test]
    public void A_coordinator_closes_and_opens_again()
    {
        Given(Walk.Proposed).When(Bo, new CloseVoting()).Happens(new VotingClosed(Walk.Id));
        Given([.. Walk.Proposed, new VotingClosed(Walk.Id)]).When(Bo, new ReopenVoting(Now.AddDays(3)))
            .Happens(new VotingReopened(Walk.Id, Now.AddDays(3)));
    }

    [Test]
    public void What_is_open_is_not_opened_again() =>
        Given(Walk.Proposed).When(Bo, new ReopenVoting(Now.AddDays(3))).IsRefused(Refusals.Initiatives.VotingIsOpen, Walk.VotingUntil);

    [Test]
    public void The_proposer_does_not_close_the_voting() =>
        Given(Walk.Proposed).When(Astrid, new CloseVoting()).IsRefused(Refusals.Initiatives.CoordinatorOnly);

    [Test]
    public void Nobody_votes_on_what_is_over_or_rests()
    {
        Given(Walk.Completed).When(Henrik, Support).IsRefused(Refusals.Initiatives.Completed);
        Given(Walk.Withdrawn).When(Henrik, Support).IsRefused(Refusals.Initiatives.Withdrawn);
        Given(Walk.Parked).When(Henrik, Support).IsRefused(Refusals.Initiatives.Parked);
        Given().When(Henrik, Support).IsRefused(Refusals.Initiatives.Unknown);
    }
}
