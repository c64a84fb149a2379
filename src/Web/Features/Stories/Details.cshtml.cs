using Activation.Domain.Scoring;
using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>A good example, for everybody.</summary>
[Needs(Permission.Look)]
public sealed class DetailsModel(StoryShelf shelf, Lineage lineage, Views views, OwnAddress address, SharePictures shares, WorkShelf works) : TalkPage
{
    public ShownStory Story { get; private set; } = null!;

    /// <summary>The language it is shown in, and its text.</summary>
    public string Language { get; private set; } = "";

    public StoryText Tale { get; private set; } = null!;

    public InitiativeCard Initiative { get; private set; } = null!;

    public ActivityCard Activity { get; private set; } = null!;

    /// <summary>Which language the address asks for; null when it is the reader's to choose.</summary>
    public string? InLanguage { get; private set; }

    /// <summary>Who made what it tells of, when that is a resident on a course.</summary>
    public WorkCredit? Credit { get; private set; }

    string Tail => InLanguage is null ? "" : $"?language={InLanguage}";

    public Uri Address => address.Of($"/p/{Here.Slug}/stories/{Story.Slug}{Tail}");

    /// <summary>Whoever made it wants it on no page of others.</summary>
    public bool StaysHere => Credit is { StaysHere: true };

    /// <summary>Null where pictures cannot be drawn, and of what stays here.</summary>
    public Uri? Share => !shares.IsOpen || StaysHere ? null : address.Of($"/p/{Here.Slug}/stories/{Story.Slug}/share.jpg{Tail}");

    public Uri OEmbed => address.Of($"/p/{Here.Slug}/oembed?url={Uri.EscapeDataString(Address.AbsoluteUri)}&format=json");

    public Uri CardAddress => address.Of($"/p/{Here.Slug}/stories/{Story.Slug}/card{Tail}");

    public QrCode Qr => QrCode.Of(Address.AbsoluteUri);

    public Domain.Scoring.Outcome? Outcome => Activity.Outcome.IsPublished(Rules) ? Activity.Outcome : null;

    public ScoringRules Rules => Here.Rules.On(Here.Today(Now));

    /// <summary>Where the idea came from and went.</summary>
    public Branch Journey { get; private set; } = null!;

    public IReadOnlyList<ShelvedStory> Next { get; private set; } = [];

    public override string Place => $"/stories/{RouteData.Values["slug"]}";

    public override string Kind => "story";

    public async Task<IActionResult> OnGetAsync(string slug, string? language) =>
        await shelf.Shown(Here.Id, slug) is { } story ? await Show(story, language) : NotFound();

    protected override async Task<Spot?> Find() => await Shown() is { } story ? new Spot(story.Initiative, story.Story) : null;

    protected override async Task<IActionResult> Again() => await Shown() is { } story ? await Show(story, null) : NotFound();

    async Task<ShownStory?> Shown() => RouteData.Values["slug"] is string slug ? await shelf.Shown(Here.Id, slug) : null;

    async Task<IActionResult> Show(ShownStory story, string? language)
    {
        Story = story;
        InLanguage = language is not null && story.Texts.ContainsKey(language) ? language : null;
        Days = new Days(Here, T, Now);
        (Language, Tale) = story.In(language ?? Platform.Look.Languages.Current);
        Initiative = (await views.One<InitiativeCard>("select * from initiative where initiative = @Initiative", new { story.Initiative }))!;
        Activity = (await views.One<ActivityCard>("select * from activity where activity = @Activity", new { story.Activity }))!;
        Credit = await works.CreditOf(Here.Id, story.Story);
        Journey = await lineage.Of(Here, story.Initiative, Rules);
        Next = [.. (await shelf.Find(Here.Id, new StoryCut(), 0, 4)).Where(other => other.Story != story.Story).Take(3)];
        await Listen(new Spot(story.Initiative, story.Story));
        return Page();
    }
}
