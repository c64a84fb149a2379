using System.Security.Cryptography;
using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Pictures;
using FluentValidation;

namespace Activation.Web.Features.Activities;

/// <summary>A form that takes two pictures of an activity: what it looked like before, and after.</summary>
public interface ITakesPictures
{
    /// <summary>Pictures can be drawn on this machine.</summary>
    bool IsOpen { get; }

    PictureSent Before { get; }

    PictureSent After { get; }

    ActivityPicture? There(Moment moment);
}

/// <summary>Decides about an activity together with what was sent of its pictures: by a page, or by a link from a letter.</summary>
/// <param name="wrong">Where it is told that one is no picture, or is missing.</param>
sealed class SentPictures(PictureStore store, ActivityCard activity, ITakesPictures form, Action<Moment, NotTaken> wrong)
{
    /// <summary>Something was sent that says what a picture shows, or is one.</summary>
    public bool Any => Sent.Any();

    IEnumerable<(Moment Moment, PictureSent Form)> Sent => new[] { (Moment.Before, form.Before), (Moment.After, form.After) }.Where(one => one.Item2.IsUsed);

    /// <summary>Decides, with the pictures after it. Of what is refused none is drawn, and none is kept that was drawn in vain.</summary>
    /// <returns>Null when it was told already what is wrong with a picture.</returns>
    public async Task<Outcome?> Decide(Hand hand, Func<Initiative, Actor, DateTimeOffset, Decision> first)
    {
        var stream = StreamNames.Initiative(activity.Initiative);
        if (!Any) return await hand.Decide(stream, first);
        if (!AllThere()) return null;
        var asked = Sent.Select(one => Wish(one.Moment, one.Form, new Taken(Guid.Empty, 1, 1))).ToList();
        if (InTurn(await hand.Read(stream), first, asked, hand.Me, hand.Now) is Refused no) return new No(no.Key, no.Args);
        var (drawn, taken) = await Draw(hand);
        var outcome = drawn is null ? null : await hand.Decide(stream, (state, actor, now) => InTurn(state, first, drawn, actor, now));
        // Of what was taken, what it takes the place of; of what was not, what was drawn in vain. What stands somewhere stays, but the tables may not know the new one yet.
        await store.Forget(hand.Here.Id, outcome is Done ? [.. activity.Pictures.Select(one => one.Picture)] : [.. taken]);
        return outcome;
    }

    static Decision InTurn(
        Initiative state, Func<Initiative, Actor, DateTimeOffset, Decision> first, IEnumerable<PictureActivity> commands, Actor actor, DateTimeOffset now) =>
        Decision.InTurn(
            state, Initiative.Evolve,
            [one => first(one, actor, now), .. commands.Select(command => (Func<Initiative, Decision>)(one => Depicting.Add(one, command, actor, now)))]);

    /// <summary>Words alone change those of the picture that is there.</summary>
    bool AllThere()
    {
        var missing = Sent.Where(one => one.Form.File is null && form.There(one.Moment) is null).ToList();
        foreach (var (moment, _) in missing) wrong(moment, new NotTaken("pictures.none"));
        return missing.Count == 0;
    }

    /// <returns>Null instead of the commands when one of them is no picture; and what was drawn all the same.</returns>
    async Task<(List<PictureActivity>? Commands, List<Guid> Taken)> Draw(Hand hand)
    {
        var (commands, taken) = (new List<PictureActivity>(), new List<Guid>());
        foreach (var (moment, sent) in Sent)
        {
            if (sent.File is null)
            {
                var there = form.There(moment)!;
                commands.Add(Wish(moment, sent, new Taken(there.Picture, there.Width, there.Height)));
                continue;
            }

            using var bytes = new MemoryStream();
            await sent.File.CopyToAsync(bytes, hand.Patience);
            var id = DerivedId.From($"{moment}{Convert.ToHexString(SHA256.HashData(bytes.ToArray()))}", activity.Activity);
            var (drawn, no) = await store.Take(hand.Here.Id, id, bytes.ToArray(), hand.Now, hand.Patience);
            if (drawn is null)
            {
                wrong(moment, no!);
                return (null, taken);
            }

            taken.Add(id);
            commands.Add(Wish(moment, sent, drawn));
        }

        return (commands, taken);
    }

    PictureActivity Wish(Moment moment, PictureSent sent, Taken picture) =>
        new(activity.Activity, moment, picture.Picture, sent.Alt ?? "", picture.Width, picture.Height);
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
