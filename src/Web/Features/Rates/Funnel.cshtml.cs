using Activation.Domain.Scoring;
using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Rates;

/// <summary>The way from proposal to outcome as a file, each step with its share of the one before and its days.</summary>
[Needs(Permission.Look)]
public sealed class FunnelModel(StageRates rates, StagePathways pathways, Chronicle.Chronicle chronicle) : StageFile(rates, pathways, chronicle)
{
    protected override string Name => "funnel";

    protected override IEnumerable<string> Heads
    {
        get
        {
            var share = T["rates.csv.of-previous"];
            return
            [
                T["look.step"], T["look.number"], .. Days("rates.days"), Definitions.Definitions.Head(share, "funnel"), .. Ends(share), T["rates.csv.count-of", share],
                T["rates.csv.of", share], T["rates.csv.frozen-number"], .. Days("rates.csv.frozen-days"),
            ];
        }
    }

    protected override IEnumerable<object?[]> Lines => Steps.Select((step, place) => (object?[])
    [
        T[$"rates.step-{step.Step}"], .. Cells(step), .. Cells(Pathway.ShareOfPrevious(Steps, place)),
        .. Cells(Frozen?.Steps?.FirstOrDefault(frozen => frozen.Step == step.Step)),
    ]);

    IEnumerable<string> Days(string key) => [T[key], .. Ends(T[key])];
}
