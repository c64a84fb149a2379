using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>It is done: the day is today unless somebody says otherwise, so that a phone needs one tap.</summary>
[Needs(Permission.TakePart)]
public sealed class DoneModel(Reading reading) : ActivityPage(reading)
{
    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public int? Participants { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Task<IActionResult> OnGetAsync(int number, Guid activity) => Show(number, activity, () => On = Here.Today(Now));

    public Task<IActionResult> OnPostAsync(int number, Guid activity) => Act(number, activity, "deeds.marked-done", () =>
    {
        if (!Valid(this)) return Task.FromResult(false);
        var command = new MarkCarriedOut(activity, On ?? Here.Today(Now), Participants ?? 0, Note ?? "");
        return OfInitiative((state, actor, now) => CarryingOut.Mark(state, command, actor, now), nameof(On));
    });

    protected override Refused? Ask(Possible possible) => possible.MarkDone(Activity.Activity);
}
