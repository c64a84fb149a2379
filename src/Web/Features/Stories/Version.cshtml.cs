using Activation.Domain.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>A story's page as it was once published, for those who tell. Pictures that were taken out since are said in words: nobody sees them any longer.</summary>
[Needs(Permission.Tell)]
public sealed class VersionModel(StoryShelf shelf, Views views) : StoryPage(shelf)
{
    public StoryVersion Version { get; private set; } = null!;

    /// <summary>The language it is shown in, and its text.</summary>
    public string Language { get; private set; } = "";

    public StoryText Tale { get; private set; } = null!;

    public StoryPicture[] Kept => [.. Version.Pictures.Where(picture => State.Picture(picture.Picture) is not null)];

    public IEnumerable<StoryPicture> Gone => Version.Pictures.Where(picture => State.Picture(picture.Picture) is null);

    public async Task<IActionResult> OnGetAsync(int version, string? language)
    {
        if (!await Found()) return NotFound();
        if (await views.One<StoryVersion>("select * from story_version where story = @Story and version = @version", new { Story.Story, version }) is not { } kept) return NotFound();
        Version = kept;
        (Language, Tale) = kept.In(language ?? Platform.Look.Languages.Current);
        return Page();
    }
}
