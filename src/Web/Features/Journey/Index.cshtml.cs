using System.Globalization;
using Activation.Store.Followers;
using Activation.Web.Features.Board;
using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Journey;

/// <summary>The programme's history on the map and in the ranking: any day of it looked up, or week by week played, until today.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(Tape tape, ReadModels readModels, StageWords words) : ProgrammePage
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

    /// <summary>The day that is a step because it was asked for, as it stands in an address; null for none.</summary>
    public string? Asked { get; private set; }

    public long Position { get; private set; }

    public StageWords Words => words;

    public TapeAxis Axis => TapeAxis.Of(Steps);

    public Map Map => new(Towns.Of(Here, Towns.Filled(Shown.Counts.Values)));

    /// <summary>Where the player finds the whole of it.</summary>
    public string Reel => $"/p/{Here.Slug}/journey.json{(Asked is null ? "" : $"?asOf={Asked}")}";

    public async Task OnGetAsync()
    {
        Position = readModels.Position;
        DateOnly? day = DateOnly.TryParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var typed) ? typed : null;
        Steps = await tape.Of(Here, Here.Today(Now), day);
        if (day is { } own && Steps.Any(step => step.Day == own)) Asked = DateAsked.Written(own);
        At = Place(day);
        if (Instead is not null) Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    int Place(DateOnly? asked)
    {
        if (int.TryParse(Step, NumberStyles.None, CultureInfo.InvariantCulture, out var step)) return Math.Min(step, Steps.Count - 1);
        if (string.IsNullOrWhiteSpace(AsOf)) return Steps.Count - 1;
        if (asked is not { } day) return Otherwise("journey.no-day", Steps.Count - 1);
        if (day > Last.Day) return Otherwise("journey.to-come", Steps.Count - 1);
        return day < Steps[0].Day ? Otherwise("journey.before", 0) : Steps.Select((one, i) => (one.Day, i)).First(one => one.Day == day).i;
    }

    int Otherwise(string key, int at)
    {
        Instead = key;
        return at;
    }
}
