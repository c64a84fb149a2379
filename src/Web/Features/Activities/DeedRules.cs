using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Activities;

/// <summary>What is said of an activity must hold the same, on a page and by a link from a letter.</summary>
static class DeedRules
{
    public static IRuleBuilderOptions<T, int?> Participants<T>(this IRuleBuilder<T, int?> rule) => rule
        .InclusiveBetween(0, CarryingOut.MostParticipants)
        .WithMessage(Refusals.Activities.ParticipantsRange).WithState(_ => new object[] { CarryingOut.MostParticipants });

    public static IRuleBuilderOptions<T, int?> Grade<T>(this IRuleBuilder<T, int?> rule) => rule
        .Must(grade => grade is >= 1 and <= 5).WithMessage(Refusals.Ratings.GradeRange);

    public static IRuleBuilderOptions<T, DateOnly?> Day<T>(this IRuleBuilder<T, DateOnly?> rule) => rule.NotNull().WithMessage("deeds.day-missing");

    public static IRuleBuilderOptions<T, string?> Responsible<T>(this IRuleBuilder<T, string?> rule) => rule
        .Needed("deeds.responsible-missing").Fits(Text.TitleLimit);

    public static IRuleBuilderOptions<T, string?> Place<T>(this IRuleBuilder<T, string?> rule) => rule.Needed("deeds.place-missing").Fits(Text.NoteLimit);
}
