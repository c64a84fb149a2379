using Activation.Domain.Comments;
using Activation.Web.Platform;
using Activation.Web.Platform.Api;

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

/// <summary>What is read of what is said.</summary>
/// <param name="Activities">Those that the reader knows of: what is said about others is not there.</param>
/// <param name="About">The one that it is about; null for all of it.</param>
public sealed record Heed(Guid Programme, Spot Spot, Guid? Reader, Guid[] Activities, Guid? About = null);

/// <summary>How much is said about one activity, or about the whole.</summary>
public sealed record SaidAbout(Guid? Activity, int Count);

/// <summary>What is said, read.</summary>
public sealed class Remarks(Views views)
{
    /// <summary>As many as a page shows at once.</summary>
    public const int APage = 50;

    const string Reactions = """
        (select coalesce(jsonb_agg(x order by x.kind), '[]') from (
           select r.kind, count(*) as count, coalesce(bool_or(r.member = @Reader), false) as own from reaction r where r.comment = c.comment group by r.kind) x)
        """;

    /// <summary>Thread by thread, the oldest first: so many, and what the first of them answers, so that no answer stands alone.</summary>
    public Task<IReadOnlyList<Remark>> InThreads(Heed heed, int from, int count) => views.Many<Remark>(
        $"""
        {Placed(heed)}
        select {Columns} from placed p join comment c using (comment) left join member m on m.programme = c.programme and m.member = c.author
         where p.place > @from and p.place <= @from + @count or c.comment = (select exchange from placed where place = @from + 1) order by p.place
        """,
        Of(heed, from, count));

    /// <summary>In the order in which it was said.</summary>
    public Task<IReadOnlyList<Remark>> InTime(Heed heed, LastSeen last, int count) => views.Many<Remark>(
        $"""
        select {Columns} from comment c left join member m on m.programme = c.programme and m.member = c.author
         where {There(heed)} and (c.at, c.comment) > (@At, @Id) order by c.at, c.comment limit @count
        """,
        new { heed.Programme, heed.Spot.Initiative, heed.Spot.Story, heed.Reader, heed.Activities, heed.About, last.At, last.Id, count });

    /// <summary>How much there is in all, whatever of it is shown.</summary>
    public Task<IReadOnlyList<SaidAbout>> Counts(Heed heed) => views.Many<SaidAbout>(
        $"select c.activity, count(*)::int as count from comment c where {There(heed)} group by c.activity", Of(heed with { About = null }));

    /// <summary>How many come before one, and itself; 0 when it is not there.</summary>
    public Task<int> PlaceOf(Heed heed, Guid comment) => views.Value<int>($"{Placed(heed)} select place::int from placed where comment = @comment", Of(heed, comment: comment));

    /// <summary>All of it stands on one page.</summary>
    public Task<bool> FitOnAPage(Guid programme, Spot spot) => views.Value<bool>(
        $"select count(*) <= @APage from comment c where {Said(spot)}", new { Programme = programme, spot.Initiative, spot.Story, APage });

    const string Columns = $"c.comment, c.activity, c.thread, c.author, c.text, c.at, c.reports, c.moderation, c.mentioned, m.municipality, {Reactions} as reactions";

    // Answers stand where what they answer stands, or stood.
    static string Placed(Heed heed) => $"""
        with said as (select c.comment, c.thread, c.at, coalesce(c.thread, c.comment) as exchange from comment c where {There(heed)}),
          begun as (select said.*, min(at) over (partition by exchange) as begun from said),
          placed as (select comment, exchange, row_number() over (order by begun, exchange, thread is not null, at, comment) as place from begun)
        """;

    static string There(Heed heed) =>
        $"{Said(heed.Spot)} and (c.activity is null or c.activity = any(@Activities)) and (@About::uuid is null or c.activity = @About)";

    static string Said(Spot spot) => $"c.programme = @Programme and {(spot.Story is null ? "c.initiative = @Initiative and c.story is null" : "c.story = @Story")}";

    static object Of(Heed heed, int from = 0, int count = 0, Guid comment = default) =>
        new { heed.Programme, heed.Spot.Initiative, heed.Spot.Story, heed.Reader, heed.Activities, heed.About, from, count, comment };

    /// <summary>It was said there, and is still.</summary>
    public Task<bool> Holds(Guid programme, Spot spot, Guid comment) => views.Value<bool>(
        "select exists (select from comment where comment = @comment and programme = @programme and initiative = @Initiative and story is not distinct from @Story::uuid)",
        new { programme, comment, spot.Initiative, spot.Story });

    public Task<bool> Follows(Spot spot, Guid member) => views.Value<bool>(
        $"select exists (select from {(spot.Story is null ? Followers.Of("@Thing") : Followers.OfStory("@Thing"))} f where f.member = @member)", new { spot.Thing, member });
}
