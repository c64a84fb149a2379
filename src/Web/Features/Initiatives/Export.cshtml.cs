using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Initiatives;

/// <summary>The list as a file: the same cut, the same order, and nothing that the page would not show. However long it is, it begins at once.</summary>
[Needs(Permission.Look)]
public sealed class ExportModel(InitiativeList list) : InitiativeFilter(list)
{
    const int APage = 1_000;

    static readonly string[] Columns =
    [
        "number", "title", "description", "state", "municipality", "partners", "stage", "focus-areas", "values", "proposed-on", "voting-until", "pledges",
        "activities", "carried-out", "supports", "not-nows",
    ];

    public async Task<IActionResult> OnGetAsync()
    {
        Show ??= "all";
        var items = (await Find()).Items;
        return CsvFile.Of(
            $"{Here.Slug}-initiatives.csv", Columns.Select(column => column == "carried-out" ? Definitions.Definitions.Head(T["ideas.csv.carried-out"], column) : T[$"ideas.csv.{column}"]), Pages(items));
    }

    async IAsyncEnumerable<IEnumerable<object?[]>> Pages(IReadOnlyList<Ranked> items)
    {
        foreach (var page in items.Chunk(APage)) yield return (await List.Cards(page, Me, Now)).Select(Cells);
    }

    object?[] Cells(ListedInitiative item)
    {
        var card = item.Card;
        return
        [
            card.Number, card.Title, card.Description, T[$"ideas.state.{card.State}"], Here.NameOf(card.Municipality),
            Joined(card.Partners.Select(Here.NameOf)), card.Stage,
            Joined(card.FocusAreas.Select(area => Here.FocusAreas.FirstOrDefault(f => f.FocusArea == area)?.Name ?? area)),
            Joined(card.Values.Select(shown => Here.Values.FirstOrDefault(v => v.Value == shown.Value)?.Name ?? shown.Value)),
            Day(card.ProposedAt), Day(card.VotingUntil), card.Pledges, card.Activities, card.CarriedOut,
            item.StancesShown ? card.Supports : null, item.StancesShown ? card.NotNows : null,
        ];
    }

    string Day(DateTimeOffset at) => Here.Local(at).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static string Joined(IEnumerable<string> names) => string.Join(", ", names);
}
