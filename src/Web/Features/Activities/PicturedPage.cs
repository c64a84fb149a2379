using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform.Pictures;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>A page whose form takes two pictures of an activity.</summary>
public abstract class PicturedPage(Reading reading, PictureStore pictures) : ActivityPage(reading), ITakesPictures
{
    [BindProperty]
    public PictureSent Before { get; set; } = new();

    [BindProperty]
    public PictureSent After { get; set; } = new();

    public bool IsOpen => Pictures.IsOpen;

    protected bool HasPictures => Sent.Any;

    protected PictureStore Pictures { get; } = pictures;

    SentPictures Sent => new(Pictures, Activity, this, (moment, no) => ModelState.AddModelError($"{moment}.{nameof(PictureSent.File)}", T[no.Key, no.Args]));

    public ActivityPicture? There(Moment moment) => Activity.Pictures.FirstOrDefault(one => one.Moment == moment);

    protected void Prefill() => (Before.Alt, After.Alt) = (There(Moment.Before)?.Alt, There(Moment.After)?.Alt);

    /// <param name="field">Where a refusal stands.</param>
    protected async Task<bool> DecideWithPictures(Func<Initiative, Actor, DateTimeOffset, Decision> first, string field) =>
        await Sent.Decide(Hand, first) is { } outcome && Told(outcome, field);
}
