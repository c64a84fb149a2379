using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>A draft is written on, or a returned plan gets what the coordinator missed.</summary>
[Needs(Permission.TakePart)]
public sealed class ChangeModel(Views views, PeopleDirectory people) : PlanPage(views)
{
    [FromRoute]
    public Guid Activity { get; set; }

    public ActivityCard Card { get; private set; } = null!;

    /// <summary>Who returned it, by name; null when it was not returned or the person has left no name.</summary>
    public string? ReturnedBy { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Known()) return NotFound();
        Plan = PlanForm.Of(Card.Plan);
        return Page();
    }

    public async Task<IActionResult> OnPostRecountAsync() => await Known() ? Page() : NotFound();

    public Task<IActionResult> OnPostSaveAsync() => Write(submit: false);

    public Task<IActionResult> OnPostSubmitAsync() => Write(submit: true);

    async Task<bool> Known()
    {
        if (!await Found()) return false;
        var card = await Views.One<ActivityCard>(
            "select * from activity where activity = @Activity and initiative = @Initiative", new { Activity, Initiative.Initiative });
        if (card is null) return false;
        Card = card;
        if (!Behind(card.Owner, card.Municipality)) Closed ??= T[Refusals.Activities.OwnersOnly];
        else if (card.State is not ("draft" or "returned")) Closed ??= T[$"activities.{card.State.Replace('_', '-')}"];
        if (card is { State: "returned", DecidedBy: { } by }) ReturnedBy = (await people.NamesOf([by])).GetValueOrDefault(by);
        return true;
    }

    async Task<IActionResult> Write(bool submit)
    {
        if (!await Known()) return NotFound();
        if (Closed is not null || !Valid(Plan, nameof(Plan)) || (submit && !EnoughToSubmit())) return Page();
        var done = await Decide(StreamNames.Initiative(Initiative.Initiative), (state, actor, now) => Together.Decide(
            state,
            before => Planning.Change(before, new ChangeActivityPlan(Activity, Plan.ToPlan()), actor, now),
            changed => submit ? Planning.Submit(changed, new SubmitActivity(Activity), actor, now) : Decision.Accept()));
        return done ? Back(submit) : Page();
    }
}
