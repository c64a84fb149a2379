using System.Text.Json;
using Activation.Store.Followers;
using Activation.Web.Platform;

namespace Activation.Web.Features.Stories;

/// <summary>What somebody is writing in one window and has not saved.</summary>
/// <param name="Tab">The window.</param>
/// <param name="Turn">Counts what the window has sent: whatever comes in between, the later one is the text.</param>
public sealed record WorkingText(Guid Programme, Guid Story, string Language, Guid Member, Guid Tab, StoryForm Text, DateTimeOffset ChangedAt, int Turn = 0);

public enum Keeping
{
    Kept,
    TooLarge,

    /// <summary>A later text of the window is kept, or it has been saved.</summary>
    Overtaken,
}

/// <summary>Texts that are being written, one a window: a closed one loses nothing, and no window writes over another's.</summary>
public sealed class WorkingTexts(Views views)
{
    /// <summary>More than any text holds that a person wrote.</summary>
    const int LargestInCharacters = 64 * 1024;

    const int MostWindows = 10;

    /// <summary>Far longer than anything is on its way that a window sent before it was saved.</summary>
    static readonly TimeSpan SavedFor = TimeSpan.FromHours(1);

    public static string Ddl => """
        create table if not exists hub.story_draft (programme uuid not null, story uuid not null, language text not null, member uuid not null,
          tab uuid not null, text jsonb not null, changed_at timestamptz not null, primary key (story, language, member, tab));
        alter table hub.story_draft add column if not exists turn int not null default 0, add column if not exists saved boolean not null default false;
        create index if not exists story_draft_member on hub.story_draft (member);
        """;

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<WorkingText>> Of(Guid programme, Guid story, string language, Guid member) => views.Many<WorkingText>(
        "select * from hub.story_draft where programme = @programme and story = @story and language = @language and member = @member and not saved order by changed_at desc, tab",
        new { programme, story, language, member });

    public async Task<Keeping> Keep(WorkingText working)
    {
        var text = JsonSerializer.Serialize(working.Text, RowJson.Options);
        if (text.Length > LargestInCharacters) return Keeping.TooLarge;
        // What was sent first and comes last is the older text, and what comes after the window was saved is older than that.
        var kept = await views.Change<Window>(
            """
            insert into hub.story_draft (programme, story, language, member, tab, text, changed_at, turn)
            values (@Programme, @Story, @Language, @Member, @Tab, @text::jsonb, @ChangedAt, @Turn)
            on conflict (story, language, member, tab) do update set text = excluded.text, changed_at = excluded.changed_at, turn = excluded.turn
              where excluded.changed_at >= story_draft.changed_at and excluded.turn >= story_draft.turn and not story_draft.saved
            returning tab
            """,
            new { working.Programme, working.Story, working.Language, working.Member, working.Tab, text, working.ChangedAt, working.Turn });
        if (kept is null) return Keeping.Overtaken;
        // Whoever opens a window a minute keeps the newest ten.
        await views.Execute(
            """
            delete from hub.story_draft where story = @Story and language = @Language and member = @Member and not saved and tab not in (
              select tab from hub.story_draft where story = @Story and language = @Language and member = @Member and not saved order by changed_at desc limit @MostWindows)
            """,
            new { working.Story, working.Language, working.Member, MostWindows });
        return Keeping.Kept;
    }

    /// <summary>What the window holds stands in the story: nothing of it is left here, and nothing comes again.</summary>
    public Task Saved(Guid programme, Guid story, string language, Guid member, Guid tab, DateTimeOffset now) => views.Execute(
        """
        insert into hub.story_draft (programme, story, language, member, tab, text, changed_at, saved) values (@programme, @story, @language, @member, @tab, '{}', @now, true)
        on conflict (story, language, member, tab) do update set text = '{}', changed_at = @now, saved = true
        """,
        new { programme, story, language, member, tab, now });

    public Task Remove(Guid story, string language, Guid member, Guid tab) => views.Execute(
        "delete from hub.story_draft where story = @story and language = @language and member = @member and tab = @tab", new { story, language, member, tab });

    /// <summary>Of windows that were saved a while ago there is nothing to wait for.</summary>
    public Task ForgetSaved(DateTimeOffset now) =>
        views.Everywhere.Execute("delete from hub.story_draft where saved and changed_at < @before", new { before = now - SavedFor });

    sealed record Window(Guid Tab);
}
