using Activation.Web.Platform;

namespace Activation.Web.Features.Comments;

/// <summary>What somebody said, for themselves.</summary>
/// <param name="Title">Of the initiative.</param>
/// <param name="Slug">Of the story that it is about, while anybody may read that.</param>
public sealed record OwnRemark(
    Guid Comment, Guid Initiative, Guid? Story, string Text, DateTimeOffset At, Moderation? Moderation, Guid[] Mentioned, int Number, string Title, string? Slug) : IListed
{
    public Spot Spot => new(Initiative, Story);

    public bool IsHidden => Moderation is { Step: not ModerationStep.Shown };

    /// <summary>It is about a story that is taken down: nobody else reads it.</summary>
    public bool IsAway => Story is not null && Slug is null;
}

/// <summary>A story that is taken down and that somebody said they follow.</summary>
/// <param name="Title">Of the initiative.</param>
public sealed record FollowedAway(Guid Story, Guid Initiative, string Title);

/// <summary>What a member said and follows, wherever it is and whether it is shown or not: it stays theirs to take back.</summary>
public sealed class OwnWords(Views views)
{
    const string Own = """
        select c.comment, c.initiative, c.story, c.text, c.at, c.moderation, c.mentioned, i.number, i.title, s.slug
          from comment c join initiative i using (initiative) left join shown_story s on s.story = c.story
         where c.programme = @programme and c.author = @member
        """;

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<OwnRemark>> Of(Guid programme, Guid member, int from, int count) => views.Many<OwnRemark>(
        $"{Own} order by c.at desc, c.comment offset @from limit @count",
        new { programme, member, from, count });

    public Task<OwnRemark?> One(Guid programme, Guid member, Guid comment) => views.One<OwnRemark>(
        $"{Own} and c.comment = @comment",
        new { programme, member, comment });

    public Task<IReadOnlyList<FollowedAway>> Followed(Guid programme, Guid member) => views.Many<FollowedAway>(
        """
        select f.story, f.initiative, i.title from follow f join initiative i using (initiative)
         where f.programme = @programme and f.member = @member and f.follows and f.story is not null and not exists (select from shown_story s where s.story = f.story)
         order by f.at desc, f.story
        """,
        new { programme, member });
}
