using Activation.Domain;
using Activation.Web.Features.Activities;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Deeds;

/// <summary>What each kind of link asks for, by its name.</summary>
public sealed class DeedValidator : AbstractValidator<IndexModel>
{
    public DeedValidator()
    {
        RuleSet(nameof(Deed.Done), () =>
        {
            RuleFor(form => form.Participants).Participants();
            RuleFor(form => form.Note).Fits(Text.NoteLimit);
            RuleFor(form => form.Before).SetValidator(new PictureSentValidator());
            RuleFor(form => form.After).SetValidator(new PictureSentValidator());
        });
        RuleSet(nameof(Deed.Rate), () =>
        {
            RuleFor(form => form.Grade).Grade();
            RuleFor(form => form.Note).Fits(Text.NoteLimit);
        });
        foreach (var placing in new[] { nameof(Deed.Move), nameof(Deed.Schedule) })
            RuleSet(placing, () =>
            {
                RuleFor(form => form.On).Day();
                RuleFor(form => form.Responsible).Responsible();
                RuleFor(form => form.Where).Place();
            });
        RuleSet(nameof(Deed.Help), () => RuleFor(form => form.Note).Needed("deed-links.help-note-missing").Fits(Text.NoteLimit));
        RuleSet(nameof(Deed.Close), () => RuleFor(form => form.Note).Reason());
        RuleSet(nameof(Deed.StillAlive), () => RuleFor(form => form.Alive).Must(alive => alive is { } said && Enum.IsDefined(said)).WithMessage("deed-links.alive-missing"));
    }
}
