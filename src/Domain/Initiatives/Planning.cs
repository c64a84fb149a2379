using Activation.Domain.Members;
using Activation.Domain.Scoring;

namespace Activation.Domain.Initiatives;

/// <param name="Owner">Who answers for it; often the proposer.</param>
/// <param name="Municipality">Whose coordinator decides about it: the initiative's own or a partner.</param>
public sealed record PlanActivity(Guid Activity, Guid Owner, string Municipality, ActivityPlan Plan);

public sealed record ChangeActivityPlan(Guid Activity, ActivityPlan Plan);

public sealed record SubmitActivity(Guid Activity);

/// <summary>An idea becomes something that can be said yes to.</summary>
public static class Planning
{
    public static Decision Plan(Initiative initiative, PlanActivity command, Actor actor, DateTimeOffset now) =>
        Only.MembersWhoTakePart(actor)
        ?? Only.UnderWay(initiative)
        ?? Decision.Unless(initiative.Activity(command.Activity) is null, Refusals.Activities.Exists)
        ?? Decision.Unless(
            initiative.Municipalities.Contains(command.Municipality), Refusals.Activities.OutsideMunicipalities)
        ?? Decision.Unless(
            actor.Member == initiative.Proposer || actor.Coordinates(command.Municipality), Refusals.Activities.OwnersOnly)
        ?? Written(command.Plan)
        ?? Decision.Accept(new ActivityPlanned(
            initiative.Id, command.Activity, command.Owner, command.Municipality, Clean(command.Plan), actor.Member));

    /// <summary>A draft or a returned plan can be changed. What was submitted stands as it is until somebody has answered.</summary>
    public static Decision Change(Initiative initiative, ChangeActivityPlan command, Actor actor, DateTimeOffset now) =>
        MayChange(initiative, initiative.Activity(command.Activity), actor)
        ?? Written(command.Plan)
        ?? (Clean(command.Plan) == initiative.Activity(command.Activity)!.Plan
            ? Decision.Accept()
            : Decision.Accept(new ActivityPlanChanged(initiative.Id, command.Activity, Clean(command.Plan), actor.Member)));

    public static Decision Submit(Initiative initiative, SubmitActivity command, Actor actor, DateTimeOffset now)
    {
        var activity = initiative.Activity(command.Activity);
        if (MayChange(initiative, activity, actor) is { } refusal) return refusal;
        var level = Concretisation.Of(activity!.Plan, now.Today());
        return Decision.Unless(level.IsEnoughToSubmit, Refusals.Activities.TooVague, level.K, Concretisation.NeededToSubmit)
            ?? Decision.Accept(new ActivitySubmitted(initiative.Id, activity.Id, level.K));
    }

    static Decision? MayChange(Initiative initiative, Activity? activity, Actor actor) =>
        Only.UnderWay(initiative)
        ?? Only.When(activity, ActivityStatus.Draft, ActivityStatus.Returned)
        ?? Only.ThoseBehind(activity!, initiative, actor);

    static Decision? Written(ActivityPlan plan) =>
        Text.Title(plan.Title)
        ?? Text.Long(plan.What)
        ?? Text.Fits(Text.Line(plan.Responsible), Text.TitleLimit)
        ?? Text.Fits(Text.Line(plan.When), Text.TitleLimit)
        ?? Text.Note(plan.Place)
        ?? Text.Note(plan.FirstStep)
        ?? Text.Note(plan.SuccessSign)
        ?? Text.Note(plan.Resources)
        ?? Text.Note(plan.Link);

    static ActivityPlan Clean(ActivityPlan plan) => plan with
    {
        Title = Text.Line(plan.Title),
        What = Text.Body(plan.What),
        Responsible = Text.Line(plan.Responsible),
        When = Text.Line(plan.When),
        Place = Text.Line(plan.Place),
        FirstStep = Text.Body(plan.FirstStep),
        SuccessSign = Text.Body(plan.SuccessSign),
        Resources = Text.Body(plan.Resources),
        Link = Text.Line(plan.Link),
    };
}
