using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pictures;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>What it looked like before and after: to add, to say better what one shows, and to take away.</summary>
[Needs(Permission.TakePart)]
[RequestSizeLimit(2 * PictureStore.LargestBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = 2 * PictureStore.LargestBytes + (1 << 20))]
public sealed class PicturesModel(Reading reading, PictureStore pictures) : PicturedPage(reading, pictures)
{
    /// <summary>Those of the activity that the reader may take away.</summary>
    public IReadOnlyList<ActivityPicture> Removable => [.. Activity.Pictures.Where(one => Possible.RemovePicture(Activity.Activity, one.Picture))];

    public Task<IActionResult> OnGetAsync(int number, Guid activity) => Show(number, activity, Prefill);

    public Task<IActionResult> OnPostAsync(int number, Guid activity) => Act(number, activity, "deeds.pictures-saved", async () =>
    {
        if (!Valid(this)) return false;
        if (HasPictures) return await DecideWithPictures((_, _, _) => Decision.Accept(), "");
        ModelState.AddModelError($"{nameof(Before)}.{nameof(PictureSent.File)}", T["pictures.none"]);
        return false;
    });

    public Task<IActionResult> OnPostRemoveAsync(int number, Guid activity, Guid picture) => Act(number, activity, "deeds.picture-removed", async () =>
    {
        var done = await OfInitiative((state, actor, now) => Depicting.Remove(state, new RemoveActivityPicture(activity, picture), actor, now), "");
        if (done) await Pictures.Forget(Here.Id, [picture]);
        return done;
    });

    protected override Refused? Ask(Possible possible) =>
        possible.Picture(Activity.Activity) is { } refused && !Activity.Pictures.Any(one => possible.RemovePicture(Activity.Activity, one.Picture)) ? refused : null;
}
