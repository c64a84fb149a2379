using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>A small page about one thing that can be done with an activity.</summary>
public abstract class ActivityPage(Reading reading) : ProgrammePage
{
    public InitiativeCard Initiative { get; private set; } = null!;

    public ActivityCard Activity { get; private set; } = null!;

    public OwnPart Own { get; private set; } = OwnPart.None;

    public Possible Possible { get; private set; } = null!;

    /// <summary>Why it cannot be done now; null when it can.</summary>
    public Refused? Refused { get; private set; }

    public string Path => $"/p/{Here.Slug}/initiatives/{Initiative.Number}";

    protected abstract Refused? Ask(Possible possible);

    /// <summary>What else the page has to know before it is drawn.</summary>
    protected virtual Task Look() => Task.CompletedTask;

    /// <summary>Finds the activity, and asks the decision whether the page's form is of any use now.</summary>
    protected async Task<IActionResult> Show(int number, Guid activity, Action? prefill = null)
    {
        if (!await Find(number, activity)) return NotFound();
        Own = await reading.PartOf(Initiative.Initiative, Me!.Member);
        Possible = new Possible(await Streams.Read(StreamNames.Initiative(Initiative.Initiative)), Own, Me, Now);
        Refused = Ask(Possible);
        await Look();
        prefill?.Invoke();
        return Page();
    }

    protected async Task<IActionResult> Act(int number, Guid activity, string toast, Func<Task<bool>> act)
    {
        if (!await Find(number, activity)) return NotFound();
        return ModelState.IsValid && await act() ? To($"/initiatives/{number}#activities", T[toast]) : await Show(number, activity);
    }

    protected Task<bool> OfInitiative(Func<Initiative, Domain.Members.Actor, DateTimeOffset, Decision> decide, string field) =>
        Decide(StreamNames.Initiative(Initiative.Initiative), decide, field);

    async Task<bool> Find(int number, Guid activity)
    {
        if (await reading.Find(Here.Id, number) is not { } initiative) return false;
        if (await reading.Activity(initiative.Initiative, activity) is not { } card) return false;
        (Initiative, Activity) = (initiative, card);
        return true;
    }
}
