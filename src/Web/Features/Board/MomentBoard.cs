using Activation.Store;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Board;

/// <summary>What happens right now, as open screens show it.</summary>
[Needs(Permission.Look)]
public sealed class MomentBoard(MomentQuery moments, ChallengeQuery challenges, Towns towns, Happenings.Happenings happenings, BoardWords words, ChallengeWords challengeWords, Texts texts) : IBoard
{
    /// <summary>So many departures are sent; a page shows the first of them.</summary>
    public const int DeparturesSent = 6;

    static readonly string[] Shaping = ["Activation.Domain.Programmes", "Activation.Domain.Challenges"];

    public string Kind => "moment";

    public bool OfInitiative => false;

    public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(true);

    public bool IsTouchedBy(Recorded recorded) =>
        InitiativeEvent.IdOf(recorded.Data) is not null || Shaping.Contains(recorded.Data.GetType().Namespace);

    public async Task<object> State(Subject subject)
    {
        var here = subject.Programme;
        var now = DateTimeOffset.UtcNow;
        var moment = await moments.Of(here, now);
        var (all, departures) = (await challenges.On(here, here.Today(now)), await happenings.Latest(here, DeparturesSent));
        var filled = await towns.Filled(here, all.Current, here.Today(now));
        var states = all.All.ToDictionary(challenge => challenge.Key, challenge => ChallengeState.Of(here, challenge, challengeWords, texts, now));
        return new MomentState(
            Figures.Number(moment.LastTen), texts.Count("board.in-ten-minutes", moment.LastTen), words.Latest(here, moment, now),
            Figures.Number(moment.Votes), texts.Count("board.open", moment.Open), words.StageLine(here, here.Today(now)),
            [.. new Bars(moment.Minutes, MomentQuery.CountedMinutes).Columns().Select(bar => new BarState(Svg.N(bar.Y), Svg.N(bar.Height)))],
            [.. moment.Hot.Select(here.NameOf)], [.. filled.Select(here.NameOf)], words.MapKey(all.Current), [.. departures.Select(Row)], all.Current is { } current ? states[current.Key] : null, states);
    }

    static DepartureState Row(Departure row) => new(row.Key, row.At, row.Clock, row.Where, row.What, row.Href, row.Note);
}

/// <param name="Events">The number; <paramref name="EventsText"/> says what is counted.</param>
/// <param name="Current">The challenge that a wall has room for.</param>
/// <param name="Challenges">Every one of the open stage, by key.</param>
/// <param name="Hot">Names of the municipalities that ring.</param>
/// <param name="Filled">Names of those that are filled on the map; <paramref name="MapKey"/> says what for.</param>
public sealed record MomentState(
    string Events, string EventsText, string Latest, string Votes, string Open, string Stage, IReadOnlyList<BarState> Bars,
    IReadOnlyList<string> Hot, IReadOnlyList<string> Filled, string MapKey, IReadOnlyList<DepartureState> Departures, ChallengeState? Current, IReadOnlyDictionary<string, ChallengeState> Challenges);

/// <param name="Y">With the height: lengths in the drawing.</param>
public sealed record BarState(string Y, string Height);

public sealed record DepartureState(string Key, DateTimeOffset At, string Clock, string Where, string What, string? Href, string? Note);
