using Activation.Domain.Initiatives;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Privacy;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>An administrator takes words out of an initiative, its activities and its comments, for good and with a reason.</summary>
[Needs(Permission.Administer)]
public sealed class TakeOutModel(Reading reading, Written written, TextRemoval removal, PeopleDirectory people) : ProgrammePage
{
    public InitiativeCard Card { get; private set; } = null!;

    public IReadOnlyList<WrittenText> Written { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public Days Days { get; private set; } = null!;

    /// <summary>Which texts, by their keys.</summary>
    [BindProperty]
    public string[] Chosen { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public Task<IActionResult> OnGetAsync(int number) => OnCard(number, Show);

    public Task<IActionResult> OnPostAsync(int number) => OnCard(number, async card =>
    {
        if (!Valid(this)) return await Show(card);
        // Only what stands there can be chosen, whatever was sent.
        var texts = (await written.Around(card, HttpContext.RequestAborted)).Where(text => Chosen.Contains(text.Key)).ToList();
        var stream = StreamNames.Initiative(card.Initiative);
        var command = new RemoveText(texts.Count, Reason ?? "");
        if (RemovingText.Remove(await Streams.Read(stream), command, Me!, Now) is Domain.Refused refused)
        {
            Told(new No(refused.Key, refused.Args));
            return await Show(card);
        }

        await removal.Remove([.. texts.Select(text => text.Place)], Me!.Member, Now, HttpContext.RequestAborted);
        // Told last: open screens draw themselves anew when they hear of it.
        await Decide(stream, (state, actor, now) => RemovingText.Remove(state, command, actor, now));
        return To($"/initiatives/{card.Number}", T.Count("take-out.done", texts.Count));
    });

    async Task<IActionResult> OnCard(int number, Func<InitiativeCard, Task<IActionResult>> then) =>
        await reading.Find(Here.Id, number) is { } card ? await then(card) : NotFound();

    async Task<IActionResult> Show(InitiativeCard card)
    {
        Card = card;
        Written = await written.Around(card, HttpContext.RequestAborted);
        Names = await people.NamesOf(Written.Select(text => text.Actor).OfType<Guid>());
        Days = new Days(Here, T, Now);
        return Page();
    }
}

public sealed class TakeOutValidator : AbstractValidator<TakeOutModel>
{
    public TakeOutValidator()
    {
        RuleFor(form => form.Chosen).NotEmpty().WithMessage(Domain.Refusals.Initiatives.TextMissing);
        RuleFor(form => form.Reason).Reason();
    }
}
