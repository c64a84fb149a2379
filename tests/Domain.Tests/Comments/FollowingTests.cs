using Activation.Domain.Comments;
using Activation.Domain.Members;
using Activation.Domain.Tests.Initiatives;
using Activation.Domain.Tests.Stories;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Comments;

public class FollowingTests
{
    static readonly TopicFollowed Followed = new(Walk.Id, Henrik.Member);
    static readonly TopicUnfollowed Unfollowed = new(Walk.Id, Henrik.Member);

    [Test]
    public void A_member_follows_an_initiative_and_stops() => Assert.Multiple(() =>
    {
        Given(Walk.Proposed).When(Henrik, Follow).Happens(Followed);
        Given([.. Walk.Proposed, Followed]).When(Henrik, Follow).Happens();
        Given([.. Walk.Proposed, Followed]).When(Henrik, Stop).Happens(Unfollowed);
        Given([.. Walk.Proposed, Followed, Unfollowed]).When(Henrik, Stop).Happens();
        Given([.. Walk.Proposed, Followed, Unfollowed]).When(Henrik, Follow).Happens(Followed);
    });

    [Test]
    public void Who_has_a_part_in_it_stops_without_having_begun() => Given(Walk.Proposed).When(Astrid, Stop).Happens(new TopicUnfollowed(Walk.Id, Astrid.Member));

    [Test]
    public void A_story_is_followed_while_it_is_shown_and_left_at_any_time()
    {
        Given(Tale.Published).When(Henrik, FollowStory).Happens(Followed with { Story = Tale.Id });
        Given([.. Tale.Published, Tale.Hidden(David.Member, "fel bild")]).When(Henrik, FollowStory).IsRefused(Refusals.Comments.StoryNotShown);
        Given([.. Tale.Published, Followed with { Story = Tale.Id }, Tale.Hidden(David.Member, "fel bild")])
            .When(Henrik, (w, actor, now) => Following.Stop(Topic.Of(w.Story), w.FollowOf(actor.Member), new(), actor, now)).Happens(Unfollowed with { Story = Tale.Id });
    }

    [Test]
    public void Who_only_looks_follows_nothing() => Given(Walk.Proposed).When(Onlooker, Follow).IsRefused(Refusals.Members.ViewersLook);

    [Test]
    public void Who_only_looks_by_now_may_stop() =>
        Given([.. Walk.Proposed, Followed with { Member = Onlooker.Member }]).When(Onlooker, Stop).Happens(Unfollowed with { Member = Onlooker.Member });

    [Test]
    public void What_is_not_there_is_not_followed()
    {
        Given().When(Henrik, Follow).IsRefused(Refusals.Initiatives.Unknown);
        Given().When(Henrik, Stop).IsRefused(Refusals.Initiatives.Unknown);
    }

    static Decision Follow(World w, Actor actor, DateTimeOffset now) => Following.Follow(Topic.Of(w.Initiative), w.FollowOf(actor.Member), new(), actor, now);

    static Decision Stop(World w, Actor actor, DateTimeOffset now) => Following.Stop(Topic.Of(w.Initiative), w.FollowOf(actor.Member), new(), actor, now);

    static Decision FollowStory(World w, Actor actor, DateTimeOffset now) => Following.Follow(Topic.Of(w.Story), w.FollowOf(actor.Member), new(), actor, now);
}
