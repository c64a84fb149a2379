using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>Who, when and where; also to move it.</summary>
[Needs(Permission.TakePart)]
public sealed class ScheduleModel(Reading reading) : ActivityPage(reading)
{
    [BindProperty]
    public string? Responsible { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public string? Where { get; set; }

    public bool Moves => Activity.State == "scheduled";

    public Task<IActionResult> OnGetAsync(int number, Guid activity) => Show(number, activity, () =>
    {
        Responsible = Activity.Responsible ?? Activity.Plan.Responsible;
        DueOn = Activity.DueOn ?? Activity.Plan.DueOn;
        Where = Activity.Place ?? Activity.Plan.Place;
    });

    public Task<IActionResult> OnPostAsync(int number, Guid activity) => Act(number, activity, "deeds.scheduled", () =>
    {
        if (!Valid(this)) return Task.FromResult(false);
        var command = new ScheduleActivity(activity, Responsible!, DueOn!.Value, Where!);
        return OfInitiative((state, actor, now) => Scheduling.Schedule(state, command, actor, now), nameof(DueOn));
    });

    protected override Refused? Ask(Possible possible) => possible.Schedule(Activity.Activity);
}
