using Activation.Domain;
using Activation.Domain.Scoring;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Activities;

/// <summary>A page on which an activity's plan is written: a new one, or one that was begun or came back.</summary>
public abstract class PlanPage(Views views) : ProgrammePage
{
    [BindProperty(Name = "Plan")]
    public PlanForm Plan { get; set; } = new();

    [FromRoute]
    public int Number { get; set; }

    public InitiativeCard Initiative { get; protected set; } = null!;

    /// <summary>Why the plan cannot be written here and now; null when it can.</summary>
    public string? Closed { get; protected set; }

    public Concretisation Level => Plan.LevelOn(Here.Today(Now));

    protected Views Views { get; } = views;

    protected async Task<bool> Found()
    {
        var card = await Views.One<InitiativeCard>(
            "select * from initiative where programme = @programme and number = @Number", new { programme = Here.Id, Number });
        if (card is null) return false;
        Initiative = card;
        if (Refusal() is { } key) Closed = T[key];
        return true;
    }

    protected bool Behind(Guid owner, string municipality) =>
        Me!.Member == owner || Me.Member == Initiative.Proposer || Me.Coordinates(municipality);

    /// <summary>When the plan is too vague to be sent: says at the fields that weigh the most what they still want, until it would be enough.</summary>
    protected bool EnoughToSubmit()
    {
        var level = Level;
        if (level.IsEnoughToSubmit) return true;
        ModelState.AddModelError("", T[Refusals.Activities.TooVague, level.K, Concretisation.NeededToSubmit]);
        var wanting = Concretisation.NeededToSubmit - (double)level.K;
        foreach (var answer in level.Missing.Where(answer => answer.Halves == 0).TakeWhile(_ => wanting > 0))
        {
            ModelState.AddModelError($"{nameof(Plan)}.{answer.Question}", T[$"plans.missing.{answer.Question}"]);
            wanting -= answer.Weight;
        }

        return false;
    }

    protected IActionResult Back(bool submitted) => To($"/initiatives/{Number}", T[submitted ? "plans.submitted" : "plans.saved"]);

    string? Refusal() => Initiative.State switch
    {
        "parked" => Refusals.Initiatives.Parked,
        "completed" => Refusals.Initiatives.Completed,
        "withdrawn" => Refusals.Initiatives.Withdrawn,
        _ => null,
    };
}
