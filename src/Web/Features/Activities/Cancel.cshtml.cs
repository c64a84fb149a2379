using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Features.Walks;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>It will not happen, and why.</summary>
[Needs(Permission.TakePart)]
public sealed class CancelModel(Reading reading, WalkList walks) : ActivityPage(reading)
{
    /// <summary>A course that is still to come hangs on it: it is called off with it, for the same reason.</summary>
    public bool HasCourse { get; private set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Task<IActionResult> OnGetAsync(int number, Guid activity) => Show(number, activity);

    public Task<IActionResult> OnPostAsync(int number, Guid activity) => Act(number, activity, "deeds.cancelled", async () =>
        Valid(this) && await OfInitiative(
            (state, actor, now) => Scheduling.Cancel(state, new CancelActivity(activity, Reason ?? ""), actor, now), nameof(Reason)));

    protected override async Task Look() => HasCourse = await walks.HangsOn(Here.Id, Activity.Activity, Now);

    protected override Refused? Ask(Possible possible) => possible.Cancel(Activity.Activity);
}
