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

    public IReadOnlyList<int> Chosen => [.. Enumerable.Range(0, Asking.Statements).Select(statement => Of(statement) ?? 0)];
}

public sealed class StatementsValidator : AbstractValidator<AnswerForm>
{
    /// <summary>Each that is missing by itself: the key of what is said is that of its statement.</summary>
    public StatementsValidator() => RuleFor(form => form).Custom((form, context) =>
    {
        for (var statement = 0; statement < Asking.Statements; statement++)
            if (form.Of(statement) is not (>= 1 and <= 5)) context.AddFailure($"{nameof(form.Grades)}[{statement}]", $"baseline.missing-{AnswerForm.Statements[statement]}");
    });
}

/// <summary>When all are asked.</summary>
public sealed class OpenForm
{
    public int? Stage { get; set; }

    public DateOnly? Until { get; set; }

    /// <summary>Needed for a stage that is still under way.</summary>
    public bool Sure { get; set; }
}

/// <summary>A wave is closed: what it shows then stands for good.</summary>
public sealed class WaveCloseForm
{
    /// <summary>The one that was looked at.</summary>
    public int? Stage { get; set; }

    public bool Sure { get; set; }
}

public sealed class WaveCloseValidator : AbstractValidator<WaveCloseForm>
{
    public WaveCloseValidator() => RuleFor(form => form.Sure).Equal(true).WithMessage("privacy.not-sure");
}

public sealed class OpenValidator : AbstractValidator<OpenForm>
{
    public OpenValidator()
    {
        RuleFor(form => form.Stage).NotNull().WithMessage(Refusals.Programmes.StageUnknown);
        RuleFor(form => form.Until).NotNull().WithMessage("forms.day-missing");
    }
}
