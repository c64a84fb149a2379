using System.Globalization;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

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

    public string StageLine(ProgrammeView here, DateTimeOffset now)
    {
        if (here.OpenStage is not { } stage) return here.Card.Organisation;
        var left = Math.Max(0, stage.ToOn.DayNumber - here.Today(now).DayNumber);
        return $"{StageName(stage)} · {texts.Count("board.days-left", left)}";
    }

    public string StageName(StageRow stage) =>
        stage.Stage == 0 ? texts["board.baseline"] : stage.Theme.Length == 0 ? texts["board.stage", stage.Stage] : texts["board.stage-theme", stage.Stage, stage.Theme];

    public string ChallengeTitle(Challenge challenge) => texts["board.challenge", Spelled(challenge.Stops.Count), challenge.Value];

    public string CheerTitle(Challenge challenge) => texts["board.cheer", Spelled(challenge.Stops.Count), challenge.Value];

    /// <summary>A small number as a word, so that a headline reads like one.</summary>
    string Spelled(int n) => texts.Has($"board.number-{n}") ? texts[$"board.number-{n}"] : Figures.Number(n);

    public string Reached(Challenge challenge) => texts["board.reached", challenge.Reached, challenge.Stops.Count];

    /// <summary>Who is on the way, and who looks for a host.</summary>
    public string Remaining(ProgrammeView here, Challenge challenge, DateTimeOffset now)
    {
        var said = challenge.Stops.Where(stop => stop.State == StopState.Now)
            .Select(stop => stop.DueOn is { } due && due >= here.Today(now)
                ? texts["board.planned-on", stop.Name, Day(here, due, now)]
                : texts["board.planned", stop.Name]);
        var without = challenge.Stops.Where(stop => stop.State == StopState.Next).Select(stop => stop.Name).ToArray();
        const int few = 3;
        if (without.Length is > 0 and <= few) said = said.Concat(without.Select(name => texts["board.looks-for-host", name]));
        else if (without.Length > few) said = said.Append(texts.Count("board.without", without.Length));
        return string.Join(' ', said);
    }
}
