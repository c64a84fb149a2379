using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Activities;

// What the small forms about an activity must hold before anything is decided.

public sealed class ScheduleValidator : AbstractValidator<ScheduleModel>
{
    public ScheduleValidator()
    {
        RuleFor(form => form.DueOn).NotNull().WithMessage("deeds.day-missing");
        RuleFor(form => form.Responsible).Needed("deeds.responsible-missing").Fits(Text.TitleLimit);
        RuleFor(form => form.Where).Needed("deeds.place-missing").Fits(Text.NoteLimit);
    }
}

public sealed class DoneValidator : AbstractValidator<DoneModel>
{
    public DoneValidator()
    {
        RuleFor(form => form.Participants).InclusiveBetween(0, CarryingOut.MostParticipants)
            .WithMessage(Refusals.Activities.ParticipantsRange).WithState(_ => new object[] { CarryingOut.MostParticipants });
        RuleFor(form => form.Note).Fits(Text.NoteLimit);
        RuleFor(form => form.Before).SetValidator(new PictureSentValidator());
        RuleFor(form => form.After).SetValidator(new PictureSentValidator());
    }
}

public sealed class PicturesValidator : AbstractValidator<PicturesModel>
{
    public PicturesValidator()
    {
        RuleFor(form => form.Before).SetValidator(new PictureSentValidator());
        RuleFor(form => form.After).SetValidator(new PictureSentValidator());
    }
}

public sealed class RateValidator : AbstractValidator<RateModel>
{
    public RateValidator()
    {
        RuleFor(form => form.Grade).Must(grade => grade is >= 1 and <= 5).WithMessage(Refusals.Ratings.GradeRange);
        RuleFor(form => form.Note).Fits(Text.NoteLimit);
    }
}

public sealed class CancelValidator : AbstractValidator<CancelModel>
{
    public CancelValidator() => RuleFor(form => form.Reason).Reason();
}
