using Activation.Domain.Goals;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Admin;
using Activation.Web.Features.Admin.Challenges;
using Activation.Web.Features.Admin.People;
using Activation.Web.Features.Admin.Programme;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Admin.Rules;
using Activation.Web.Features.Admin.Statements;
using Activation.Web.Features.Admin.Webhooks;
using Activation.Web.Features.Baseline;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.FirstRun;
using Activation.Web.Features.Goals;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Me;
using Activation.Web.Features.Queue;
using Activation.Web.Features.Scores;
using Activation.Web.Features.Stories;
using FluentValidation;

namespace Activation.Web.Platform.Pages;

/// <summary>Every form's validator, on one page.</summary>
static class Validators
{
    public static IServiceCollection AddValidators(this IServiceCollection services) => services
        .AddSingleton<IValidator<IdeaForm>, IdeaFormValidator>()
        .AddSingleton<IValidator<PlanForm>, PlanFormValidator>()
        .AddSingleton<IValidator<Features.Initiatives.Details.IndexModel>, DetailsValidator>()
        .AddSingleton<IValidator<AcceptModel>, AcceptValidator>()
        .AddSingleton<IValidator<Features.FirstRun.IndexModel>, FirstRunValidator>()
        .AddSingleton<IValidator<Features.Deeds.IndexModel>, DeedValidator>()
        .AddSingleton<IValidator<CloseModel>, CloseValidator>()
        .AddSingleton<IValidator<ScheduleModel>, ScheduleValidator>()
        .AddSingleton<IValidator<DoneModel>, DoneValidator>()
        .AddSingleton<IValidator<RateModel>, RateValidator>()
        .AddSingleton<IValidator<CancelModel>, CancelValidator>()
        .AddSingleton<IValidator<TakeOutModel>, TakeOutValidator>()
        .AddSingleton<IValidator<StartModel>, StartValidator>()
        .AddSingleton<IValidator<InviteModel>, InviteValidator>()
        .AddSingleton<IValidator<ImportModel>, ImportValidator>()
        .AddSingleton<IValidator<PersonModel>, PersonValidator>()
        .AddSingleton<IValidator<AccountModel>, AccountValidator>()
        .AddSingleton<IValidator<Features.Admin.Webhooks.IndexModel>, HookValidator>()
        .AddSingleton<IValidator<HookModel>, HookChangeValidator>()
        .AddSingleton<IValidator<TokensModel>, TokensValidator>()
        .AddSingleton<IValidator<DescriptionForm>, DescriptionValidator>()
        .AddSingleton<IValidator<VisionForm>, VisionValidator>()
        .AddSingleton<IValidator<QuietForm>, QuietValidator>()
        .AddSingleton<IValidator<RulesForm>, RulesValidator>()
        .AddSingleton<IValidator<Features.Admin.Rules.IndexModel>, ScoringRulesValidator>()
        .AddSingleton<IValidator<MunicipalityForm>, MunicipalityValidator>()
        .AddSingleton<IValidator<AnswerForm>, StatementsValidator>()
        .AddSingleton<IValidator<OpenForm>, OpenValidator>()
        .AddSingleton<IValidator<ChallengeForm>, ChallengeValidator>()
        .AddSingleton<IValidator<DropForm>, DropValidator>()
        .AddSingleton<IValidator<StageForm>, StageValidator>()
        .AddSingleton<IValidator<CoreValueForm>, CoreValueValidator>()
        .AddSingleton<IValidator<FocusForm>, FocusValidator>()
        .AddSingleton<IValidator<ChoiceForm>, ChoiceValidator>()
        .AddSingleton<IValidator<PrivacyForm>, PrivacyFormValidator>()
        .AddSingleton<IValidator<AccessibilityForm>, AccessibilityFormValidator>()
        .AddSingleton<IValidator<RuleForm>, RuleValidator>()
        .AddSingleton<IValidator<PointsModel>, PointsValidator>()
        .AddSingleton<IValidator<PrivacyModel>, PrivacyValidator>()
        .AddSingleton<IValidator<Features.Queue.IndexModel>, AnswerValidator>()
        .AddSingleton<IValidator<GoalForm>, GoalValidator>()
        .AddSingleton<IValidator<InboxModel>, InboxValidator>()
        .AddSingleton<IValidator<StoryForm>, StoryFormValidator>()
        .AddSingleton<IValidator<PictureForm>, PictureFormValidator>()
        .AddSingleton<IValidator<FilmForm>, FilmFormValidator>()
        .AddSingleton<IValidator<Features.Stories.PeopleModel>, NamedPersonValidator>()
        .AddSingleton<IValidator<PublishModel>, PublishValidator>()
        .AddSingleton<IValidator<RecordMetricValue>, ValueValidator>();
}
