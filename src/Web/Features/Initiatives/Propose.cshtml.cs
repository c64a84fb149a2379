using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Goals;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Initiatives;

/// <summary>From one sentence to something that can be said yes to, in three steps. Nothing is proposed before the last.</summary>
[Needs(Permission.TakePart)]
public sealed class ProposeModel(Drafts drafts, Similar similar, Views views, StoryShelf shelf) : ProgrammePage
{
    public const int IdeaStep = 1;
    public const int PlanStep = 2;
    public const int LastStep = 3;

    [BindProperty(Name = "Idea")]
    public IdeaForm Idea { get; set; } = new();

    [BindProperty(Name = "Plan")]
    public PlanForm Plan { get; set; } = new();

    public int Step { get; private set; } = IdeaStep;

    public Draft Draft { get; private set; } = null!;

    public IReadOnlyList<SimilarInitiative> Alike { get; private set; } = [];

    public IReadOnlyList<MetricCard> Metrics { get; private set; } = [];

    /// <summary>The one it is borrowed from; null when it is nobody else's.</summary>
    public InitiativeCard? Parent { get; private set; }

    /// <summary>Its story, while anybody may read it.</summary>
    public LentStory? Lent { get; private set; }

    public Concretisation Level => Plan.LevelOn(Here.Today(Now));

    public async Task OnGetAsync(int step = IdeaStep)
    {
        Draft = await Found();
        (Idea, Plan) = (Draft.Idea, Draft.Plan);
        await Show(string.IsNullOrWhiteSpace(Idea.Title) ? IdeaStep : Math.Clamp(step, IdeaStep, LastStep));
    }

    public async Task<IActionResult> OnGetSimilarAsync(string? title) =>
        Partial("_Similar", (Here, await similar.To(title, Here.Id)));

    public async Task<IActionResult> OnPostIdeaAsync()
    {
        await Keep();
        if (!ValidIdea()) return await Show(IdeaStep);
        if (string.IsNullOrWhiteSpace(Plan.Title)) await Keep(Plan with { Title = Idea.Title, Link = Plan.Link ?? await FirstMetric() });
        return To("/initiatives/propose?step=2");
    }

    public async Task<IActionResult> OnPostPlanAsync()
    {
        await Keep();
        return Valid(Plan, nameof(Plan)) ? To("/initiatives/propose?step=3") : await Show(PlanStep);
    }

    /// <summary>Without a script: what the plan is worth as it is written now.</summary>
    public async Task<IActionResult> OnPostRecountAsync()
    {
        await Keep();
        return await Show(PlanStep);
    }

    /// <summary>Every few seconds, while somebody writes.</summary>
    public async Task<IActionResult> OnPostKeepAsync() => await Keep() ? new NoContentResult() : BadRequest();

    public async Task<IActionResult> OnPostLaterAsync()
    {
        await Keep();
        return To("/initiatives", T["ideas.kept"]);
    }

    public async Task<IActionResult> OnPostDiscardAsync()
    {
        await drafts.Remove(Here.Id, Me!.Member);
        return To("/initiatives/propose", T["ideas.discarded"]);
    }

    /// <param name="draft">The draft that was read through: it may have been sent already, from another window.</param>
    public async Task<IActionResult> OnPostSendAsync(Guid draft)
    {
        if ((await Streams.Read(StreamNames.Initiative(draft))).Proposer == Me!.Member) return await Sent(draft);
        Draft = await Found();
        if (Draft.Initiative != draft) return To("/initiatives/propose?step=3");
        (Idea, Plan) = (Draft.Idea, Draft.Plan);
        if (!ValidIdea()) return await Show(IdeaStep);
        if (!Plan.IsEmpty && !Valid(Plan, nameof(Plan))) return await Show(PlanStep);
        if (!Told(await Hand.Propose(Draft.Initiative, Idea, Plan))) return await Show(LastStep);
        await drafts.Remove(Here.Id, Me.Member);
        return await Sent(draft);
    }

    async Task<IActionResult> Sent(Guid initiative)
    {
        var card = await views.One<InitiativeCard>("select * from initiative where initiative = @initiative", new { initiative });
        if (card is null) return To("/initiatives", T["ideas.sent"]);
        var activities = await views.Column<string>("select state from activity where initiative = @initiative", new { initiative });
        var toast = activities.Contains("submitted") ? "ideas.sent-submitted" : activities.Contains("draft") ? "ideas.sent-draft" : "ideas.sent";
        return To($"/initiatives/{card.Number}", T[toast]);
    }

    bool ValidIdea()
    {
        if (Here.FocusAreas.Count > 0 && Idea.FocusAreas.Length == 0) ModelState.AddModelError("Idea.FocusAreas", T[Refusals.Initiatives.FocusAreaMissing]);
        if (Here.Values.Count > 0 && Idea.Values.Length == 0) ModelState.AddModelError("Idea.Values", T[Refusals.Initiatives.ValueMissing]);
        return Valid(Idea, nameof(Idea));
    }

    async Task<Draft> Found() => await drafts.Find(Here.Id, Me!.Member) ?? Draft.New(Here.Id, Me.Member, Now);

    /// <summary>Keeps what was sent now beside what was written in the other steps.</summary>
    async Task<bool> Keep()
    {
        var before = await Found();
        bool Sends(string form) => SentForm.FieldsOf(Request).Keys.Any(key => key.StartsWith(form + ".", StringComparison.Ordinal));
        if (!Sends(nameof(Idea))) Idea = before.Idea;
        if (!Sends(nameof(Plan))) Plan = before.Plan;
        Idea.Parent = before.Idea.Parent;
        Draft = before with { Idea = Idea, Plan = Plan, ChangedAt = Now };
        return await drafts.Keep(Draft);
    }

    async Task Keep(PlanForm plan)
    {
        Plan = plan;
        await drafts.Keep(Draft with { Plan = plan });
    }

    async Task<string?> FirstMetric()
    {
        var number = Idea.MetricLinks().FirstOrDefault()?.Metric;
        return number is null ? null : (await AllMetrics()).Where(m => m.Number == number).Select(m => $"{m.Number} {m.Text}").FirstOrDefault();
    }

    async Task<IActionResult> Show(int step)
    {
        Step = step;
        if (Idea.Parent is { } parent)
        {
            Parent = await views.One<InitiativeCard>("select * from initiative where initiative = @parent and programme = @Id", new { parent, Here.Id });
            Lent = await shelf.Lent(Here.Id, parent);
        }

        if (step != PlanStep) Alike = await similar.To(Idea.Title, Here.Id);
        if (step != PlanStep) Metrics = await AllMetrics();
        while (Idea.Metrics.Count < MetricRows) Idea.Metrics.Add(new MetricChoice());
        return Page();
    }

    const int MetricRows = 2;

    Task<IReadOnlyList<MetricCard>> AllMetrics() =>
        views.Many<MetricCard>("select * from metric where programme = @programme order by area, place", new { programme = Here.Id });
}
