using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Board;

/// <summary>How much happens right now, counted from what is projected: votes included, persons never.</summary>
public sealed class MomentQuery(Views views)
{
    public const int BarMinutes = 60;
    public const int CountedMinutes = 10;

    /// <summary>A town rings for so long after something happened there.</summary>
    public static readonly TimeSpan Ring = TimeSpan.FromSeconds(10);

    const int MostRinging = 3;

    public async Task<Moment> Of(ProgrammeView here, DateTimeOffset now)
    {
        var minutes = await views.Many<MinuteSum>(
            "select minute, sum(happenings)::int as happenings from minute where programme = @Id and minute > @From group by minute",
            new { here.Id, From = now.AddMinutes(-BarMinutes) });
        var latest = await views.Many<LatestRow>(
            "select municipality, last_at from initiative where programme = @Id order by last_at desc limit @MostRinging", new { here.Id, MostRinging });
        var tally = (await views.One<TallyRow>(
            """
            select coalesce(sum(supports + not_nows) filter (where merged_into is null), 0)::int as votes,
                   (count(*) filter (where state in ('proposed', 'active') and not voting_closed and voting_until > @now))::int as open
              from initiative where programme = @Id
            """,
            new { here.Id, now }))!;
        return new(
            Bars(minutes, now), [.. latest.Where(row => now - row.LastAt < Ring).Select(row => row.Municipality).Distinct()],
            latest.Count == 0 ? null : new(latest[0].Municipality, latest[0].LastAt), tally.Votes, tally.Open);
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

    sealed record TallyRow(int Votes, int Open);
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
