using Activation.Domain.Stories;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Stories;

/// <summary>A story on the shelf with what it is about.</summary>
/// <param name="Credit">Who made what it tells of, when that is a resident on a course.</param>
public sealed record ShelvedStory(
    Guid Story, string Slug, string Municipality, Dictionary<string, StoryText> Texts, StoryPicture[] Pictures, string[] FocusAreas, DateTimeOffset PublishedAt,
    DateTimeOffset UpdatedAt, WorkCredit? Credit = null)
{
    public (string Language, StoryText Text) In(string language) =>
        Texts.TryGetValue(language, out var text) ? (language, text) : Texts.Select(one => (one.Key, one.Value)).First();
}

/// <summary>A story that fits a gap: it serves a metric which somebody answers for and serves with nothing of their own.</summary>
/// <param name="Metrics">Their numbers.</param>
public sealed record FittingStory(ShelvedStory Story, string[] Metrics);

/// <summary>Which stories are looked for; null is any.</summary>
/// <param name="Involvement">The level that was intended for what it tells of, 1–5.</param>
public sealed record StoryCut(string? Text = null, string? Municipality = null, string? FocusArea = null, string? Value = null, int? Involvement = null)
{
    public bool IsWhole => this == new StoryCut();
}

/// <summary>The story of what an idea was borrowed from, for as long as it is shown.</summary>
/// <param name="NamesPeople">None of its words are copied.</param>
public sealed record LentStory(string Slug, Dictionary<string, StoryText> Texts, bool NamesPeople)
{
    public (string Language, StoryText Text) In(string language) =>
        Texts.TryGetValue(language, out var text) ? (language, text) : Texts.Select(one => (one.Key, one.Value)).First();
}

/// <summary>Published stories, found. What was taken down is not on the shelf, and nothing of it is remembered.</summary>
public sealed class StoryShelf(Views views)
{
    // Each language is searched by its own rules; a story that exists in one is found by that one.
    static readonly string Found = $"""
          from shown_story s join initiative i using (initiative)
         where s.programme = @programme and (@Municipality::text is null or s.municipality = @Municipality)
           and (@FocusArea::text is null or @FocusArea = any(i.focus_areas))
           and (@Value::text is null or i.values @> jsonb_build_array(jsonb_build_object('value', @Value::text)))
           and (@Involvement::int is null or i.involvement = @Involvement)
           and (@words::text is null or {string.Join(" or ", SearchWords.Dictionaries.Select(one => $"to_tsvector('{one.Dictionary}', s.{one.Language}) @@ to_tsquery('{one.Dictionary}', @words)"))})
        """;

    /// <summary>Whose address it is; else whoever wished for it, or was called so before another's was taken out of the log.</summary>
    public Task<ShownStory?> Shown(Guid programme, string? slug) => views.One<ShownStory>(
        """
        select s.* from story_address a join shown_story s using (programme, story)
         where a.programme = @programme and a.address = @slug order by s.slug = a.address desc, s.published_at limit 1
        """,
        new { programme, slug = Plain(slug) });

    public Task<IReadOnlyList<ShelvedStory>> Find(Guid programme, StoryCut cut, int from, int count) => Find(programme, cut, LastSeen.AfterAll, from, count);

    /// <summary>The next ones, for programs.</summary>
    public Task<IReadOnlyList<ShelvedStory>> Older(Guid programme, StoryCut cut, LastSeen last, int count) => Find(programme, cut, last, 0, count);

    async Task<IReadOnlyList<ShelvedStory>> Find(Guid programme, StoryCut cut, LastSeen last, int from, int count)
    {
        var words = SearchWords.All(cut.Text);
        return cut.Text is not null && words is null ? [] : await views.Many<ShelvedStory>(
            $"""
            select s.story, s.slug, s.municipality, s.texts, s.pictures, i.focus_areas, s.published_at, s.updated_at, {WorkCredit.Of("s.story")} as credit
            {Found} and (s.published_at < @At or s.published_at = @At and s.story > @Id) order by s.published_at desc, s.story offset @from limit @count
            """,
            new { programme, cut.Municipality, cut.FocusArea, cut.Value, cut.Involvement, words, last.At, last.Id, from, count });
    }

    /// <param name="story">Which of those that the initiative has; null for one that names people, since nothing was copied of it, else the first.</param>
    public Task<LentStory?> Lent(Guid programme, Guid initiative, Guid? story = null) => views.One<LentStory>(
        """
        select s.slug, s.texts, w.state -> 'people' <> '{}'::jsonb as names_people from shown_story s join story w using (story)
         where s.programme = @programme and s.initiative = @initiative and (@story::uuid is null or s.story = @story) order by names_people desc, s.published_at limit 1
        """,
        new { programme, initiative, story });

    /// <summary>What others did for metrics that these municipalities answer for and that nothing of theirs serves; not what they have said no to.</summary>
    public Task<IReadOnlyList<FittingStory>> Fitting(Guid programme, IReadOnlyCollection<string> municipalities, int count) => views.Many<FittingStory>(
        $"""
        select jsonb_build_object('story', s.story, 'slug', s.slug, 'municipality', s.municipality, 'texts', s.texts, 'pictures', s.pictures, 'focus_areas', i.focus_areas,
                 'published_at', s.published_at, 'updated_at', s.updated_at, 'credit', {WorkCredit.Of("s.story")}) as story, array_agg(distinct l.metric order by l.metric) as metrics
          from shown_story s join initiative i on i.initiative = s.initiative
          cross join lateral jsonb_to_recordset(i.metrics) as l(metric text)
          join metric k on k.programme = s.programme and k.number = l.metric
          join unnest(@mine::text[]) as mine(municipality)
            on mine.municipality = any(k.responsible || k.co_responsible) and mine.municipality <> all(i.partners || i.municipality)
         where s.programme = @programme
           and not exists (select from declined_example d where d.programme = i.programme and d.initiative = i.initiative and d.municipality = mine.municipality)
           and not exists (select from initiative o cross join lateral jsonb_to_recordset(o.metrics) as ol(metric text)
                            where o.programme = i.programme and mine.municipality = any(o.partners || o.municipality) and o.state in ('proposed', 'active', 'completed')
                              and ol.metric = l.metric)
         group by s.story, i.initiative order by s.published_at desc, s.story limit @count
        """,
        new { programme, mine = municipalities.ToArray(), count });

    /// <summary>A story that is being worked on, by the same rule.</summary>
    public Task<StoryRow?> Begun(Guid programme, string? slug) => views.One<StoryRow>(
        """
        select s.* from story_address a join story s using (programme, story)
         where a.programme = @programme and a.address = @slug order by s.slug = a.address desc, s.drafted_at limit 1
        """,
        new { programme, slug = Plain(slug) });

    public Task<StoryRow?> Begun(Guid programme, Guid story) =>
        views.One<StoryRow>("select * from story where programme = @programme and story = @story", new { programme, story });

    /// <summary>All that are being worked on or were published, the newest first.</summary>
    public Task<IReadOnlyList<StoryRow>> Works(Guid programme) => views.Many<StoryRow>(
        "select * from story where programme = @programme and slug <> '' order by changed_at desc, story limit 200", new { programme });

    // PostgreSQL takes no NUL, and no story has one.
    static string Plain(string? slug) => slug?.Replace("\0", "", StringComparison.Ordinal) ?? "";
}
