using Activation.Domain.Stories;
using Activation.Store;

namespace Activation.Web.Features.Stories;

/// <summary>A story as those who work on it see it.</summary>
/// <param name="Slug">Its own address: that of the log, with a mark where another story has that already.</param>
/// <param name="Step">none, declined, draft, submitted, approved, scheduled or published.</param>
/// <param name="Reason">Why it came back, was declined or was taken down; null when nothing of the kind was said last.</param>
public sealed record StoryRow(
    Guid Story, Guid Programme, string Slug, Guid Initiative, Guid Activity, string Municipality, StoryStep Step, Story State, string? Reason,
    DateTimeOffset DraftedAt, DateTimeOffset ChangedAt);

/// <summary>
/// By what a story is found: the address that it wished for, and that with its mark. Two that were begun in the same moment may wish for one, and which of them
/// has it is another matter once it is taken out of the log: the one with the mark leads to its story all the same.
/// </summary>
public sealed record StoryAddress(Guid Programme, string Address, Guid Story);

/// <summary>A story that anybody may read, as it stood when it was published. What is taken down has no row.</summary>
/// <param name="Sv">What is searched in Swedish; with <paramref name="Da"/> and <paramref name="En"/>.</param>
public sealed record ShownStory(
    Guid Story, Guid Programme, string Slug, Guid Initiative, Guid Activity, string Municipality, int Version, Dictionary<string, StoryText> Texts,
    StoryPicture[] Pictures, StoryFilm? Film, string Sv, string Da, string En, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>In the reader's language, or in one that there is.</summary>
    public (string Language, StoryText Text) In(string language) =>
        Texts.TryGetValue(language, out var text) ? (language, text) : Texts.Select(one => (one.Key, one.Value)).First();
}

/// <summary>A version as it was published: kept, and never changed.</summary>
/// <param name="Pictures">Which it had: those that were taken out since are kept no longer.</param>
public sealed record StoryVersion(
    Guid Programme, Guid Story, int Version, Dictionary<string, StoryText> Texts, StoryPicture[] Pictures, StoryFilm? Film, Guid By, DateTimeOffset At)
{
    /// <summary>In the reader's language, or in one that there was.</summary>
    public (string Language, StoryText Text) In(string language) =>
        Texts.TryGetValue(language, out var text) ? (language, text) : Texts.Select(one => (one.Key, one.Value)).FirstOrDefault((language, StoryText.None));
}

/// <summary>What somebody wrote and saved: whoever saves over it loses nothing.</summary>
public sealed record StoryWriting(
    long Position, Guid Programme, Guid Story, string Language, string Title, string Lead, string Body, string Time, string Cost, string Learnt, Guid By,
    DateTimeOffset At)
{
    public StoryText ToText() => new(Title, Lead, Body, Time, Cost, Learnt);
}

public sealed class StoryProjection : IProjection
{
    public string Name => "stories";

    public int Revision => 8;

    public IReadOnlyList<Table> Tables { get; } =
    [
        Table.Of<StoryRow>("story", "story") with { OfOneStream = true }, Table.Of<ShownStory>("shown_story", "story") with { OfOneStream = true },
        Table.Of<StoryVersion>("story_version", "story", "version"), Table.Of<StoryWriting>("story_writing", "position"),
        Table.Of<StoryAddress>("story_address", "programme", "address", "story") with { OfOneStream = true },
    ];

    public string Ddl => """
        create table story (story uuid primary key, programme uuid not null, slug text not null, initiative uuid not null, activity uuid not null,
          municipality text not null, step text not null, state jsonb not null, reason text, drafted_at timestamptz not null, changed_at timestamptz not null);
        create index story_slug on story (programme, slug);
        create index story_activity on story (activity);
        create table shown_story (story uuid primary key, programme uuid not null, slug text not null, initiative uuid not null, activity uuid not null,
          municipality text not null, version int not null, texts jsonb not null, pictures jsonb not null, film jsonb, sv text not null, da text not null,
          en text not null, published_at timestamptz not null, updated_at timestamptz not null);
        create index shown_story_slug on shown_story (programme, slug);
        create index shown_story_newest on shown_story (programme, published_at);
        create index shown_story_sv on shown_story using gin (to_tsvector('swedish', sv));
        create index shown_story_da on shown_story using gin (to_tsvector('danish', da));
        create index shown_story_en on shown_story using gin (to_tsvector('english', en));
        create index shown_story_pictures on shown_story using gin (pictures jsonb_path_ops);
        create table story_version (programme uuid not null, story uuid not null, version int not null, texts jsonb not null, pictures jsonb not null,
          film jsonb, by uuid not null, at timestamptz not null, primary key (story, version));
        create table story_writing (position bigint primary key, programme uuid not null, story uuid not null, language text not null, title text not null,
          lead text not null, body text not null, time text not null, cost text not null, learnt text not null, by uuid not null, at timestamptz not null);
        create index story_writing_story on story_writing (story, position);
        create table story_address (programme uuid not null, address text not null, story uuid not null, primary key (programme, address, story));
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (StoryEvent.IdOf(recorded.Data) is not { } story) return;
        wanted.Row<StoryRow>(story);
        if (recorded.Data is StoryPublished) wanted.Row<ShownStory>(story);
        if (recorded.Data is StoryDrafted) wanted.Rows<StoryAddress>(recorded.Tenant, Story.Evolve(Story.None, recorded.Data).Slug);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (StoryEvent.IdOf(recorded.Data) is not { } story) return;
        var before = rows.Find<StoryRow>(story);
        var state = Story.Evolve(before?.State ?? Story.None, recorded.Data);
        var slug = recorded.Data is StoryDrafted ? Address(recorded, state, rows) : before?.Slug ?? state.Slug;
        rows.Put(
            new StoryRow(
                story, recorded.Tenant, slug, state.Initiative, state.Activity, state.Municipality, state.Step, state, Reason(recorded.Data, before),
                before?.DraftedAt ?? recorded.At, recorded.At),
            story);
        FoldBeside(recorded, rows, state, slug);
    }

    // Who begins a story asks the table whether an address is free, and the table may be a moment behind.
    static string Address(Recorded recorded, Story state, Rows rows)
    {
        var isTaken = rows.Starting<StoryAddress>(recorded.Tenant, state.Slug).Any(other => other.Story != state.Id);
        var marked = Slug.Marked(state.Slug, state.Id);
        foreach (var address in new[] { state.Slug, marked }) rows.Put(new StoryAddress(recorded.Tenant, address, state.Id), recorded.Tenant, address, state.Id);
        return isTaken ? marked : state.Slug;
    }

    static void FoldBeside(Recorded recorded, Rows rows, Story state, string slug)
    {
        switch (recorded.Data)
        {
            case StoryWritten e:
                var learnt = state.Texts.GetValueOrDefault(e.Language)?.Learnt ?? "";
                rows.Add(new StoryWriting(recorded.Position, recorded.Tenant, e.Story, e.Language, e.Title, e.Lead, e.Body, e.Time, e.Cost, learnt, e.By, recorded.At));
                break;
            case StoryPublished e:
                rows.Add(new StoryVersion(recorded.Tenant, e.Story, e.Version, state.Texts.ToDictionary(), [.. state.Pictures], state.Film, e.By, recorded.At));
                Show(recorded, rows, state, slug);
                break;
            case StoryUnpublished e:
                rows.Remove<ShownStory>(e.Story);
                break;
        }
    }

    static void Show(Recorded recorded, Rows rows, Story state, string slug)
    {
        // Words that were taken out of the log leave nothing to be read.
        var texts = state.Texts.Where(text => text.Value.IsWhole).ToDictionary(StringComparer.Ordinal);
        if (texts.Count == 0)
        {
            rows.Remove<ShownStory>(state.Id);
            return;
        }

        var first = rows.Find<ShownStory>(state.Id)?.PublishedAt ?? recorded.At;
        rows.Put(
            new ShownStory(
                state.Id, recorded.Tenant, slug, state.Initiative, state.Activity, state.Municipality, state.Version, texts, [.. state.Pictures],
                state.Film, Words("sv"), Words("da"), Words("en"), first, recorded.At),
            state.Id);

        string Words(string language) => texts.TryGetValue(language, out var text) ? $"{text.Title}\n{text.Lead}\n{text.Body}\n{text.Learnt}".TrimEnd() : "";
    }

    static string? Reason(object data, StoryRow? before) => data switch
    {
        StoryReturned e => e.Reason,
        StoryDeclined e => e.Reason,
        StoryUnpublished e => e.Reason,
        StoryPublished or StoryApproved or StorySubmitted or StoryDrafted => null,
        _ => before?.Reason,
    };
}
