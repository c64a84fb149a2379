using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Web.Platform.Pages;
using FluentValidation;
using DomainText = Activation.Domain.Text;

namespace Activation.Web.Features.Activities;

/// <summary>An activity's plan as it is written in a form: everything may still be empty.</summary>
public sealed record PlanForm
{
    public string? Title { get; set; }

    public string? What { get; set; }

    public string? Responsible { get; set; }

    public string? When { get; set; }

    public DateOnly? DueOn { get; set; }

    public string? Place { get; set; }

    public string? FirstStep { get; set; }

    public DateOnly? FirstStepOn { get; set; }

    public string? SuccessSign { get; set; }

    public string? Resources { get; set; }

    public string? Link { get; set; }

    public bool IsEmpty => this == new PlanForm() { Title = Title };

    public static PlanForm Of(ActivityPlan plan) => new()
    {
        Title = plan.Title, What = plan.What, Responsible = plan.Responsible, When = plan.When, DueOn = plan.DueOn, Place = plan.Place,
        FirstStep = plan.FirstStep, FirstStepOn = plan.FirstStepOn, SuccessSign = plan.SuccessSign, Resources = plan.Resources,
        Link = plan.Link,
    };

    public ActivityPlan ToPlan() => new(
        Title ?? "", What ?? "", Responsible ?? "", When ?? "", DueOn, Place ?? "", FirstStep ?? "", FirstStepOn, SuccessSign ?? "",
        Resources ?? "", Link ?? "");

    public Concretisation LevelOn(DateOnly today) => Concretisation.Of(ToPlan(), today);
}

public sealed class PlanFormValidator : AbstractValidator<PlanForm>
{
    public PlanFormValidator()
    {
        RuleFor(plan => plan.Title).Needed("plans.title-missing").Fits(DomainText.TitleLimit);
        RuleFor(plan => plan.What).Fits(DomainText.BodyLimit);
        RuleFor(plan => plan.Responsible).Fits(DomainText.TitleLimit);
        RuleFor(plan => plan.When).Fits(DomainText.TitleLimit);
        RuleFor(plan => plan.Place).Fits(DomainText.NoteLimit);
        RuleFor(plan => plan.FirstStep).Fits(DomainText.NoteLimit);
        RuleFor(plan => plan.SuccessSign).Fits(DomainText.NoteLimit);
        RuleFor(plan => plan.Resources).Fits(DomainText.NoteLimit);
        RuleFor(plan => plan.Link).Fits(DomainText.NoteLimit);
    }
}
