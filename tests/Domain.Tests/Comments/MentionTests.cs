using Activation.Domain.Comments;
using Activation.Domain.Tests.Initiatives;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Comments;

public class MentionTests
{
    static readonly string ToBo = $"Vet {Mention.Of(Bo.Member)} det?";

    [Test]
    public void Who_is_mentioned_stands_in_the_log_by_number_once() => Given(Walk.Proposed)
        .When(Henrik, new PostComment(Id(300), $"{ToBo} Eller {Mention.Of(Bo.Member)}?", Mentioned: [Bo.Member, Bo.Member]))
        .Happens(new CommentPosted(Walk.Id, Id(300), Henrik.Member, $"{ToBo} Eller {Mention.Of(Bo.Member)}?", Mentioned: [Bo.Member]));

    [Test]
    public void Whoever_does_not_stand_in_the_text_is_not_mentioned() => Given(Walk.Proposed)
        .When(Henrik, new PostComment(Id(300), ToBo, Mentioned: [Bo.Member, Iris.Member])).Happens(new CommentPosted(Walk.Id, Id(300), Henrik.Member, ToBo, Mentioned: [Bo.Member]));

    [Test]
    public void More_than_ten_are_too_many()
    {
        Guid[] many = [.. Enumerable.Range(500, Mention.Most + 1).Select(Id)];
        Given(Walk.Proposed).When(Henrik, new PostComment(Id(300), string.Concat(many.Select(Mention.Of)), Mentioned: many)).IsRefused(Refusals.Comments.MentionsTooMany, Mention.Most);
        Given(Walk.Proposed).When(Henrik, new PostComment(Id(300), string.Concat(many.Skip(1).Select(Mention.Of)), Mentioned: many[1..]))
            .Happens(new CommentPosted(Walk.Id, Id(300), Henrik.Member, string.Concat(many.Skip(1).Select(Mention.Of)), Mentioned: many[1..]));
    }

    [Test]
    public void A_text_falls_into_words_and_members_and_what_only_looks_like_one_is_words()
    {
        var text = $"{Mention.Of(Iris.Member)} och {Mention.Of(Bo.Member)}!";
        Assert.That(Mention.Pieces(text, [Bo.Member]), Is.EqualTo(new (string, Guid?)[] { ($"{Mention.Of(Iris.Member)} och ", null), ("", Bo.Member), ("!", null) }));
        Assert.That(Mention.Pieces("@[xyz] @[00000000]", [Bo.Member]).Single().Words, Is.EqualTo("@[xyz] @[00000000]"));
        Assert.That(Mention.Pieces("", [Bo.Member]), Is.Empty);
    }
}
