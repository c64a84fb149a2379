using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Privacy;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>Words of an initiative, its activities, comments and stories.</summary>
[Needs(Permission.Administer)]
public sealed class TakeOutModel(Reading reading, Written written, TextRemoval removal, PeopleDirectory people) : TakeOutPage(removal, people)
{
    public InitiativeCard Card { get; private set; } = null!;

    public override (string Path, string Name) Back => ($"/initiatives/{Card.Number}", Card.Title);

    public Task<IActionResult> OnGetAsync(int number) => OnCard(number, Show);

    public Task<IActionResult> OnPostAsync(int number) => OnCard(number, Remove);

    protected override Task<IReadOnlyList<WrittenText>> Find() => written.Around(Card, Me!.Member, HttpContext.RequestAborted);

    protected override async Task<Decision> May(RemoveText command) =>
        RemovingText.Remove(await Streams.Read(StreamNames.Initiative(Card.Initiative)), command, Me!, Now);

    protected override Task Tell(RemoveText command) =>
        Decide(StreamNames.Initiative(Card.Initiative), (state, actor, now) => RemovingText.Remove(state, command, actor, now));

    async Task<IActionResult> OnCard(int number, Func<Task<IActionResult>> then)
    {
        if (await reading.Find(Here.Id, number) is not { } card) return NotFound();
        Card = card;
        return await then();
    }
}
