using Activation.Store;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Live;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Board;

/// <summary>What happens right now, as open screens show it.</summary>
public sealed class MomentBoard(MomentQuery moments, ChallengeQuery challenges, Happenings.Happenings happenings, BoardWords words, Texts texts) : IBoard
{
    /// <summary>So many departures are sent; a page shows the first of them.</summary>
    public const int DeparturesSent = 6;

    const string Programmes = "Activation.Domain.Programmes";

    public string Kind => "moment";

    public bool OfInitiative => false;

    public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(true);

    public bool IsTouchedBy(Recorded recorded) =>
        InitiativeEvent.IdOf(recorded.Data) is not null || recorded.Data.GetType().Namespace == Programmes;

    public async Task<object> State(Subject subject)
    {
        var here = subject.Programme;
        var now = DateTimeOffset.UtcNow;
        var moment = await moments.Of(here, now);
        var challenge = await challenges.Of(here, now);
        var departures = await happenings.Latest(here, DeparturesSent);
        return new MomentState(
            Figures.Number(moment.LastTen), texts.Count("board.in-ten-minutes", moment.LastTen), words.Latest(here, moment, now),
            Figures.Number(moment.Votes), texts.Count("board.open", moment.Open), words.StageLine(here, now),
            [.. new Bars(moment.Minutes, MomentQuery.CountedMinutes).Columns().Select(bar => new BarState(Svg.N(bar.Y), Svg.N(bar.Height)))],
            [.. moment.Hot.Select(here.NameOf)], [.. departures.Select(Row)],
            challenge is null ? null : new ChallengeState(
                words.Reached(challenge), words.Remaining(here, challenge, now), challenge.IsComplete,
                [.. challenge.Stops.Select(stop => new ChallengeStopState(stop.Municipality, stop.State.Css(), texts[stop.State.TextKey()]))]));
    }

    static DepartureState Row(Departure row) => new(row.Key, row.At, row.Clock, row.Where, row.What, row.Href, row.Note);
}

/// <param name="Events">The number; <paramref name="EventsText"/> says what is counted.</param>
/// <param name="Hot">Names of the municipalities that ring.</param>
public sealed record MomentState(
    string Events, string EventsText, string Latest, string Votes, string Open, string Stage, IReadOnlyList<BarState> Bars,
    IReadOnlyList<string> Hot, IReadOnlyList<DepartureState> Departures, ChallengeState? Challenge);

/// <param name="Y">With the height: lengths in the drawing.</param>
public sealed record BarState(string Y, string Height);

public sealed record DepartureState(string Key, DateTimeOffset At, string Clock, string Where, string What, string? Href, string? Note);

public sealed record ChallengeState(string Reached, string Remaining, bool Complete, IReadOnlyList<ChallengeStopState> Stops);

/// <param name="Css">done, now or next.</param>
public sealed record ChallengeStopState(string Municipality, string Css, string Text);
