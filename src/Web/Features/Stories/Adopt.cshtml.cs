using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>A good example is begun anew at home: what was done, what was learnt and what it took come along into a draft of one's own.</summary>
[Needs(Permission.TakePart)]
public sealed class AdoptModel(StoryShelf shelf, Drafts drafts, Borrowing borrowing, Adopting adopting, Views views) : ProgrammePage
{
    /// <summary>The draft of one's own that has been seen to be there, and is let go of.</summary>
    [BindProperty]
    public Guid? Replaces { get; set; }

    /// <summary>Whoever goes on has seen that neighbours of theirs have begun it.</summary>
    [BindProperty]
    public bool Again { get; set; }

    public ShownStory Story { get; private set; } = null!;

    public StoryText Text { get; private set; } = null!;

    public InitiativeCard Initiative { get; private set; } = null!;

    public ActivityCard Activity { get; private set; } = null!;

    /// <summary>What one is writing; one writes one idea at a time.</summary>
    public Draft? Draft { get; private set; }

    /// <summary>Somebody is named in it: its own words are read where they stand, for as long as they do.</summary>
    public bool NamesPeople { get; private set; }

    /// <summary>What was begun from it in the same municipality and still stands.</summary>
    public IReadOnlyList<BegunAtHome> AtHome { get; private set; } = [];

    public bool IsOurs => Me!.Municipality == Initiative.Municipality;

    public bool IsBegun => Draft?.Idea.Parent == Initiative.Initiative;

    public bool IsInTheWay => !IsBegun && Draft is { } draft && (HasWords(draft.Idea) || !draft.Plan.IsEmpty);

    public async Task<IActionResult> OnGetAsync(string slug) => await Found(slug) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string slug)
    {
        if (!await Found(slug)) return NotFound();
        if (IsOurs) ModelState.AddModelError("", T["adopt.ours", Here.NameOf(Initiative.Municipality)]);
        // What somebody would lose they are shown first.
        if (IsOurs || (IsInTheWay && Draft!.Initiative != Replaces) || (AtHome.Count > 0 && !Again)) return Page();
        if (!IsBegun) await drafts.Keep(borrowing.Of(Here, Me!.Member, NamesPeople ? null : Text, Initiative, Activity, Now));
        return To("/initiatives/propose", T["adopt.begun"]);
    }

    // Work may stand there before it has a title.
    static bool HasWords(IdeaForm idea) =>
        ((string?[])[idea.Title, idea.Description, .. idea.How.Values, .. idea.Metrics.Select(choice => choice.Metric + choice.Mechanism)]).Any(text => !string.IsNullOrWhiteSpace(text))
        || idea.FocusAreas.Length + idea.Values.Length + idea.Partners.Length > 0;

    async Task<bool> Found(string slug)
    {
        if (await shelf.Shown(Here.Id, slug) is not { } story) return false;
        if (await shelf.Lent(Here.Id, story.Initiative, story.Story) is not { } lent) return false;
        (Story, Text) = (story, story.In(Platform.Look.Languages.Current).Text);
        Initiative = (await views.One<InitiativeCard>("select * from initiative where initiative = @Initiative", new { story.Initiative }))!;
        Activity = (await views.One<ActivityCard>("select * from activity where activity = @Activity", new { story.Activity }))!;
        NamesPeople = lent.NamesPeople;
        Draft = await drafts.Find(Here.Id, Me!.Member);
        AtHome = await adopting.AtHome(Here.Id, Initiative.Initiative, Me!.Municipality);
        return true;
    }
}
