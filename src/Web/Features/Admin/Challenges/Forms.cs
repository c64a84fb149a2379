using Activation.Domain;
using Activation.Domain.Challenges;
using Activation.Web.Features.Challenges;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Words = Activation.Domain.Text;

namespace Activation.Web.Features.Admin.Challenges;

/// <summary>What is typed about a challenge.</summary>
public sealed class ChallengeForm
{
    public int? Stage { get; set; }

    public string? Title { get; set; }

    public string? Text { get; set; }

    public ChallengeMeasure Measure { get; set; }

    public int? Target { get; set; } = 1;

    public string? Value { get; set; }

    public string? FocusArea { get; set; }

    public DateOnly? Until { get; set; }

    public ChallengeAim Aim => new(Measure, Chosen(Value), Chosen(FocusArea), Target ?? 0);

    public static ChallengeForm Of(ChallengeCard card) => new()
    {
        Stage = card.Stage,
        Title = card.Title,
        Text = card.Text,
        Measure = card.Measure,
        Target = card.Target,
        Value = card.Value,
        FocusArea = card.FocusArea,
        Until = card.UntilOn,
    };

    /// <summary>As it would be counted.</summary>
    public ChallengeCard Card(Guid programme, int stage) => new(
        Guid.Empty, programme, stage, Title ?? "", Text ?? "", Measure, Aim.Value, Aim.FocusArea, Aim.Target, Until ?? default, 0, null, null, null, null, Dropped: false);

    static string? Chosen(string? key) => key is { Length: > 0 } ? key : null;
}

public sealed class DropForm
{
    public string? Reason { get; set; }
}

public sealed class ChallengeValidator : AbstractValidator<ChallengeForm>
{
    public ChallengeValidator()
    {
        RuleFor(form => form.Stage).NotNull().WithMessage(Refusals.Programmes.StageUnknown);
        RuleFor(form => form.Title).Needed(Refusals.Texts.TitleMissing).Fits(Words.TitleLimit);
        RuleFor(form => form.Text).Fits(Words.NoteLimit);
        RuleFor(form => form.Measure).IsInEnum().WithMessage(Refusals.Challenges.MeasureUnknown);
        RuleFor(form => form.Target).NotNull().WithMessage(Refusals.Challenges.TargetRange).WithState(_ => new object[] { Challenging.MostInitiatives });
        RuleFor(form => form.Until).NotNull().WithMessage("forms.day-missing");
    }
}

public sealed class DropValidator : AbstractValidator<DropForm>
{
    public DropValidator() => RuleFor(form => form.Reason).Reason();
}
