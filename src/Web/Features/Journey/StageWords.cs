using System.Globalization;
using Activation.Web.Features.Board;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Journey;

/// <summary>What the journey says of the stage of a step: the same words, drawn or played.</summary>
public sealed class StageWords(BoardWords words, Texts texts)
{
    public string Day(DateOnly day) => day.ToString(texts["journey.day"], CultureInfo.CurrentCulture);

    public string Name(ProgrammeView here, TapeStep step) => step.Stage is { } stage ? words.StageName(stage) : here.Card.Name;

    /// <summary>What the table of deeds is headed by; null before the first stage.</summary>
    public string? Heading(TapeStep step) =>
        step.Stage is { } told ? texts[told.State == "closed" ? "journey.stage-did" : "journey.stage-so-far", words.StageName(told)] : null;

    /// <summary>Which stage was to come after it, as it was planned then.</summary>
    public string? Coming(TapeStep step) => step.Stage is { } told && step.Stages.FirstOrDefault(one => one.Stage > told.Stage) is { } next
        ? texts["journey.then-comes", words.StageName(next), Day(next.FromOn)]
        : null;

    public IReadOnlyList<Stop> Stops(ProgrammeView here, TapeStep step, DateTimeOffset now)
    {
        var (days, today) = (new Days(here, texts, now), here.Today(now));
        return [.. step.Stages.Select(stage => new Stop(
            words.StageName(stage), stage.State switch { "closed" => StopState.Done, "open" => StopState.Now, _ => StopState.Next },
            $"{days.InBrief(stage.FromOn)} – {days.InBrief(stage.ToOn)}",
            stage.FromOn > today ? null : $"/p/{here.Slug}/journey?asOf={DateAsked.Written(stage.ToOn < today ? stage.ToOn : today)}"))];
    }

    /// <summary>In the order of the route.</summary>
    public IReadOnlyList<ToldDeed> Deeds(ProgrammeView here, TapeStep step, DateTimeOffset now)
    {
        var (days, rules, deeds) = (new Days(here, texts, now), here.RulesThen(step.Day), step.Deeds.ToDictionary(deed => deed.Municipality));
        return [.. here.Municipalities.Where(town => deeds.ContainsKey(town.Municipality)).Select(town => Told(town, deeds[town.Municipality]))];

        ToldDeed Told(MunicipalityRow town, StageDeed deed)
        {
            var (isShown, outcome) = (deed.Outcome.IsPublished(rules), deed.Outcome.Estimated(rules));
            return new(
                town.Municipality, town.Name, deed.Proposed, deed.CarriedOut, isShown ? Figures.Number(outcome.Value, 1) : null,
                isShown ? texts["journey.rests-on", texts.Count("scores.counts-outcome", outcome.N), Figures.Range(outcome.Low, outcome.High, 1)] : null, deed.Remembered, deed.RememberedNumber, deed.Next, deed.NextNumber,
                deed.NextOn is { } on ? days.InBrief(on) : null);
        }
    }
}

/// <summary>A municipality's row in the table of a stage, in words.</summary>
/// <param name="Outcome">With <paramref name="Raters"/> null while too few have rated.</param>
public sealed record ToldDeed(
    string Key, string Town, int Proposed, int CarriedOut, string? Outcome, string? Raters, string? Remembered, int? RememberedNumber, string? Next,
    int? NextNumber, string? NextOn)
{
    /// <summary>What the player makes its rows of.</summary>
    public static ToldDeed Blank { get; } = new("", "", 0, 0, null, null, null, null, null, null, null);
}
