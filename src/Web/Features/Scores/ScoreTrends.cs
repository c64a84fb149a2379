using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Scores;

/// <summary>Every row's score week by week: the twelve weeks before a day, and the day itself last.</summary>
/// <param name="Days">The oldest first.</param>
public sealed record ScoreTrends(IReadOnlyList<DateOnly> Days, IReadOnlyList<Ranking> Rankings)
{
    const int Week = 7;

    /// <summary>Not for what is drawn four times a second: it asks for thirteen days, of which all but today are remembered.</summary>
    public static async Task<ScoreTrends> Of(ScoresQuery scores, ProgrammeView here, DateOnly day)
    {
        var days = Enumerable.Range(0, Progress.WeeksBack + 1).Select(back => day.AddDays(-Week * back)).Reverse().ToArray();
        var rankings = await scores.On(here, days);
        return new(days, [.. days.Select(one => rankings[one])]);
    }

    public Ranking Newest => Rankings[^1];

    /// <summary>Of the weeks in which the row was there.</summary>
    public IReadOnlyList<(DateOnly Day, Estimate Score)> Of(string key) =>
        [.. Days.Zip(Rankings).Select(pair => (pair.First, pair.Second.Rows.FirstOrDefault(row => row.Key == key)?.Score.Score))
            .Where(pair => pair.Item2 is not null).Select(pair => (pair.First, pair.Item2!))];

    public Progress? ProgressOf(RankedRow row) =>
        Progress.Of(row.Score.Score, [.. Of(row.Key).Where(week => week.Day < Days[^1]).Select(week => week.Score)]);
}
