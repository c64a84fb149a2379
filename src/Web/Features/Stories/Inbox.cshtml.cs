using Activation.Domain;
using Activation.Domain.Programmes;
using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>What could be told next, and what is being worked on.</summary>
[Needs(Permission.Tell)]
public sealed class InboxModel(InboxList inbox, StoryShelf shelf, Views views, Opening opening, WorkShelf works) : ProgrammePage
{
    [BindProperty]
    public Guid Activity { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>How many come before those that are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    public InboxPage Waiting { get; private set; } = new([], 0);

    /// <summary>Where the next ones are; null when these are the last.</summary>
    public int? More => From + Waiting.Items.Count is var shown && shown < Waiting.Total && Waiting.Items.Count > 0 ? shown : null;

    public IReadOnlyList<StoryRow> Works { get; private set; } = [];

    public IReadOnlyList<Declined> Declined { get; private set; } = [];

    /// <summary>What residents handed in and nobody has answered.</summary>
    public int HandedIn { get; private set; }

    public bool Reviews { get; private set; }

    /// <summary>Municipalities that have had no story lately, while others have.</summary>
    public IReadOnlyList<string> Unseen { get; private set; } = [];

    public async Task OnGetAsync() => await Show();

    public async Task<IActionResult> OnPostStartAsync()
    {
        if (await Candidate() is not var (activity, initiative)) return await Gone();
        var story = StoryOf(activity.Activity);
        // What the log knows was written in the programme's language, whichever the writer's menu is in.
        var language = Here.Card.Languages[0];
        var text = opening.In(language, Here, initiative, activity, Here.Rules.On(Here.Today(Now)));
        var command = new DraftStory(story, activity.Activity, await FreeSlug(text.Title, story), language, text, Pictured: true);
        var done = await Decide(
            StreamNames.Story(story), StreamNames.Initiative(initiative.Initiative), (state, beside, actor, now) => Telling.Draft(state, beside, command, actor, now));
        if (!done) return await Show();
        return await shelf.Begun(Here.Id, story) is { } row ? To($"/stories/{row.Slug}/edit", T["stories.draft-begun"]) : To("/stories/inbox", T["stories.draft-begun"]);
    }

    public async Task<IActionResult> OnPostDeclineAsync()
    {
        if (await Candidate() is not var (activity, initiative)) return await Gone();
        if (!Valid(this)) return await Show();
        var story = StoryOf(activity.Activity);
        var done = await Decide(
            StreamNames.Story(story), StreamNames.Initiative(initiative.Initiative),
            (state, beside, actor, now) => Telling.Decline(state, beside, new DeclineStory(story, activity.Activity, Reason ?? ""), actor, now), nameof(Reason));
        return done ? To("/stories/inbox", T["stories.declined"]) : await Show();
    }

    [AlsoNeeds(Permission.Lead)]
    public async Task<IActionResult> OnPostReviewAsync(bool wanted)
    {
        var done = await Decide(StreamNames.Programme(Here.Id), (state, actor, now) => Ruling.Set(state, new SetStoryReview(wanted), actor, now));
        return done ? To("/stories/inbox", T[wanted ? "stories.review-on" : "stories.review-off"]) : await Show();
    }

    /// <summary>One story an activity: begun in two windows it is still the same.</summary>
    public static Guid StoryOf(Guid activity) => DerivedId.From("story", activity);

    async Task<string> FreeSlug(string title, Guid story) =>
        await shelf.Begun(Here.Id, Slug.Of(title, story, withMark: false)) is { } taken && taken.Story != story
            ? Slug.Of(title, story, withMark: true)
            : Slug.Of(title, story, withMark: false);

    async Task<(ActivityCard Activity, InitiativeCard Initiative)?> Candidate()
    {
        if (await views.One<ActivityCard>("select * from activity where programme = @Id and activity = @Activity", new { Here.Id, Activity }) is not { } activity) return null;
        return (activity, (await views.One<InitiativeCard>("select * from initiative where initiative = @Initiative", new { activity.Initiative }))!);
    }

    async Task<IActionResult> Gone()
    {
        ModelState.AddModelError("", T[Refusals.Activities.Unknown]);
        return await Show();
    }

    async Task<IActionResult> Show()
    {
        From = Math.Clamp(From, 0, 1_000_000);
        var asked = views.Together(() => (
            Waiting: inbox.Of(Here, Now, From), Works: shelf.Works(Here.Id), Declined: inbox.Declined(Here), HandedIn: works.HowManyWait(Here.Id), Told: inbox.Told(Here, Now)));
        (Waiting, Works, Declined, HandedIn) = (await asked.Waiting, await asked.Works, await asked.Declined, await asked.HandedIn);
        var told = await asked.Told;
        // What was there has been told meanwhile, or never was: the last ones are shown.
        if (Waiting.Items.Count == 0 && From > 0 && Waiting.Total > 0) Waiting = await inbox.Of(Here, Now, From = (Waiting.Total - 1) / InboxList.APage * InboxList.APage);
        Reviews = (await Streams.Read(StreamNames.Programme(Here.Id))).ReviewsStories;
        if (told.Count > 0) Unseen = [.. Here.Municipalities.Where(m => !told.ContainsKey(m.Municipality)).Select(m => m.Name)];
        return Page();
    }
}
