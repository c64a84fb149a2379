using System.Security.Cryptography;
using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Stories;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Pictures;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>A page whose form takes two pictures of an activity: what it looked like before, and after.</summary>
public abstract class PicturedPage(Reading reading, PictureStore pictures) : ActivityPage(reading)
{
    [BindProperty]
    public PictureSent Before { get; set; } = new();

    [BindProperty]
    public PictureSent After { get; set; } = new();

    public bool IsOpen => Pictures.IsOpen;

    /// <summary>Something was sent that says what a picture shows, or is one.</summary>
    protected bool HasPictures => Sent.Any();

    protected PictureStore Pictures { get; } = pictures;

    IEnumerable<(Moment Moment, PictureSent Form)> Sent => new[] { (Moment.Before, Before), (Moment.After, After) }.Where(one => one.Item2.IsUsed);

    public PictureSent Form(Moment moment) => moment == Moment.Before ? Before : After;

    public ActivityPicture? There(Moment moment) => Activity.Pictures.FirstOrDefault(one => one.Moment == moment);

    protected void Prefill() => (Before.Alt, After.Alt) = (There(Moment.Before)?.Alt, There(Moment.After)?.Alt);

    /// <summary>Decides, with what was sent of pictures after it. Of what is refused none is drawn, and none is kept that was drawn in vain.</summary>
    /// <param name="field">Where a refusal stands.</param>
    protected async Task<bool> DecideWithPictures(Func<Initiative, Actor, DateTimeOffset, Decision> first, string field)
    {
        var stream = StreamNames.Initiative(Initiative.Initiative);
        if (!HasPictures) return await OfInitiative(first, field);
        if (!AllThere()) return false;
        var asked = Sent.Select(one => Wish(one.Moment, one.Form, new Taken(Guid.Empty, 1, 1))).ToList();
        if (InTurn(await Streams.Read(stream), first, asked, Me!, Now) is Refused no) return Told(new No(no.Key, no.Args), field);
        var (drawn, taken) = await Draw();
        var done = drawn is not null && await OfInitiative((state, actor, now) => InTurn(state, first, drawn, actor, now), field);
        // Of what was taken, what it takes the place of; of what was not, what was drawn in vain. What stands somewhere stays, but the tables may not know the new one yet.
        await Pictures.Forget(Here.Id, done ? [.. Activity.Pictures.Select(one => one.Picture)] : [.. taken]);
        return done;
    }

    static Decision InTurn(
        Initiative state, Func<Initiative, Actor, DateTimeOffset, Decision> first, IEnumerable<PictureActivity> commands, Actor actor, DateTimeOffset now) =>
        Decision.InTurn(
            state, Domain.Initiatives.Initiative.Evolve,
            [one => first(one, actor, now), .. commands.Select(command => (Func<Initiative, Decision>)(one => Depicting.Add(one, command, actor, now)))]);

    /// <summary>Words alone change those of the picture that is there.</summary>
    bool AllThere()
    {
        foreach (var (moment, _) in Sent.Where(one => one.Form.File is null && There(one.Moment) is null)) Wrong(moment, new NotTaken("pictures.none"));
        return ModelState.IsValid;
    }

    /// <returns>Null instead of the commands when one of them is no picture; and what was drawn all the same.</returns>
    async Task<(List<PictureActivity>? Commands, List<Guid> Taken)> Draw()
    {
        var (commands, taken) = (new List<PictureActivity>(), new List<Guid>());
        foreach (var (moment, form) in Sent)
        {
            if (form.File is null)
            {
                var there = There(moment)!;
                commands.Add(Wish(moment, form, new Taken(there.Picture, there.Width, there.Height)));
                continue;
            }

            using var bytes = new MemoryStream();
            await form.File.CopyToAsync(bytes, HttpContext.RequestAborted);
            var id = DerivedId.From($"{moment}{Convert.ToHexString(SHA256.HashData(bytes.ToArray()))}", Activity.Activity);
            var (drawn, no) = await Pictures.Take(Here.Id, id, bytes.ToArray(), Now, HttpContext.RequestAborted);
            if (drawn is null)
            {
                Wrong(moment, no!);
                return (null, taken);
            }

            taken.Add(id);
            commands.Add(Wish(moment, form, drawn));
        }

        return (commands, taken);
    }

    PictureActivity Wish(Moment moment, PictureSent form, Taken picture) =>
        new(Activity.Activity, moment, picture.Picture, form.Alt ?? "", picture.Width, picture.Height);

    void Wrong(Moment moment, NotTaken no) => ModelState.AddModelError($"{moment}.{nameof(PictureSent.File)}", T[no.Key, no.Args]);
}

/// <summary>One of the two, as it is sent.</summary>
public sealed class PictureSent
{
    public IFormFile? File { get; set; }

    public string? Alt { get; set; }

    public bool IsUsed => File is not null || Domain.Text.Line(Alt).Length > 0;
}

public sealed class PictureSentValidator : AbstractValidator<PictureSent>
{
    public PictureSentValidator()
    {
        RuleFor(form => form.File).Must(file => file is null || file.Length <= PictureStore.LargestBytes)
            .WithMessage("pictures.too-heavy").WithState(_ => new object[] { PictureStore.LargestBytes >> 20 });
        RuleFor(form => form.File).Must(file => file is null || file.Length > 0).WithMessage("pictures.none");
        RuleFor(form => form.Alt).Must(alt => Domain.Text.Line(alt).Length >= Domain.Text.ReasonAtLeast).When(form => form.IsUsed)
            .WithMessage(Refusals.Stories.AltMissing);
        RuleFor(form => form.Alt).Fits(Picturing.AltLimit);
    }
}
