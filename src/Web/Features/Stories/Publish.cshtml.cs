using Activation.Domain;
using Activation.Domain.Stories;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>From a draft to what anybody reads: read by a colleague, timed, published, taken down; and every version that was.</summary>
[Needs(Permission.Tell)]
public sealed class PublishModel(StoryShelf shelf, Views views, PeopleDirectory people) : StoryPage(shelf)
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateTime? At { get; set; }

    /// <summary>What was read when it was approved.</summary>
    [BindProperty]
    public int Edition { get; set; }

    public bool Reviews { get; private set; }

    public IReadOnlyList<StoryVersion> Versions { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Somebody else has to read it before it goes on.</summary>
    public bool NeedsReading => Reviews && !State.IsRead && State.Step != StoryStep.Published;

    /// <summary>Why it is not published although its time has come; null when nothing holds it back.</summary>
    public string? HeldBack { get; private set; }

    public bool MayRead => State.Step == StoryStep.Submitted && !State.Authors.Contains(Me!.Member);

    public bool IsWhole => State.Texts.Count > 0 && State.Texts.Values.All(text => text.IsWhole);

    public async Task<IActionResult> OnGetAsync() => await Found() ? await Whole() : NotFound();

    public async Task<IActionResult> OnPostSubmitAsync()
    {
        if (!await Found()) return NotFound();
        return await Decide(StreamNames.Story(Story.Story), (state, actor, now) => Publishing.Submit(state, new SubmitStory(), actor, now))
            ? To($"/stories/{Story.Slug}/publish", await WithWhatFell(T["stories.submitted"]))
            : await Whole();
    }

    public Task<IActionResult> OnPostApproveAsync() => Go("stories.approved", (state, actor, now) => Publishing.Approve(state, new ApproveStory(Edition), actor, now));

    public Task<IActionResult> OnPostReturnAsync() =>
        Go("stories.returned", (state, actor, now) => Publishing.Return(state, new ReturnStory(Reason ?? ""), actor, now), "Reason");

    public Task<IActionResult> OnPostUnpublishAsync() =>
        Go("stories.unpublished", (state, actor, now) => Publishing.Unpublish(state, new UnpublishStory(Reason ?? ""), actor, now), "Reason");

    public async Task<IActionResult> OnPostPublishAsync()
    {
        if (!await Found()) return NotFound();
        var done = await Decide(
            StreamNames.Story(Story.Story), StreamNames.Programme(Here.Id), (state, programme, actor, now) => Publishing.Publish(state, programme, new PublishStory(), actor, now));
        return done ? To($"/stories/{Story.Slug}", T["stories.published"]) : await Whole();
    }

    public async Task<IActionResult> OnPostScheduleAsync()
    {
        if (!await Found()) return NotFound();
        if (!Valid(this, form: "At")) return await Whole();
        var at = Instant(At!.Value);
        var done = await Decide(
            StreamNames.Story(Story.Story), StreamNames.Programme(Here.Id),
            (state, programme, actor, now) => Publishing.Schedule(state, programme, new ScheduleStory(at), actor, now), nameof(At));
        return done ? To($"/stories/{Story.Slug}/publish", T["stories.scheduled"]) : await Whole();
    }

    async Task<IActionResult> Go(string toast, Func<Story, Domain.Members.Actor, DateTimeOffset, Decision> decide, string form = "")
    {
        if (!await Found()) return NotFound();
        if (form.Length > 0 && !Valid(this, form: form)) return await Whole();
        return await Decide(StreamNames.Story(Story.Story), decide, form) ? To($"/stories/{Story.Slug}/publish", T[toast]) : await Whole();
    }

    // An hour that the clock skips in spring is the one after it; one that it shows twice is the first.
    DateTimeOffset Instant(DateTime local)
    {
        var plain = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Here.TimeZone.IsInvalidTime(plain)) plain = plain.AddHours(1);
        return new DateTimeOffset(plain, Here.TimeZone.IsAmbiguousTime(plain) ? Here.TimeZone.GetAmbiguousTimeOffsets(plain).Max() : Here.TimeZone.GetUtcOffset(plain));
    }

    async Task<IActionResult> Whole()
    {
        var programme = await Streams.Read(StreamNames.Programme(Here.Id));
        Reviews = programme.ReviewsStories;
        if (Publishing.PublishDue(State, programme, Now) is Refused held) HeldBack = T[held.Key, [.. T.InWords(held.Args)]];
        Versions = await views.Many<StoryVersion>("select * from story_version where story = @Story order by version desc", new { Story.Story });
        Names = await people.NamesOf(Versions.Select(version => version.By));
        return Page();
    }
}

public sealed class PublishValidator : AbstractValidator<PublishModel>
{
    public PublishValidator()
    {
        RuleSet("Reason", () => RuleFor(form => form.Reason).Reason());
        RuleSet("At", () => RuleFor(form => form.At).Must(at => at is { Year: > 2000 and < 9000 }).WithMessage("stories.when-missing"));
    }
}
