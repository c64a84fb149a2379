using Activation.Domain.Scoring;
using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Rates;

/// <summary>The rates of a stage as a file: as they stand and, of a closed one, as they were frozen, each with the definition that it follows.</summary>
[Needs(Permission.Look)]
public sealed class CsvModel(StageRates rates, StagePathways pathways, Chronicle.Chronicle chronicle) : StageFile(rates, pathways, chronicle)
{
    protected override string Name => "rates";

    protected override IEnumerable<string> Heads =>
        [T["rates.figure"], .. Parts("rates.csv.share"), T["rates.csv.definition"], .. Parts("rates.csv.frozen-share"), T["rates.csv.frozen-definition"]];

    // What is not yet due is in no rate, and stands beside them as on the page.
    protected override IEnumerable<object?[]> Lines => Rows().Select(Line).Append(
        [T["rates.csv.not-yet-due"], null, null, null, Figures.NotYetDue, null, Domain.Scoring.Rates.Definition, null, null, null, Frozen?.NotYetDue, null, FrozenBy]);

    string? FrozenBy => Frozen is null ? null : Shown!.Definition;

    object?[] Line((string Key, Estimate Now, Estimate? Frozen) row) =>
        [T[$"definitions.{row.Key}.name"], .. Cells(row.Now), Definitions.Definitions.Of(row.Key).Version, .. Cells(row.Frozen), row.Frozen is null ? null : FrozenBy];

    IEnumerable<string> Parts(string key) => [T[key], .. Ends(T[key]), T["rates.csv.count-of", T[key]], T["rates.csv.of", T[key]]];
}
