using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using DomainText = Activation.Domain.Text;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>An initiative holds two ideas: the second becomes an initiative of its own, which everyone can say something about.</summary>
[Needs(Permission.TakePart)]
public sealed class SplitModel(Reading reading) : ProgrammePage
{
    public InitiativeCard Card { get; private set; } = null!;

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>False when it is not the reader's to split, or not any more.</summary>
    public bool MaySplit { get; private set; }

    public string Path => $"/p/{Here.Slug}/initiatives/{Card.Number}";

    public Task<IActionResult> OnGetAsync(int number) => OnCard(number, Show);

    public Task<IActionResult> OnPostAsync(int number) => OnCard(number, async card =>
    {
        // The part is named by the form it came from: sent twice it is proposed once.
        var part = DerivedId.From(card.Initiative, Me!.Member, Key);
        if (!Valid(this) || !Told(await Hand.Split(part, card, Title ?? "", Description ?? "", Reason ?? ""))) return await Show(card);
        return await reading.Of(part) is { } own ? To($"/initiatives/{own.Number}", T["splits.split"]) : To($"/initiatives/{card.Number}", T["splits.split"]);
    });

    async Task<IActionResult> OnCard(int number, Func<InitiativeCard, Task<IActionResult>> then) =>
        await reading.Find(Here.Id, number) is { } card ? await then(card) : NotFound();

    async Task<IActionResult> Show(InitiativeCard card)
    {
        Card = card;
        var state = await Streams.Read(StreamNames.Initiative(card.Initiative));
        var refused = Splitting.MaySplit(state, Me!) as Refused;
        MaySplit = refused is null;
        if (refused is not null && ModelState.IsValid) ModelState.AddModelError("", T[refused.Key, [.. refused.Args]]);
        return Page();
    }
}

public sealed class SplitValidator : AbstractValidator<SplitModel>
{
    public SplitValidator()
    {
        RuleFor(form => form.Title).Needed("ideas.title-missing").Fits(DomainText.TitleLimit);
        RuleFor(form => form.Description).Fits(DomainText.BodyLimit);
        RuleFor(form => form.Reason).Reason();
    }
}
