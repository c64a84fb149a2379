using Activation.Domain;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Queue;

/// <summary>The coordinator's answers: a yes may say why, a return and a no must.</summary>
public sealed class AnswerValidator : AbstractValidator<IndexModel>
{
    public AnswerValidator()
    {
        RuleSet("approved", () => RuleFor(form => form.Reason).Fits(Text.NoteLimit));
        RuleSet("returned", () => RuleFor(form => form.Reason).Reason());
        RuleSet("declined", () => RuleFor(form => form.Reason).Reason());
        RuleSet("corrected", () =>
        {
            RuleFor(form => form.Level).Must(level => level is >= 0 and <= 100).WithMessage(Refusals.Activities.LevelRange);
            RuleFor(form => form.LevelReason).Reason();
        });
    }
}
