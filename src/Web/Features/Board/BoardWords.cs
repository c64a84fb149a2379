using System.Globalization;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Board;

/// <summary>What the overview and the wall say about the moment, the challenge and the stage: the same words, drawn or sent.</summary>
public sealed class BoardWords(Texts texts)
{
    public string Clock(ProgrammeView here, DateTimeOffset at) => here.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Day(ProgrammeView here, DateOnly day, DateTimeOffset now) => new Days(here, texts, now).Of(day);

    /// <summary>Where and when it last happened; the day too when it is not today.</summary>
    public string Latest(ProgrammeView here, Moment moment, DateTimeOffset now)
    {
        if (moment.Latest is not { } latest) return texts["board.latest-none"];
        var today = here.Today(now);
        var day = here.Today(latest.At);
        var when = day == today ? Clock(here, latest.At) : Day(here, day, now);
        return texts["board.latest", here.NameOf(latest.Municipality), when];
    }

    /// <summary>What it means that a municipality is filled on the map: see <see cref="Towns"/>.</summary>
    public string MapKey(ChallengeView? challenge) => texts[challenge switch
    {
        null => "board.filled",
        { IsOfEach: true } => "board.filled-reached",
        _ => "board.filled-shared",
    }];

    public string StageLine(ProgrammeView here, DateOnly day)
    {
        if (here.OpenStage is not { } stage) return here.Card.Organisation;
        var left = Math.Max(0, stage.ToOn.DayNumber - day.DayNumber);
        return $"{StageName(stage)} · {texts.Count("board.days-left", left)}";
    }

    public string StageName(StageRow stage) =>
        stage.Stage == 0 ? texts["board.baseline"] : stage.Theme.Length == 0 ? texts["board.stage", stage.Stage] : texts["board.stage-theme", stage.Stage, stage.Theme];
}
