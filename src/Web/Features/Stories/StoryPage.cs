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

    public StoryRow Story { get; private set; } = null!;

    public Story State => Story.State;

    public string Path => $"/p/{Here.Slug}/stories/{Story.Slug}";

    /// <summary>What it is called in the reader's language, or in any.</summary>
    public string Headline => (State.Texts.GetValueOrDefault(Platform.Look.Languages.Current) ?? State.Texts.Values.FirstOrDefault())?.Title
        ?? T["stories.untitled"];

    protected StoryShelf Shelf { get; } = shelf;

    protected async Task<bool> Found()
    {
        if (await Shelf.Begun(Here.Id, Slug) is not { } row) return false;
        Story = row;
        return true;
    }

    protected async Task<IActionResult> Show() => await Found() ? Page() : NotFound();

    /// <summary>Decides about the story, and comes back to the page with a word, or with what is wrong at its field.</summary>
    protected async Task<IActionResult> Act(string below, string toast, Func<Story, Actor, DateTimeOffset, Domain.Decision> decide, string field = "")
    {
        if (!await Found()) return NotFound();
        return await Decide(StreamNames.Story(Story.Story), decide, field) ? To($"/stories/{Story.Slug}{below}", T[toast]) : await Show();
    }
}
