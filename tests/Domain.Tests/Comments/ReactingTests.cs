using Activation.Domain.Comments;
using Activation.Domain.Members;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Comments;

public class ReactingTests
{
    static readonly CommentPosted Said = new(Walk.Id, Id(300), Henrik.Member, "Jag har kaffe.");
    static readonly ReactionGiven Thanks = new(Walk.Id, Id(300), Astrid.Member, ReactionKind.Thanks);
    static readonly object[] There = [.. Walk.Proposed, Said];

    [Test]
    public void Each_kind_is_given_once_and_taken_back() => Assert.Multiple(() =>
    {
        Given(There).When(Astrid, Give(ReactionKind.Thanks)).Happens(Thanks);
        Given([.. There, Thanks]).When(Astrid, Give(ReactionKind.Thanks)).Happens();
        Given([.. There, Thanks]).When(Astrid, Give(ReactionKind.CanHelp)).Happens(Thanks with { Kind = ReactionKind.CanHelp });
        Given([.. There, Thanks]).When(Iris, Give(ReactionKind.Thanks)).Happens(Thanks with { Member = Iris.Member });
        Given([.. There, Thanks]).When(Astrid, Back(ReactionKind.Thanks)).Happens(new ReactionTakenBack(Walk.Id, Id(300), Astrid.Member, ReactionKind.Thanks));
        Given(There).When(Astrid, Back(ReactionKind.Thanks)).Happens();
        Given([.. There, Thanks, new ReactionTakenBack(Walk.Id, Id(300), Astrid.Member, ReactionKind.Thanks)]).When(Astrid, Give(ReactionKind.Thanks)).Happens(Thanks);
    });

    [Test]
    public void Nobody_thanks_themselves_or_what_is_gone_or_in_a_way_there_is_not() => Assert.Multiple(() =>
    {
        Given(There).When(Henrik, Give(ReactionKind.Thanks)).IsRefused(Refusals.Comments.OwnReaction);
        Given(There).When(Onlooker, Give(ReactionKind.Thanks)).IsRefused(Refusals.Members.ViewersLook);
        Given(There).When(Astrid, Give((ReactionKind)99)).IsRefused(Refusals.Comments.ReactionUnknown);
        Given([.. There, new CommentRemoved(Walk.Id, Id(300), Henrik.Member)]).When(Astrid, Give(ReactionKind.Thanks)).IsRefused(Refusals.Comments.AnsweredGone);
        Given([.. There, new CommentHidden(Walk.Id, Id(300), Bo.Member, "nej")]).When(Astrid, Give(ReactionKind.Thanks)).IsRefused(Refusals.Comments.AnsweredGone);
        Given([.. Walk.Proposed, Said with { Initiative = Id(999) }]).When(Astrid, Give(ReactionKind.Thanks)).IsRefused(Refusals.Comments.AnsweredGone);
    });

    [Test]
    public void It_is_taken_back_where_it_was_given_in_a_way_there_is_and_also_of_what_was_hidden_since() => Assert.Multiple(() =>
    {
        Given([.. Walk.Proposed, Said with { Initiative = Id(999) }, Thanks]).When(Astrid, Back(ReactionKind.Thanks)).IsRefused(Refusals.Initiatives.CommentUnknown);
        Given([.. There, Thanks]).When(Astrid, Back((ReactionKind)99)).IsRefused(Refusals.Comments.ReactionUnknown);
        Given([.. There, Thanks]).When(Onlooker, Back(ReactionKind.Thanks)).IsRefused(Refusals.Members.ViewersLook);
        Given([.. There, Thanks, new CommentHidden(Walk.Id, Id(300), Bo.Member, "nej")]).When(Astrid, Back(ReactionKind.Thanks))
            .Happens(new ReactionTakenBack(Walk.Id, Id(300), Astrid.Member, ReactionKind.Thanks));
    });

    static Func<World, Actor, DateTimeOffset, Decision> Give(ReactionKind kind) =>
        (w, actor, now) => Reacting.Give(Topic.Of(w.Initiative), w.CommentOf(Id(300)), w.ReactionsOf(Id(300), actor.Member), new(kind), actor, now);

    static Func<World, Actor, DateTimeOffset, Decision> Back(ReactionKind kind) =>
        (w, actor, now) => Reacting.TakeBack(Topic.Of(w.Initiative), w.CommentOf(Id(300)), w.ReactionsOf(Id(300), actor.Member), new(kind), actor, now);
}
