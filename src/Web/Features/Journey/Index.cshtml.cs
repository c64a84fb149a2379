using System.Globalization;
using Activation.Store.Followers;
using Activation.Web.Features.Board;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Journey;

/// <summary>The programme's history on the map and in the ranking: any week of it, played or looked up, until today.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(Tape tape, StageDeeds deeds, ReadModels readModels, BoardWords words) : ProgrammePage
{
    /// <summary>The day that is asked for, as it was typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? AsOf { get; set; }

    /// <summary>What the slider says without a script: a step of the tape.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Step { get; set; }

    public IReadOnlyList<TapeStep> Steps { get; private set; } = [];

    public int At { get; private set; }

    public TapeStep Shown => Steps[At];

    public TapeStep Last => Steps[^1];

    public bool IsToday => At == Steps.Count - 1;

    /// <summary>A text key: why it is not the day that was asked for.</summary>
    public string? Instead { get; private set; }

    public StageRow? Stage => Here.StageOn(Shown.Day);

    public IReadOnlyList<StageDeed> Deeds { get; private set; } = [];

    public long Position { get; private set; }

    public BoardWords Words => words;

    public string Day(DateOnly day) => day.ToString(T["journey.day"], CultureInfo.CurrentCulture);

    public string InBrief(DateOnly day) => new Days(Here, T, Now).InBrief(day);

    /// <summary>Ends of one axis for the whole way, so that the bands do not jump.</summary>
    public (int From, int To) Axis => (Steps.Min(step => step.Ranking.From), Steps.Max(step => step.Ranking.To));

    /// <summary>Filled from the first deed on.</summary>
    public Map Map => new(
        [.. Here.Municipalities.Select(m => new Town(
            m.Name, m.Latitude, m.Longitude, new(m.LabelX, m.LabelY, m.LabelAnchor),
            Shown.Counts.GetValueOrDefault(m.Municipality) is { CarriedOut: > 0 } ? StopState.Done : StopState.Next))]);

    public async Task OnGetAsync()
    {
        Position = readModels.Position;
        Steps = await tape.Of(Here, Here.Today(Now));
        At = Asked();
        if (Stage is { } stage) Deeds = await deeds.Of(Here, stage.Stage, Shown.Day);
    }

    int Asked()
    {
        if (int.TryParse(Step, NumberStyles.None, CultureInfo.InvariantCulture, out var step)) return Math.Min(step, Steps.Count - 1);
        if (string.IsNullOrWhiteSpace(AsOf)) return Steps.Count - 1;
        if (!DateOnly.TryParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Otherwise("journey.no-day", Steps.Count - 1);
        if (day > Last.Day) return Otherwise("journey.to-come", Steps.Count - 1);
        if (day < Steps[0].Day) return Otherwise("journey.before", 0);
        // The step whose end holds the day: weeks are told whole.
        return Steps.Select((one, i) => (one.Day, i)).First(one => one.Day >= day).i;
    }

    int Otherwise(string key, int at)
    {
        Instead = key;
        return at;
    }
}
