using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Board;

/// <summary>How much happens right now, counted from what is projected: votes included, persons never.</summary>
public sealed class MomentQuery(SharedReads reads, Lineups lineups)
{
    public const int BarMinutes = 60;
    public const int CountedMinutes = 10;

    /// <summary>A town rings for so long after something happened there.</summary>
    public static readonly TimeSpan Ring = TimeSpan.FromSeconds(10);

    const int MostRinging = 3;

    public async Task<Moment> Of(ProgrammeView here, DateTimeOffset now)
    {
        // From the beginning of a minute: whoever asks within it asks the same. What is older than an hour has no bar.
        var from = now.UtcDateTime.AddMinutes(-BarMinutes);
        var minutes = await reads.Anything.Many<MinuteSum>(
            here.Id, "select minute, sum(happenings)::int as happenings from minute where programme = @Id and minute >= @From group by minute",
            new { here.Id, From = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerMinute)) });
        var latest = await reads.Anything.Many<LatestRow>(
            here.Id, "select municipality, last_at from initiative where programme = @Id order by last_at desc limit @MostRinging", new { here.Id, MostRinging });
        var lineup = await lineups.Of(here, now);
        return new(
            Bars(minutes, now), [.. latest.Where(row => now - row.LastAt < Ring).Select(row => row.Municipality).Distinct()],
            latest.Count == 0 ? null : new(latest[0].Municipality, latest[0].LastAt), lineup.Votes, lineup.Counts.Open);
    }

    static int[] Bars(IReadOnlyList<MinuteSum> minutes, DateTimeOffset now)
    {
        var bars = new int[BarMinutes];
        foreach (var minute in minutes)
        {
            var ago = Math.Max(0, (int)(now - minute.Minute).TotalMinutes);
            if (ago < BarMinutes) bars[BarMinutes - 1 - ago] += minute.Happenings;
        }

        return bars;
    }

    sealed record MinuteSum(DateTimeOffset Minute, int Happenings);

    sealed record LatestRow(string Municipality, DateTimeOffset LastAt);
}

/// <summary>The pulse of the moment.</summary>
/// <param name="Minutes">What happened in each minute of the last hour, this minute last.</param>
/// <param name="Hot">Municipalities where something happened in the last seconds, newest first.</param>
/// <param name="Votes">All votes there are.</param>
/// <param name="Open">How many initiatives take votes.</param>
public sealed record Moment(int[] Minutes, IReadOnlyList<string> Hot, LatestPlace? Latest, int Votes, int Open)
{
    public int LastTen => Minutes[^MomentQuery.CountedMinutes..].Sum();
}

public sealed record LatestPlace(string Municipality, DateTimeOffset At);
