using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>How concrete a plan is as it stands in somebody's form right now. Keeps nothing.</summary>
[Needs(Permission.TakePart)]
public sealed class LevelModel : ProgrammePage
{
    [BindProperty(Name = "Plan")]
    public PlanForm Plan { get; set; } = new();

    public IActionResult OnGet() => NotFound();

    public IActionResult OnPost() => Partial("_PlanLevel", Plan.LevelOn(Here.Today(Now)));
}
