using Activation.Domain.Members;
using Activation.Domain.Stories;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>A page on which somebody works on one story.</summary>
public abstract class StoryPage(StoryShelf shelf) : ProgrammePage
{
    [FromRoute]
    public string Slug { get; set; } = "";

    /// <summary>Which story it is, whatever has become of its address while somebody writes: one that named somebody is taken away.</summary>
    [FromQuery(Name = "story")]
    public Guid? Which { get; set; }

    public StoryRow Story { get; private set; } = null!;

    public Story State => Story.State;

    public string Path => $"/p/{Here.Slug}/stories/{Story.Slug}";

    /// <summary>What it is called in the reader's language, or in any.</summary>
    public string Headline => (State.Texts.GetValueOrDefault(Platform.Look.Languages.Current) ?? State.Texts.Values.FirstOrDefault())?.Title
        ?? T["stories.untitled"];

    protected StoryShelf Shelf { get; } = shelf;

    protected async Task<bool> Found()
    {
        // The address may have become another's; the number is the story's own.
        if (((Which is { } which ? await Shelf.Begun(Here.Id, which) : null) ?? await Shelf.Begun(Here.Id, Slug)) is not { State.IsBegun: true } row) return false;
        Story = row;
        return true;
    }

    protected async Task<IActionResult> Show() => await Found() ? Page() : NotFound();

    /// <summary>Decides about the story, and comes back to the page with a word, or with what is wrong at its field.</summary>
    protected async Task<IActionResult> Act(string below, string toast, Func<Story, Actor, DateTimeOffset, Domain.Decision> decide, string field = "")
    {
        if (!await Found()) return NotFound();
        return await Decide(StreamNames.Story(Story.Story), decide, field) ? To($"/stories/{Story.Slug}{below}", await WithWhatFell(T[toast])) : await Show();
    }

    /// <summary>Who has changed a story is told what held for how it stood before, and holds no longer.</summary>
    protected async Task<string> WithWhatFell(string toast)
    {
        var before = State;
        if (!await Found()) return toast;
        var asked = State.People.Any(one => one.Value == ConsentAnswer.Earlier && before.People.GetValueOrDefault(one.Key) == ConsentAnswer.Yes);
        var read = (before.IsRead || before.Step == StoryStep.Submitted && State.Step == StoryStep.Draft) && !State.IsRead;
        return string.Join(' ', new[]
        {
            toast, before.IsShown && !State.IsShown ? T["stories.fell-page"] : "", before.PublishAt is not null && State.PublishAt is null ? T["stories.fell-day"] : "",
            asked ? T["stories.asked-anew"] : "", read ? T["stories.read-anew"] : "",
        }.Where(one => one.Length > 0));
    }
}
