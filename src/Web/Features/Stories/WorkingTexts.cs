using System.Text.Json;
using Activation.Store.Followers;
using Activation.Web.Platform;

namespace Activation.Web.Features.Stories;

/// <summary>What somebody is writing in one window and has not saved.</summary>
/// <param name="Tab">The window.</param>
public sealed record WorkingText(Guid Programme, Guid Story, string Language, Guid Member, Guid Tab, StoryForm Text, DateTimeOffset ChangedAt);

/// <summary>Texts that are being written, one a window: a closed one loses nothing, and no window writes over another's.</summary>
public sealed class WorkingTexts(Views views)
{
    /// <summary>More than any text holds that a person wrote.</summary>
    const int LargestInCharacters = 64 * 1024;

    const int MostWindows = 10;

    public static string Ddl => """
        create table if not exists hub.story_draft (programme uuid not null, story uuid not null, language text not null, member uuid not null,
          tab uuid not null, text jsonb not null, changed_at timestamptz not null, primary key (story, language, member, tab));
        create index if not exists story_draft_member on hub.story_draft (member);
        """;

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<WorkingText>> Of(Guid programme, Guid story, string language, Guid member) => views.Many<WorkingText>(
        "select * from hub.story_draft where programme = @programme and story = @story and language = @language and member = @member order by changed_at desc, tab",
        new { programme, story, language, member });

    /// <returns>False when it is too large to keep.</returns>
    public async Task<bool> Keep(WorkingText working)
    {
        var text = JsonSerializer.Serialize(working.Text, RowJson.Options);
        if (text.Length > LargestInCharacters) return false;
        // What was sent first and comes last is the older text. Whoever opens a window a minute keeps the newest ten.
        await views.Execute(
            """
            insert into hub.story_draft (programme, story, language, member, tab, text, changed_at)
            values (@Programme, @Story, @Language, @Member, @Tab, @text::jsonb, @ChangedAt)
            on conflict (story, language, member, tab) do update set text = excluded.text, changed_at = excluded.changed_at
              where excluded.changed_at >= story_draft.changed_at;
            delete from hub.story_draft where story = @Story and language = @Language and member = @Member and tab not in (
              select tab from hub.story_draft where story = @Story and language = @Language and member = @Member order by changed_at desc limit @MostWindows)
            """,
            new { working.Programme, working.Story, working.Language, working.Member, working.Tab, text, working.ChangedAt, MostWindows });
        return true;
    }

    public Task Remove(Guid story, string language, Guid member, Guid tab) => views.Execute(
        "delete from hub.story_draft where story = @story and language = @language and member = @member and tab = @tab", new { story, language, member, tab });
}
