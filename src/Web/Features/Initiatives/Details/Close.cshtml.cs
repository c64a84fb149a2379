using Activation.Domain.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>The ways to bring an initiative to rest: complete it, let it rest for a while, or take it back.</summary>
[Needs(Permission.TakePart)]
public sealed class CloseModel(Reading reading) : ProgrammePage
{
    public InitiativeCard Card { get; private set; } = null!;

    public Possible Possible { get; private set; } = null!;

    [BindProperty]
    public string? ParkReason { get; set; }

    [BindProperty]
    public string? WithdrawReason { get; set; }

    public string Path => $"/p/{Here.Slug}/initiatives/{Card.Number}";

    public Task<IActionResult> OnGetAsync(int number) => OnCard(number, Show);

    public Task<IActionResult> OnPostCompleteAsync(int number) => Act(number, "details.completed", card => Decide(
        StreamNames.Initiative(card.Initiative), (state, actor, now) => Closing.Complete(state, new CompleteInitiative(), actor, now)));

    public Task<IActionResult> OnPostParkAsync(int number) => Act(number, "details.parked", async card => Valid(this, form: "park") && await Decide(
        StreamNames.Initiative(card.Initiative),
        (state, actor, now) => Closing.Park(state, new ParkInitiative(ParkReason ?? ""), actor, now), nameof(ParkReason)));

    public Task<IActionResult> OnPostWithdrawAsync(int number) => Act(number, "details.withdrawn", async card => Valid(this, form: "withdraw") && await Decide(
        StreamNames.Initiative(card.Initiative),
        (state, actor, now) => Closing.Withdraw(state, new WithdrawInitiative(WithdrawReason ?? ""), actor, now), nameof(WithdrawReason)));

    async Task<IActionResult> OnCard(int number, Func<InitiativeCard, Task<IActionResult>> then) =>
        await reading.Find(Here.Id, number) is { } card ? await then(card) : NotFound();

    Task<IActionResult> Act(int number, string toast, Func<InitiativeCard, Task<bool>> act) =>
        OnCard(number, async card => await act(card) ? To($"/initiatives/{number}", T[toast]) : await Show(card));

    async Task<IActionResult> Show(InitiativeCard card)
    {
        Card = card;
        Possible = new Possible(await Streams.Read(StreamNames.Initiative(card.Initiative)), OwnPart.None, Me!, Now);
        return Page();
    }
}
