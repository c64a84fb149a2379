using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Scores;

/// <summary>Every row's score week by week: the twelve weeks before a day, and the day itself last.</summary>
/// <param name="Days">The oldest first.</param>
/// <param name="Rankings">Each by the rules that held on it, as it was shown.</param>
/// <param name="Alike">The same weeks all by the rules of the day itself: other rules are no progress.</param>
public sealed record ScoreTrends(IReadOnlyList<DateOnly> Days, IReadOnlyList<Ranking> Rankings, IReadOnlyList<Ranking> Alike)
{
    const int Week = 7;

    /// <summary>Not for what is drawn four times a second: it asks for thirteen days, of which all but today are remembered.</summary>
    public static async Task<ScoreTrends> Of(ScoresQuery scores, ProgrammeView here, DateOnly day)
    {
        var days = Enumerable.Range(0, Progress.WeeksBack + 1).Select(back => day.AddDays(-Week * back)).Reverse().ToArray();
        var rankings = await scores.On(here, days);
        var rules = here.RulesThen(day);
        var alike = await scores.By(_ => rules, here, days);
        return new(days, [.. days.Select(one => rankings[one])], [.. days.Select(one => alike[one])]);
    }

    public Ranking Newest => Rankings[^1];

    /// <summary>Of the weeks in which the row was there.</summary>
    public IReadOnlyList<(DateOnly Day, Estimate Score)> Of(string key) => [.. Weeks(Rankings, key)];

    public Progress? ProgressOf(RankedRow row) =>
        Progress.Of(row.Score.Score, [.. Weeks(Alike, row.Key).Where(week => week.Day < Days[^1]).Select(week => week.Score)]);

    IEnumerable<(DateOnly Day, Estimate Score)> Weeks(IReadOnlyList<Ranking> rankings, string key) => Days.Zip(rankings)
        .Select(pair => (Day: pair.First, Score: pair.Second.Rows.FirstOrDefault(row => row.Key == key)?.Score.Score))
        .Where(week => week.Score is not null).Select(week => (week.Day, week.Score!));
}
