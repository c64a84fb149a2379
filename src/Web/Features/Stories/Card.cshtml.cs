using Activation.Web.Features.Courses;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>A story as a card in somebody else's page.</summary>
[Needs(Permission.Look)]
public sealed class CardModel(StoryShelf shelf, WorkShelf works, OwnAddress address) : ProgrammePage
{
    public ShelvedStory Story { get; private set; } = null!;

    /// <summary>The one it was shared in, else the reader's.</summary>
    public string Language { get; private set; } = "";

    public Uri Address => address.Of($"/p/{Here.Slug}/stories/{Story.Slug}{(Language == Platform.Look.Languages.Current ? "" : $"?language={Language}")}");

    public async Task<IActionResult> OnGetAsync(string slug, string? language)
    {
        Language = Platform.Look.Languages.Ours(language);
        if (await shelf.Shown(Here.Id, slug) is not { } story) return NotFound();
        var credit = await works.CreditOf(Here.Id, story.Story);
        if (credit is { StaysHere: true }) return NotFound();
        Story = new(story.Story, story.Slug, story.Municipality, story.Texts, story.Pictures, [], story.PublishedAt, story.UpdatedAt, credit);
        Response.Headers.ContentSecurityPolicy = StoryCard.ContentPolicy;
        Response.Headers.CacheControl = "no-cache";
        Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Page();
    }
}
