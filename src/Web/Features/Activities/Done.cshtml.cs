using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pictures;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>It is done: the day is today unless somebody says otherwise, so that a phone needs one tap.</summary>
[Needs(Permission.TakePart)]
[RequestSizeLimit(2 * PictureStore.LargestBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = 2 * PictureStore.LargestBytes + (1 << 20))]
public sealed class DoneModel(Reading reading, PictureStore pictures) : PicturedPage(reading, pictures)
{
    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public int? Participants { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Task<IActionResult> OnGetAsync(int number, Guid activity) => Show(number, activity, () =>
    {
        On = Here.Today(Now);
        Prefill();
    });

    public Task<IActionResult> OnPostAsync(int number, Guid activity) => Act(number, activity, "deeds.marked-done", () =>
    {
        if (!Valid(this)) return Task.FromResult(false);
        var command = new MarkCarriedOut(activity, On ?? Here.Today(Now), Participants ?? 0, Note ?? "");
        return DecideWithPictures((state, actor, now) => CarryingOut.Mark(state, command, actor, now), nameof(On));
    });

    protected override Refused? Ask(Possible possible) => possible.MarkDone(Activity.Activity);
}
