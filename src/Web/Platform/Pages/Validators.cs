using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using FluentValidation;

namespace Activation.Web.Platform.Pages;

/// <summary>Every form's validator, on one page.</summary>
static class Validators
{
    public static IServiceCollection AddValidators(this IServiceCollection services) => services
        .AddSingleton<IValidator<IdeaForm>, IdeaFormValidator>()
        .AddSingleton<IValidator<PlanForm>, PlanFormValidator>();
}
