using Activation.Domain;
using Activation.Domain.Baselines;
using FluentValidation;

namespace Activation.Web.Features.Baseline;

/// <summary>The five statements as somebody answers them.</summary>
public sealed class AnswerForm
{
    /// <summary>Their text keys, in the order of the answers.</summary>
    public static readonly string[] Statements = ["know-it", "understand-it", "believe-in-it", "know-my-part", "have-done"];

    /// <summary>1–5 for each; null where nothing is chosen yet.</summary>
    public int?[] Grades { get; set; } = new int?[Asking.Statements];

    public int? Of(int statement) => statement < Grades.Length ? Grades[statement] : null;

    public IReadOnlyList<int> Chosen => [.. Grades.Select(grade => grade ?? 0)];
}

public sealed class StatementsValidator : AbstractValidator<AnswerForm>
{
    public StatementsValidator() => RuleFor(form => form.Grades)
        .Must(grades => grades.Length == Asking.Statements && grades.All(grade => grade is >= 1 and <= 5)).WithMessage(Refusals.Baselines.EachOneToFive);
}

/// <summary>When all are asked.</summary>
public sealed class OpenForm
{
    public int? Stage { get; set; }

    public DateOnly? Until { get; set; }
}

public sealed class OpenValidator : AbstractValidator<OpenForm>
{
    public OpenValidator()
    {
        RuleFor(form => form.Stage).NotNull().WithMessage(Refusals.Programmes.StageUnknown);
        RuleFor(form => form.Until).NotNull().WithMessage("forms.day-missing");
    }
}
