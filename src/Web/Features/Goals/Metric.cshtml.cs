using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Goals;

/// <summary>One metric: what it says, who answers for it, and what is done for it.</summary>
[Needs(Permission.Look)]
public sealed class MetricModel(GoalPlan plan) : ProgrammePage
{
    public MetricCard Card { get; private set; } = null!;

    public GoalAreaRow? Area { get; private set; }

    public GoalRow? Goal { get; private set; }

    public IReadOnlyList<LinkedInitiative> Initiatives { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (await plan.Metric(Here.Id, number) is not { } card) return NotFound();
        Card = card;
        Area = (await plan.Areas(Here.Id)).FirstOrDefault(area => area.Area == card.Area);
        Goal = (await plan.Goals(Here.Id)).FirstOrDefault(goal => goal.Area == card.Area && goal.Goal == card.Goal);
        Initiatives = await plan.Initiatives(Here.Id, card.Number);
        return Page();
    }

    public string Names(IEnumerable<string> municipalities) => MetricWords.Names(Here, T, municipalities);
}
