using Activation.Domain;
using Activation.Domain.Initiatives;
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
            RuleFor(form => form.Participants).InclusiveBetween(0, CarryingOut.MostParticipants)
                .WithMessage(Refusals.Activities.ParticipantsRange).WithState(_ => new object[] { CarryingOut.MostParticipants });
            RuleFor(form => form.Note).Fits(Text.NoteLimit);
            RuleFor(form => form.Before).SetValidator(new PictureSentValidator());
            RuleFor(form => form.After).SetValidator(new PictureSentValidator());
        });
        RuleSet(nameof(Deed.Rate), () =>
        {
            RuleFor(form => form.Grade).Must(grade => grade is >= 1 and <= 5).WithMessage(Refusals.Ratings.GradeRange);
            RuleFor(form => form.Note).Fits(Text.NoteLimit);
        });
        foreach (var placing in new[] { nameof(Deed.Move), nameof(Deed.Schedule) })
            RuleSet(placing, () =>
            {
                RuleFor(form => form.On).NotNull().WithMessage("deeds.day-missing");
                RuleFor(form => form.Responsible).Needed("deeds.responsible-missing").Fits(Text.TitleLimit);
                RuleFor(form => form.Where).Needed("deeds.place-missing").Fits(Text.NoteLimit);
            });
        RuleSet(nameof(Deed.Help), () => RuleFor(form => form.Note).Needed("deed-links.help-note-missing").Fits(Text.NoteLimit));
        RuleSet(nameof(Deed.Close), () => RuleFor(form => form.Note).Reason());
        RuleSet(nameof(Deed.StillAlive), () => RuleFor(form => form.Alive).Must(alive => alive is { } said && Enum.IsDefined(said)).WithMessage("deed-links.alive-missing"));
    }
}
