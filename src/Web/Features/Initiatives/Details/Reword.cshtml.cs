using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.Goals;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>The proposer puts it better; those who voted are told.</summary>
[Needs(Permission.TakePart)]
public sealed class RewordModel(Reading reading) : ProgrammePage
{
    const int EmptyRows = 1;

    public InitiativeCard Card { get; private set; } = null!;

    public IReadOnlyList<MetricCard> Metrics { get; private set; } = [];

    /// <summary>False when the text is not the reader's to change, or not any more.</summary>
    public bool MayReword { get; private set; }

    [BindProperty(Name = "Idea")]
    public IdeaForm Idea { get; set; } = new();

    public string Path => $"/p/{Here.Slug}/initiatives/{Card.Number}";

    public async Task<IActionResult> OnGetAsync(int number)
    {
        if (await reading.Find(Here.Id, number) is not { } card) return NotFound();
        Idea = new IdeaForm
        {
            Title = card.Title, Description = card.Description, FocusAreas = card.FocusAreas, Values = [.. card.Values.Select(v => v.Value)],
            How = card.Values.ToDictionary(v => v.Value, string? (v) => v.How), Involvement = card.Involvement,
            Metrics = [.. card.Metrics.Select(link => new MetricChoice { Metric = link.Metric, Mechanism = link.Mechanism })],
        };
        return await Show(card);
    }

    public async Task<IActionResult> OnPostAsync(int number)
    {
        if (await reading.Find(Here.Id, number) is not { } card) return NotFound();
        return Valid(Idea, nameof(Idea)) && await Reword(card) ? To($"/initiatives/{number}", T["details.reworded"]) : await Show(card);
    }

    async Task<bool> Reword(InitiativeCard card)
    {
        var programme = await Streams.Read(StreamNames.Programme(Here.Id));
        var plan = await Streams.Read(StreamNames.Plan(Here.Id));
        var command = new RewordInitiative(Idea.Title ?? "", Idea.Description ?? "", Idea.FocusAreas, Idea.ShownValues(), Idea.MetricLinks(), Idea.Involvement ?? InvolvementLevels.Unsaid);
        return await Decide(
            StreamNames.Initiative(card.Initiative), (state, actor, now) => Proposing.Reword(state, programme, plan, command, actor, now));
    }

    async Task<IActionResult> Show(InitiativeCard card)
    {
        Card = card;
        MayReword = new Possible(await Streams.Read(StreamNames.Initiative(card.Initiative)), OwnPart.None, Me!, Now).Reword;
        if (!MayReword && ModelState.IsValid) ModelState.AddModelError("", T[Refusals.Initiatives.ProposerOnly]);
        Metrics = await reading.AllMetrics(Here.Id);
        for (var i = 0; i < EmptyRows; i++) Idea.Metrics.Add(new MetricChoice());
        return Page();
    }
}
