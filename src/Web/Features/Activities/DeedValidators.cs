using Activation.Domain;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Activities;

// What the small forms about an activity must hold before anything is decided.

public sealed class ScheduleValidator : AbstractValidator<ScheduleModel>
{
    public ScheduleValidator()
    {
        RuleFor(form => form.DueOn).Day();
        RuleFor(form => form.Responsible).Responsible();
        RuleFor(form => form.Where).Place();
    }
}

public sealed class DoneValidator : AbstractValidator<DoneModel>
{
    public DoneValidator()
    {
        RuleFor(form => form.Participants).Participants();
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
        RuleFor(form => form.Grade).Grade();
        RuleFor(form => form.Note).Fits(Text.NoteLimit);
    }
}

public sealed class CancelValidator : AbstractValidator<CancelModel>
{
    public CancelValidator() => RuleFor(form => form.Reason).Reason();
}
