using Activation.Domain;
using Activation.Domain.Goals;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Goals;

public sealed class ValueValidator : AbstractValidator<RecordMetricValue>
{
    public ValueValidator()
    {
        RuleFor(value => value.Value).NotNull().WithMessage(Refusals.Goals.ValueMissing);
        RuleFor(value => value.Source).Needed(Refusals.Goals.SourceMissing).Fits(Text.NoteLimit);
        RuleFor(value => value.Reason).Fits(Text.NoteLimit);
    }
}
