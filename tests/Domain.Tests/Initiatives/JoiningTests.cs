using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Initiatives;

/// <summary>Pledges and comments.</summary>
public class JoiningTests
{
    static readonly PledgeMade HenrikIsIn = new(Walk.Id, Henrik.Member, "helsingborg", "kaffe");
    static readonly CommentPosted Comment = new(Walk.Id, Id(300), Henrik.Member, "bra");

    [Test]
    public void A_member_is_in() => Given(Walk.Proposed).When(Henrik, new MakePledge(" kaffe ")).Happens(HenrikIsIn);

    [Test]
    public void Being_in_twice_is_being_in_once() => Given([.. Walk.Proposed, HenrikIsIn]).When(Henrik, new MakePledge("kaffe")).Happens();

    [Test]
    public void A_new_offer_takes_the_old_one_back_first() => Given([.. Walk.Proposed, HenrikIsIn]).When(Henrik, new MakePledge("bullar"))
        .Happens(new PledgeWithdrawn(Walk.Id, Henrik.Member, "helsingborg"), HenrikIsIn with { Offer = "bullar" });

    [Test]
    public void Who_has_moved_withdraws_where_they_pledged() => Given([.. Walk.Proposed, HenrikIsIn])
        .When(Henrik with { Municipality = "svalov" }, new WithdrawPledge())
        .Happens(new PledgeWithdrawn(Walk.Id, Henrik.Member, "helsingborg"));

    [Test]
    public void The_proposer_is_in_already() => Given(Walk.Proposed).When(Astrid, new MakePledge(null)).IsRefused(Refusals.Initiatives.OwnPledge);

    [Test]
    public void A_comment_says_something() => Given(Walk.Proposed).When(Henrik, new PostComment(Id(300), "\n ")).IsRefused(Refusals.Texts.Missing);

    [Test]
    public void A_comment_is_removed_by_its_author_and_by_nobody_else()
    {
        Given([.. Walk.Proposed, Comment]).When(Henrik, Remove).Happens(new CommentRemoved(Walk.Id, Id(300), Henrik.Member));
        Given([.. Walk.Proposed, Comment]).When(Bo, Remove).IsRefused(Refusals.Initiatives.CommentNotYours);
        Given([.. Walk.Proposed, Comment]).When(Iris, Remove).IsRefused(Refusals.Initiatives.CommentNotYours);
        Given(Walk.Proposed).When(Bo, Remove).IsRefused(Refusals.Initiatives.CommentUnknown);
    }

    [Test]
    public void Who_may_remove_comments_here_removes_none_of_another_initiative() =>
        Given([.. Walk.Proposed, Comment with { Initiative = Id(999) }]).When(Bo, Remove).IsRefused(Refusals.Initiatives.CommentUnknown);

    [Test]
    public void A_viewer_is_in_on_nothing_and_says_nothing()
    {
        Given(Walk.Proposed).When(Onlooker, new MakePledge(null)).IsRefused(Refusals.Members.ViewersLook);
        Given(Walk.Proposed).When(Onlooker, new PostComment(Id(300), "bra")).IsRefused(Refusals.Members.ViewersLook);
    }

    [Test]
    public void A_partner_lends_a_hand_and_has_no_vote()
    {
        Given(Walk.Proposed).When(Guest, new MakePledge("lokal")).Happens(new PledgeMade(Walk.Id, Guest.Member, Guest.Municipality, "lokal"));
        Given(Walk.Proposed).When(Guest, new PostComment(Id(300), "bra")).Happens(new CommentPosted(Walk.Id, Id(300), Guest.Member, "bra"));
        Given(Walk.Proposed).When(Guest, new CastVote(Stance.Support)).IsRefused(Refusals.Members.PartnersJoin);
    }

    [Test]
    public void Who_was_made_a_viewer_changes_nothing_of_their_own_any_more()
    {
        var demoted = Astrid with { Roles = new HashSet<Role> { Role.Viewer } };
        Given(Walk.Proposed).When(demoted, new WithdrawInitiative("Jag flyttar härifrån")).IsRefused(Refusals.Members.ViewersLook);
        Given(Walk.Planned).When(demoted, new SubmitActivity(Walk.First)).IsRefused(Refusals.Members.ViewersLook);
        Given(Walk.Scheduled).When(demoted, new CancelActivity(Walk.First, "Jag flyttar härifrån")).IsRefused(Refusals.Members.ViewersLook);
    }

    [Test]
    public void Who_stands_in_for_a_coordinator_acts_whatever_else_they_are() =>
        Given(Walk.Proposed).When(Onlooker with { DeputyFor = new HashSet<string> { "astorp" } }, new CastVote(Stance.Support))
            .Happens(new VoteCast(Walk.Id, Onlooker.Member, Onlooker.Municipality, Stance.Support, null));

    static Decision Remove(World world, Actor actor, DateTimeOffset now) =>
        Commenting.Remove(Topic.Of(world.Initiative), world.CommentOf(Id(300)), new(), actor, now);
}
