using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Baseline;

/// <summary>What was answered, wave by wave, of all and of each municipality that may stand alone in it: what the page hides is not in the file.</summary>
[Needs(Permission.Look)]
public sealed class CsvModel(BaselineResults results, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    const int Decimals = 3;

    public async Task<IActionResult> OnGetAsync()
    {
        await LookBack();
        if (NoSuchDay() is { } answer) return answer;
        var waves = await results.On(Here, Asked);
        return CsvFile.Of($"{Here.Slug}-baseline-{DateAsked.Written(Asked.Day)}.csv", Heads(), waves.Closed.SelectMany(wave => Lines(waves, wave)));
    }

    IEnumerable<string> Heads() =>
    [
        T["baseline.csv.wave"], T["board.municipality"], T["baseline.statement"], T["baseline.csv.answers"],
        .. Figure(T["baseline.mean"], "baseline-mean"), .. Figure(T["baseline.yes"], "baseline-yes"),
        .. Changes(T["baseline.csv.since-first"]), .. Changes(T["baseline.csv.since-last"]),
    ];

    IEnumerable<string> Changes(string since) =>
    [
        since, T["baseline.csv.answers-then", since], .. Figure(T["baseline.csv.mean-change", since], "baseline-change"),
        .. Figure(T["baseline.csv.yes-change", since], "baseline-change"),
    ];

    IEnumerable<string> Figure(string name, string definition) =>
        [Definitions.Definitions.Head(name, definition), T["scores.csv-part-low", name], T["scores.csv-part-high", name]];

    IEnumerable<object?[]> Lines(WavesThen waves, WaveAnswers wave) => Here.Municipalities.Where(place => wave.Shown.Contains(place.Municipality))
        .Select(place => (Key: (string?)place.Municipality, place.Name)).Prepend((null, T["baseline.all"]))
        .SelectMany(place => Lines(waves, wave, place.Key, place.Name));

    IEnumerable<object?[]> Lines(WavesThen waves, WaveAnswers wave, string? municipality, string name)
    {
        var answers = wave.Of(municipality)!;
        return AnswerForm.Statements.Select((statement, i) => (object?[])
        [
            T.NameOf(Here, wave.Stage), name, T[$"baseline.{statement}"], answers[i].N, .. Cells(answers[i].Mean()), .. Cells(answers[i].Yes()),
            .. Moved(answers[i], waves.Before(wave), municipality, i), .. Moved(answers[i], waves.JustBefore(wave), municipality, i),
        ]);
    }

    object?[] Moved(ScaleAnswers now, WaveAnswers? earlier, string? municipality, int statement) => earlier?.Of(municipality)?[statement] is { } then
        ? [T.NameOf(Here, earlier.Stage), then.N, .. Cells(now.MeanSince(then)), .. Cells(now.YesSince(then))]
        : [null, null, null, null, null, null, null, null];

    static object?[] Cells(Estimate figure) => [CsvFile.Number(figure.Value, Decimals), CsvFile.Number(figure.Low, Decimals), CsvFile.Number(figure.High, Decimals)];

    static object?[] Cells(Change change) =>
        change.IsKnown ? [CsvFile.Number(change.Value, Decimals), CsvFile.Number(change.Low, Decimals), CsvFile.Number(change.High, Decimals)] : [null, null, null];
}
