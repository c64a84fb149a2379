using Activation.Domain.Comments;
using Activation.Domain.Members;
using Activation.Domain.Tests.Initiatives;
using Activation.Domain.Tests.Stories;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Comments;

/// <summary>What is said about an initiative, one of its activities and a story, and the answers to it.</summary>
public class CommentingTests
{
    static readonly CommentPosted First = new(Walk.Id, Id(300), Henrik.Member, "Vem låser upp?");
    static readonly Func<World, Actor, DateTimeOffset, Decision> Remove = (w, actor, now) => Commenting.Remove(Topic.Of(w.Initiative), w.CommentOf(First.Comment), new RemoveComment(), actor, now);
    static readonly CommentPosted Second = new(Walk.Id, Id(301), Astrid.Member, "Jag.", Thread: Id(300));

    [Test]
    public void An_activity_is_talked_about_by_itself() => Given(Walk.Planned).When(Henrik, On(Walk.First, new(Id(300), "Vem låser upp?")))
        .Happens(First with { Activity = Walk.First });

    [Test]
    public void An_activity_of_another_initiative_is_not_talked_about_here() =>
        Given(Walk.Planned).When(Henrik, On(Id(999), new(Id(300), "Vem låser upp?"))).IsRefused(Refusals.Activities.Unknown);

    [Test]
    public void A_story_is_talked_about_for_as_long_as_it_is_shown()
    {
        Given(Tale.Published).When(Henrik, OnStory(new(Id(400), "Fint!"))).Happens(new CommentPosted(Walk.Id, Id(400), Henrik.Member, "Fint!", Story: Tale.Id));
        Given([.. Tale.Published, Tale.Hidden(David.Member, "fel bild")]).When(Henrik, OnStory(new(Id(400), "Fint!"))).IsRefused(Refusals.Comments.StoryNotShown);
        Given(Tale.Drafted).When(Henrik, OnStory(new(Id(400), "Fint!"))).IsRefused(Refusals.Comments.StoryNotShown);
    }

    [Test]
    public void Who_only_looks_says_nothing_about_a_story() =>
        Given(Tale.Published).When(Onlooker, OnStory(new(Id(400), "Fint!"))).IsRefused(Refusals.Members.ViewersLook);

    [Test]
    public void What_one_said_stays_ones_own_to_take_back_also_for_who_only_looks_by_now()
    {
        object[] said = [.. Walk.Proposed, First with { Author = Onlooker.Member }];
        Given(said).When(Onlooker, Remove).Happens(new CommentRemoved(Walk.Id, First.Comment, Onlooker.Member));
        Given([.. Walk.Proposed, First]).When(Onlooker, Remove).IsRefused(Refusals.Initiatives.CommentNotYours);
    }

    [Test]
    public void A_text_is_as_long_as_it_was_typed_whatever_numbers_stand_for_names_in_it()
    {
        var most = new string('ö', Text.BodyLimit - 5) + " hej " + Mention.Of(Astrid.Member);
        Given(Walk.Proposed).When(Henrik, new PostComment(Id(300), most[3..], Mentioned: [Astrid.Member])).Only<CommentPosted>();
        Given(Walk.Proposed).When(Henrik, new PostComment(Id(300), most, Mentioned: [Astrid.Member])).IsRefused(Refusals.Texts.TooLong, Text.BodyLimit);
        Given(Walk.Proposed).When(Henrik, new PostComment(Id(300), most[3..])).IsRefused(Refusals.Texts.TooLong, Text.BodyLimit);
    }

    [Test]
    public void An_answer_joins_what_it_answers() => Given([.. Walk.Proposed, First]).When(Astrid, new PostComment(Id(301), "Jag.", Id(300))).Happens(Second);

    [Test]
    public void An_answer_to_an_answer_joins_the_same_thread() => Given([.. Walk.Proposed, First, Second])
        .When(Henrik, new PostComment(Id(302), "Tack!", Id(301))).Happens(new CommentPosted(Walk.Id, Id(302), Henrik.Member, "Tack!", Thread: Id(300)));

    [Test]
    public void What_is_gone_was_never_there_or_was_said_elsewhere_is_not_answered()
    {
        var answer = new PostComment(Id(301), "Jag.", Id(300));
        Given([.. Walk.Proposed, First, new CommentRemoved(Walk.Id, Id(300), Henrik.Member)]).When(Astrid, answer).IsRefused(Refusals.Comments.AnsweredGone);
        Given(Walk.Proposed).When(Astrid, answer).IsRefused(Refusals.Comments.AnsweredGone);
        Given([.. Walk.Proposed, First with { Initiative = Id(999) }]).When(Astrid, answer).IsRefused(Refusals.Comments.AnsweredGone);
        Given([.. Walk.Planned, First with { Activity = Walk.First }]).When(Astrid, answer).IsRefused(Refusals.Comments.AnsweredGone);
    }

    [Test]
    public void An_answer_says_something() => Given([.. Walk.Proposed, First]).When(Astrid, new PostComment(Id(301), " ", Id(300))).IsRefused(Refusals.Texts.Missing);

    [Test]
    public void The_same_comment_again_is_one() => Given([.. Walk.Proposed, First]).When(Henrik, new PostComment(Id(300), "Vem låser upp?")).Happens();

    [Test]
    public void What_is_said_about_a_story_is_removed_there_and_nowhere_else()
    {
        var said = new CommentPosted(Walk.Id, Id(400), Henrik.Member, "Fint!", Story: Tale.Id);
        Given([.. Tale.Published, said]).When(Henrik, (w, actor, now) => Commenting.Remove(Topic.Of(w.Story), w.CommentOf(Id(400)), new(), actor, now))
            .Happens(new CommentRemoved(Walk.Id, Id(400), Henrik.Member, Tale.Id));
        Given([.. Tale.Published, said]).When(Henrik, (w, actor, now) => Commenting.Remove(Topic.Of(w.Initiative), w.CommentOf(Id(400)), new(), actor, now))
            .IsRefused(Refusals.Initiatives.CommentUnknown);
    }

    static Func<World, Actor, DateTimeOffset, Decision> On(Guid activity, PostComment command) =>
        (w, actor, now) => Commenting.Post(Topic.Of(w.Initiative, activity), Comment.None, w.CommentOf(command.Comment), command, actor, now);

    static Func<World, Actor, DateTimeOffset, Decision> OnStory(PostComment command) =>
        (w, actor, now) => Commenting.Post(Topic.Of(w.Story), Comment.None, w.CommentOf(command.Comment), command, actor, now);
}
