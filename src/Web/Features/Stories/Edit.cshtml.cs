using Activation.Domain.Stories;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>The text of a story, in one language at a time. What is typed is kept while it is typed, in the database and in the browser.</summary>
[Needs(Permission.Tell)]
public sealed class EditModel(StoryShelf shelf, WorkingTexts working, Views views, PeopleDirectory people) : StoryPage(shelf)
{
    const int EarlierShown = 20;

    static readonly TimeSpan StillWriting = TimeSpan.FromMinutes(2);

    [BindProperty(Name = "Text")]
    public StoryForm Text { get; set; } = new();

    /// <summary>The window that writes.</summary>
    [BindProperty]
    public Guid Tab { get; set; }

    /// <summary>How often the window has sent what is typed in it.</summary>
    [BindProperty]
    public int Turn { get; set; }

    /// <summary>The newest saved text that the writer has seen.</summary>
    [BindProperty]
    public long Seen { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    /// <summary>What was opened is not what is saved: it was typed and not sent.</summary>
    public WorkingText? Opened { get; private set; }

    /// <summary>What is being written in other windows.</summary>
    public IReadOnlyList<WorkingText> Others { get; private set; } = [];

    public IReadOnlyList<StoryWriting> Earlier { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public bool Previewed { get; private set; }

    public string Code => Platform.Look.Languages.All.FirstOrDefault(one => one.Code == Language)?.Code
        ?? Here.Card.Languages.FirstOrDefault(State.Texts.ContainsKey) ?? State.Texts.Keys.FirstOrDefault() ?? Here.Card.Languages[0];

    /// <param name="draft">A window's text, to be opened here.</param>
    /// <param name="writing">An earlier text, to be opened here.</param>
    /// <param name="saved">What is saved, whatever was typed since.</param>
    public async Task<IActionResult> OnGetAsync(Guid? draft, long? writing, bool saved)
    {
        if (!await Found()) return NotFound();
        await Look();
        Tab = Guid.CreateVersion7();
        Seen = Saved?.Position ?? 0;
        Text = StoryForm.Of(State.Texts.GetValueOrDefault(Code));
        if (Earlier.FirstOrDefault(one => one.Position == writing) is { } earlier) Text = StoryForm.Of(earlier.ToText());
        else if (!saved && Newest(draft) is { } typed) (Opened, Text) = (typed, typed.Text);
        // A window that is still being written in keeps its row: this one goes on beside it, and both are warned.
        if (Opened is { } opened && opened.ChangedAt < Now - StillWriting) (Tab, Turn, Others) = (opened.Tab, opened.Turn, [.. Others.Where(other => other.Tab != opened.Tab)]);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (!await Found()) return NotFound();
        await Kept();
        await Look();
        if (!Valid(Text, nameof(Text))) return Page();
        var overtaken = Earlier.FirstOrDefault(one => one.Position > Seen);
        if (!await Decide(StreamNames.Story(Story.Story), (state, actor, now) => Telling.Write(state, new WriteStory(Code, Text.ToText()), actor, now))) return Page();
        await working.Saved(Here.Id, Story.Story, Code, Me!.Member, Tab, Now);
        return To($"/stories/{Story.Slug}/edit?language={Code}", await WithWhatFell(Saying(overtaken)));
    }

    string Saying(StoryWriting? overtaken) => overtaken is null ? T["stories.saved"]
        : overtaken.By == Me!.Member ? T["stories.saved-over-own"]
        : T["stories.saved-over", Names.GetValueOrDefault(overtaken.By) ?? ""];

    /// <summary>Every few seconds, while somebody writes.</summary>
    public async Task<IActionResult> OnPostKeepAsync()
    {
        if (!await Found()) return NotFound();
        var kept = await Kept();
        if (kept == Keeping.TooLarge) return BadRequest();
        var others = await working.Of(Here.Id, Story.Story, Code, Me!.Member);
        return new JsonResult(new { overtaken = kept == Keeping.Overtaken, elsewhere = others.Any(other => other.Tab != Tab && other.ChangedAt > Now - StillWriting) || await IsOvertaken() });
    }

    /// <summary>How it will look. With a script it stands beside the form while one writes.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(bool part)
    {
        if (!await Found()) return NotFound();
        if (part) return Partial("_Preview", this);
        await Kept();
        await Look();
        Previewed = true;
        return Page();
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid draft)
    {
        if (!await Found()) return NotFound();
        await working.Remove(Story.Story, Code, Me!.Member, draft);
        return To($"/stories/{Story.Slug}/edit?language={Code}", T["stories.discarded"]);
    }

    /// <summary>Somebody, or the writer in another window, has saved since this one was opened.</summary>
    Task<bool> IsOvertaken() => views.Value<bool>(
        "select exists (select from story_writing where story = @Story and language = @Code and position > @Seen)", new { Story.Story, Code, Seen });

    StoryWriting? Saved => Earlier is [var newest, ..] ? newest : null;

    WorkingText? Newest(Guid? draft) => draft is { } wanted
        ? Others.FirstOrDefault(one => one.Tab == wanted)
        : Others.FirstOrDefault(one => one.ChangedAt > (Saved?.At ?? default));

    async Task Look()
    {
        Others = [.. (await working.Of(Here.Id, Story.Story, Code, Me!.Member)).Where(other => Tab == Guid.Empty || other.Tab != Tab)];
        Earlier = await views.Many<StoryWriting>(
            "select * from story_writing where story = @Story and language = @Code order by position desc limit @EarlierShown", new { Story.Story, Code, EarlierShown });
        Names = await people.NamesOf(Earlier.Select(one => one.By));
    }

    Task<Keeping> Kept() => working.Keep(new WorkingText(Here.Id, Story.Story, Code, Me!.Member, Tab, Storable(Text), Now, Turn));

    // A stray sign that PostgreSQL cannot hold must not cost the rest; saving says what is wrong with it.
    static StoryForm Storable(StoryForm text) => new()
    {
        Title = Clean(text.Title), Lead = Clean(text.Lead), Body = Clean(text.Body), Time = Clean(text.Time), Cost = Clean(text.Cost), Learnt = Clean(text.Learnt),
    };

    static string? Clean(string? text) => text is null ? null : string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0));
}
