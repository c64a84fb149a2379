using Activation.Domain.Courses;
using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Features.Api;

/// <summary>Who made what a story tells of, and what others may do with it.</summary>
/// <param name="Maker">As they want to be called; null when no name is shown.</param>
/// <param name="Licence">only-here, cc-by-4.0 or cc-by-sa-4.0.</param>
/// <param name="Terms">Where the licence is read; null of what may only be shown here.</param>
public sealed record StoryCreditShape(string? Maker, string Licence, string? Terms)
{
    public static StoryCreditShape? Of(WorkCredit? credit) => credit is null ? null : new(
        credit.Name, credit.Licence switch { WorkLicence.CcBy => "cc-by-4.0", WorkLicence.CcBySa => "cc-by-sa-4.0", _ => "only-here" }, credit.Terms());
}

/// <param name="Credit">Null unless it tells of what a resident made. What may only be shown here has no cover.</param>
/// <param name="Language">Of title and lead: the caller's, or one that there is.</param>
public sealed record StoryShape(
    string Slug, string Address, string Title, string Lead, string Language, IReadOnlyList<string> Languages, string Municipality, IReadOnlyList<string> FocusAreas,
    PictureShape? Cover, StoryCreditShape? Credit, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt);

/// <param name="Body">Markdown.</param>
/// <param name="Learnt">What whoever does it after them should know; may be empty.</param>
public sealed record StoryTextShape(string Title, string Lead, string Body, string Time, string Cost, string Learnt);

/// <param name="Texts">By language. What may only be shown here has title and lead alone, and neither pictures nor film.</param>
/// <param name="Activity">What it tells of, with its outcome.</param>
public sealed record StoryDetailShape(
    string Slug, string Address, int Version, IReadOnlyDictionary<string, StoryTextShape> Texts, string Municipality, int Initiative, ActivityShape Activity,
    IReadOnlyList<PictureShape> Pictures, string? Film, StoryCreditShape? Credit, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt);

/// <summary>Good examples, as anybody may read them. What is taken down is not there.</summary>
static class StoriesApi
{
    const int UsualPage = 50;
    const int LargestPage = 200;

    public static void MapStories(this IEndpointRouteBuilder here)
    {
        here.MapGet("/stories", List).WithSummary("The public good examples, the newest first, a page at a time").Produces<PageOf<StoryShape>>();
        here.MapGet("/stories/{slug}", One).WithSummary("A good example in full, in every language that it has").Produces<StoryDetailShape>();
    }

    [Needs(Permission.Look)]
    static async Task<IResult> List(
        string programme, Caller caller, StoryShelf shelf, OwnAddress address, string? q, string? municipality, string? focusArea, string? value, int? involvement, string? next, int limit = UsualPage)
    {
        var here = await caller.Here();
        var place = here.Municipalities.FirstOrDefault(m => m.Municipality == municipality || m.Name == municipality);
        if (municipality is not null && place is null) return Unknown(nameof(municipality), here.Municipalities.Select(m => m.Name));
        if (focusArea is not null && here.FocusAreas.All(f => f.FocusArea != focusArea)) return Unknown(nameof(focusArea), here.FocusAreas.Select(f => f.FocusArea));
        if (value is not null && here.Values.All(v => v.Value != value)) return Unknown(nameof(value), here.Values.Select(v => v.Value));
        if (involvement is { } level && !InvolvementLevels.Has(level)) return Unknown(nameof(involvement), InvolvementLevels.All.Select(one => $"{one}"));
        if ((next is null ? LastSeen.AfterAll : LastSeen.Of(next)) is not { } last || limit is < 1 or > LargestPage) return Problem.Bad("api.page", LargestPage);
        var found = await shelf.Older(here.Id, new StoryCut(q, place?.Municipality, focusArea, value, involvement), last, limit + 1);
        var more = found.Count > limit ? new LastSeen(found[limit - 1].PublishedAt, found[limit - 1].Story).Next : null;
        return Tagged.Json(caller.Http, new PageOf<StoryShape>([.. found.Take(limit).Select(story => Item(here, story, address))], more));
    }

    [Needs(Permission.Look)]
    static async Task<IResult> One(string programme, string slug, Caller caller, StoryShelf shelf, WorkShelf works, Views views, OwnAddress address, Depiction depiction)
    {
        var here = await caller.Here();
        if (await shelf.Shown(here.Id, slug) is not { } story) return Problem.Missing;
        var activity = (await views.One<ActivityCard>("select * from activity where activity = @Activity", new { story.Activity }))!;
        var number = await views.Value<int>("select number from initiative where initiative = @Initiative", new { story.Initiative });
        var credit = await works.CreditOf(here.Id, story.Story);
        var stays = credit is { StaysHere: true };
        return Tagged.Json(caller.Http, new StoryDetailShape(
            story.Slug, Of(here, story.Slug, address), story.Version,
            story.Texts.ToDictionary(text => text.Key, text => Of(text.Value, stays)),
            here.NameOf(story.Municipality), number, depiction.Of(here, activity, await caller.Now()), stays ? [] : [.. story.Pictures.Select(picture => Of(here, picture, address))], stays ? null : story.Film?.Address,
            StoryCreditShape.Of(credit), here.Local(story.PublishedAt), here.Local(story.UpdatedAt)));
    }

    static StoryShape Item(ProgrammeView here, ShelvedStory story, OwnAddress address)
    {
        var (language, text) = story.In(Platform.Look.Languages.Current);
        return new StoryShape(
            story.Slug, Of(here, story.Slug, address), text.Title, text.Lead, language, [.. story.Texts.Keys.Order(StringComparer.Ordinal)], here.NameOf(story.Municipality),
            story.FocusAreas, story.Credit is not { StaysHere: true } && story.Pictures.Face() is { } cover ? Of(here, cover, address) : null, StoryCreditShape.Of(story.Credit), here.Local(story.PublishedAt), here.Local(story.UpdatedAt));
    }

    static StoryTextShape Of(StoryText text, bool stays) =>
        stays ? new(text.Title, text.Lead, "", "", "", "") : new(text.Title, text.Lead, text.Body, text.Time, text.Cost, text.Learnt);

    static string Of(ProgrammeView here, string slug, OwnAddress address) => address.Of($"/p/{here.Slug}/stories/{slug}").AbsoluteUri;

    static PictureShape Of(ProgrammeView here, StoryPicture picture, OwnAddress address) => PictureShape.Of(here, address, picture, $"{picture.Use}");

    static Problem Unknown(string filter, IEnumerable<string> known) => Problem.Bad("api.filter", filter, string.Join(", ", known));
}
