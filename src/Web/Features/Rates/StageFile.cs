using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Rates;

/// <summary>What a page of a stage shows, as a file in the same cut: every row says of which stage and of where it is.</summary>
public abstract class StageFile(StageRates rates, StagePathways pathways, Chronicle.Chronicle chronicle) : StagePage(rates, pathways, chronicle)
{
    const int Share = 3, Days = 1;

    /// <summary>What the file is called.</summary>
    protected abstract string Name { get; }

    /// <summary>Heads of its own columns, after those of stage and municipality.</summary>
    protected abstract IEnumerable<string> Heads { get; }

    protected abstract IEnumerable<object?[]> Lines { get; }

    public async Task<IActionResult> OnGetAsync()
    {
        await Look();
        if (NoSuchDay() is { } answer) return answer;
        if (IsAnother) return NoFile(T["rates.no-such-stage-file"]);
        var place = Chosen is { } chosen ? Here.NameOf(chosen) : T["rates.all"];
        return CsvFile.Of(
            $"{Here.Slug}-{Name}-{DateAsked.Written(Asked.Day)}.csv", [T["rates.csv.stage"], T["scores.csv-municipality"], .. Heads],
            Shown is { } shown ? Lines.Select(line => (object?[])[shown.Stage, place, .. line]) : []);
    }

    /// <summary>The ends of what <paramref name="name"/> may be.</summary>
    protected IEnumerable<string> Ends(string name) => [T["scores.csv-part-low", name], T["scores.csv-part-high", name]];

    /// <summary>A share, 0–1, with its ends, how many it counts and of how many; nothing where it rests on nothing.</summary>
    protected static object?[] Cells(Estimate? share) => share is not { N: > 0 } some ? [null, null, null, null, null]
        : [CsvFile.Number(some.Value, Share), CsvFile.Number(some.Low, Share), CsvFile.Number(some.High, Share), (int)Math.Round(some.Value * some.N), some.N];

    /// <summary>How many came to a step, and in how many days half of them did, with its ends as far as they can be told.</summary>
    protected static object?[] Cells(PathwayCount? step) => [step?.Count, Written(step?.MedianDays), Written(step?.LowDays), Written(step?.HighDays)];

    static string? Written(double? days) => days is { } some ? CsvFile.Number(some, Days) : null;
}
