using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Activities;

/// <summary>A new activity of an initiative.</summary>
[Needs(Permission.TakePart)]
public sealed class PlanModel(Views views) : PlanPage(views)
{
    /// <summary>Whose coordinator answers: asked for when there is more than one to choose from.</summary>
    [BindProperty]
    public string? Municipality { get; set; }

    public IReadOnlyList<SelectListItem> Municipalities =>
        [.. Mine.Select(municipality => new SelectListItem(Here.NameOf(municipality), municipality))];

    IEnumerable<string> Mine => Initiative.Partners.Prepend(Initiative.Municipality).Where(m => Behind(Initiative.Proposer, m));

    public async Task<IActionResult> OnGetAsync() => await Known() ? Page() : NotFound();

    public async Task<IActionResult> OnPostRecountAsync() => await Known() ? Page() : NotFound();

    public Task<IActionResult> OnPostSaveAsync() => Write(submit: false);

    public Task<IActionResult> OnPostSubmitAsync() => Write(submit: true);

    async Task<bool> Known()
    {
        if (!await Found()) return false;
        if (!Mine.Any()) Closed ??= T[Refusals.Activities.OwnersOnly];
        return true;
    }

    async Task<IActionResult> Write(bool submit)
    {
        if (!await Known()) return NotFound();
        if (Closed is not null || !Valid(Plan, nameof(Plan)) || (submit && !EnoughToSubmit())) return Page();
        var activity = DerivedId.From(Initiative.Initiative, Me!.Member, Key);
        var plan = new PlanActivity(activity, Me!.Member, Municipality ?? Mine.First(), Plan.ToPlan());
        var done = Told(await Hand.Plan(Initiative.Initiative, plan, submit));
        return done ? Back(submit) : Page();
    }
}
