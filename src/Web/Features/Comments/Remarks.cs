using Activation.Domain.Comments;
using Activation.Web.Platform;

namespace Activation.Web.Features.Comments;

/// <param name="Own">The reader is one of them.</param>
public sealed record ReactionCount(ReactionKind Kind, int Count, bool Own);

/// <summary>A comment with where its author is at home; null for one who is no longer here.</summary>
public sealed record Remark(
    Guid Comment, Guid? Activity, Guid? Thread, Guid Author, string Text, DateTimeOffset At, Report[] Reports, Moderation? Moderation, string? Municipality,
    ReactionCount[] Reactions, Guid[] Mentioned)
{
    public bool IsHidden => Moderation is { Step: not ModerationStep.Shown };

    public IEnumerable<string> Paragraphs => Text.Split('\n').Where(line => line.Length > 0);
}

/// <summary>What is said, read.</summary>
public sealed class Remarks(Views views)
{
    /// <summary>The oldest first. About an initiative and its activities, or about a story.</summary>
    /// <param name="reader">Whose own reactions are told apart.</param>
    public Task<IReadOnlyList<Remark>> At(Guid programme, Spot spot, Guid? reader) => views.Many<Remark>(
        $"""
        select c.comment, c.activity, c.thread, c.author, c.text, c.at, c.reports, c.moderation, c.mentioned, m.municipality,
               (select coalesce(jsonb_agg(x order by x.kind), '[]') from (
                  select r.kind, count(*) as count, coalesce(bool_or(r.member = @reader), false) as own from reaction r where r.comment = c.comment group by r.kind) x) as reactions
          from comment c left join member m on m.programme = @programme and m.member = c.author
         where c.programme = @programme and {(spot.Story is null ? "c.initiative = @Initiative and c.story is null" : "c.story = @Story")} order by c.at, c.comment
        """,
        new { programme, spot.Initiative, spot.Story, reader });

    /// <summary>It was said there, and is still.</summary>
    public Task<bool> Holds(Guid programme, Spot spot, Guid comment) => views.Value<bool>(
        "select exists (select from comment where comment = @comment and programme = @programme and initiative = @Initiative and story is not distinct from @Story::uuid)",
        new { programme, comment, spot.Initiative, spot.Story });

    public Task<bool> Follows(Spot spot, Guid member) => views.Value<bool>(
        $"select exists (select from {(spot.Story is null ? Followers.Of("@Thing") : Followers.OfStory("@Thing"))} f where f.member = @member)", new { spot.Thing, member });
}
