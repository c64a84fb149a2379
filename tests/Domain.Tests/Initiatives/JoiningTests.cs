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
    public void A_comment_is_removed_by_its_author_or_the_coordinator()
    {
        Given([.. Walk.Proposed, Comment]).When(Henrik, Remove).Happens(new CommentRemoved(Walk.Id, Id(300), Henrik.Member));
        Given([.. Walk.Proposed, Comment]).When(Bo, Remove).Happens(new CommentRemoved(Walk.Id, Id(300), Bo.Member));
        Given([.. Walk.Proposed, Comment]).When(Iris, Remove).IsRefused(Refusals.Initiatives.CommentNotYours);
        Given(Walk.Proposed).When(Bo, Remove).IsRefused(Refusals.Initiatives.CommentUnknown);
    }

    static Decision Remove(World world, Actor actor, DateTimeOffset now) =>
        Commenting.Remove(world.Initiative, world.CommentOf(Id(300)), new(), actor, now);
}
