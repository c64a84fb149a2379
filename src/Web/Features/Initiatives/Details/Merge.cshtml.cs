using System.Globalization;
using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>Two initiatives are one idea: the other is looked for, what will happen is told in figures, and then it is confirmed with a reason.</summary>
[Needs(Permission.Decide)]
public sealed class MergeModel(Reading reading, Similar similar) : ProgrammePage
{
    const string SomeReason = "…………";

    public InitiativeCard Card { get; private set; } = null!;

    /// <summary>What the reader looks for: words, or the number of the other.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The number of the one that stays.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Into { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<SimilarInitiative> Found { get; private set; } = [];

    /// <summary>The one that stays, when it is chosen.</summary>
    public InitiativeCard? Other { get; private set; }

    public MergeFigures? Figures { get; private set; }

    /// <summary>Why these two are not merged; null when they may be.</summary>
    public Refused? Refused { get; private set; }

    public string Path => $"/p/{Here.Slug}/initiatives/{Card.Number}";

    public Task<IActionResult> OnGetAsync(int number) => OnCard(number, Show);

    public Task<IActionResult> OnPostAsync(int number) => OnCard(number, async card =>
    {
        if (Into is not { } chosen || await reading.Find(Here.Id, chosen) is not { } other)
        {
            ModelState.AddModelError("", T[Refusals.Initiatives.Unknown]);
            return await Show(card);
        }

        return Valid(this) && Told(await Hand.Merge(card.Initiative, other.Initiative, Reason ?? ""), nameof(Reason))
            ? To($"/initiatives/{other.Number}", T["merges.merged", card.Number, card.Title])
            : await Show(card);
    });

    async Task<IActionResult> OnCard(int number, Func<InitiativeCard, Task<IActionResult>> then) =>
        await reading.Find(Here.Id, number) is { } card ? await then(card) : NotFound();

    async Task<IActionResult> Show(InitiativeCard card)
    {
        Card = card;
        var words = Text.Line(Q?.Replace("\0", "", StringComparison.Ordinal));
        if (int.TryParse(words.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)) Into ??= asked;
        if (Into is { } chosen) Other = await reading.Find(Here.Id, chosen);
        if (Other is null) Found = [.. (await similar.To(words.Length > 0 ? words : card.Title, Here.Id)).Where(one => one.Number != card.Number)];
        else await Weigh(card, Other);
        return Page();
    }

    async Task Weigh(InitiativeCard card, InitiativeCard other)
    {
        Figures = await reading.Figures(card, other);
        var (goes, stays) = (await Streams.Read(StreamNames.Initiative(card.Initiative)), await Streams.Read(StreamNames.Initiative(other.Initiative)));
        Refused = Merging.TakeIn(stays, goes, new MergeInitiative(SomeReason), Me!, Now) as Refused;
    }
}

public sealed class MergeValidator : AbstractValidator<MergeModel>
{
    public MergeValidator() => RuleFor(form => form.Reason).Reason();
}
