using Activation.Domain;
using Activation.Domain.Programmes;
using FluentValidation;

namespace Activation.Web.Features.Scores;

/// <summary>Where a municipality wants its score to be; empty for no goal.</summary>
public sealed class GoalForm
{
    public int? Goal { get; set; }
}

public sealed class GoalValidator : AbstractValidator<GoalForm>
{
    public GoalValidator() => RuleFor(form => form.Goal).InclusiveBetween(Aiming.Least, Aiming.Most)
        .WithMessage(Refusals.Scoring.GoalRange).WithState(_ => new object[] { Aiming.Least, Aiming.Most });
}
