namespace Activation.Domain.Goals;

/// <summary>Where a metric stands. Reached and on the way are the right way.</summary>
public enum MetricStatus
{
    NotMeasured,

    /// <summary>There is a value, but not yet one to compare it with.</summary>
    Measured,
    Reached,
    OnTheWay,
    Losing,
}

/// <summary>What a metric aims at.</summary>
/// <param name="Places">How many municipalities there are.</param>
public sealed record Aim(MetricKind Kind, double? Target, int? DueYear, IReadOnlyList<TrackPoint> Track, int Places);

/// <summary>A value that stands, of one place or of all together.</summary>
public sealed record MetricReading(string? Municipality, int Year, DateOnly? On, double Value, double? Comparison);

/// <summary>Where a metric stands, read from its values by its kind.</summary>
public static class Course
{
    /// <summary>
    /// The joint series decides when there is one. Where only municipalities have values, the metric stands where the one stands that is worst off:
    /// what is promised for each of them is not kept by the average.
    /// </summary>
    public static MetricStatus Of(Aim aim, IReadOnlyCollection<MetricReading> readings, DateOnly today)
    {
        if (readings.Count == 0) return MetricStatus.NotMeasured;
        if (aim.Kind == MetricKind.AllMunicipalities) return All(aim, readings, today);
        var joint = readings.Where(reading => reading.Municipality is null).ToList();
        if (joint.Count > 0) return Series(aim, joint, today);
        return readings.GroupBy(reading => reading.Municipality).Select(own => Series(aim, [.. own], today)).MaxBy(Worse);
    }

    static int Worse(MetricStatus status) => status switch
    {
        MetricStatus.Losing => 3,
        MetricStatus.Measured => 2,
        MetricStatus.OnTheWay => 1,
        _ => 0,
    };

    static MetricStatus Series(Aim aim, List<MetricReading> readings, DateOnly today)
    {
        var series = readings.OrderBy(reading => reading.Year).ThenBy(reading => reading.On).ToList();
        var newest = series[^1];
        return aim.Kind switch
        {
            MetricKind.Milestone or MetricKind.Report => Promised(aim, newest.Value >= 1, today),
            MetricKind.Increase => Trend(series, +1),
            MetricKind.Decrease => Trend(series, -1),
            MetricKind.Target => Towards(aim, series),
            MetricKind.Count => Counted(aim, newest, today),
            MetricKind.Benchmark => newest.Value > newest.Comparison ? MetricStatus.OnTheWay : MetricStatus.Losing,
            MetricKind.Baseline => MetricStatus.Reached,
            _ => throw new ArgumentOutOfRangeException(nameof(aim), aim.Kind, null),
        };
    }

    /// <summary>All municipalities by a year: each counts by its newest answer, and whoever has not answered has not done it.</summary>
    static MetricStatus All(Aim aim, IEnumerable<MetricReading> readings, DateOnly today)
    {
        var done = readings.GroupBy(reading => reading.Municipality).Count(own => own.OrderBy(reading => reading.On).Last().Value >= 1);
        return Promised(aim, done >= aim.Places, today);
    }

    /// <summary>Something by the end of a year: it is there, or there is time left, or there is not.</summary>
    static MetricStatus Promised(Aim aim, bool isThere, DateOnly today)
    {
        if (isThere) return MetricStatus.Reached;
        return aim.DueYear < today.Year ? MetricStatus.Losing : MetricStatus.OnTheWay;
    }

    /// <summary>Higher or lower each year: the newest value beside the one before it. One value alone says nothing about a direction.</summary>
    static MetricStatus Trend(List<MetricReading> series, int direction)
    {
        if (series.Count < 2) return MetricStatus.Measured;
        return (series[^1].Value - series[^2].Value) * direction > 0 ? MetricStatus.OnTheWay : MetricStatus.Losing;
    }

    /// <summary>A value to reach: there or past it; else beside the plan's own year-by-year track; without a track, nearer than the first value was.</summary>
    static MetricStatus Towards(Aim aim, List<MetricReading> series)
    {
        var (first, newest) = (series[0], series[^1]);
        if (aim.Target is not { } target || newest.Value == target) return aim.Target is null ? MetricStatus.Measured : MetricStatus.Reached;
        var start = aim.Track.Count > 1 ? aim.Track[0].Value : first.Value;
        var rises = start < target;
        if (series.Count < 2 && aim.Track.Count < 2) return MetricStatus.Measured;
        if (start != target && rises == newest.Value > target) return MetricStatus.Reached;
        var due = aim.Track.LastOrDefault(point => point.Year <= newest.Year);
        if (due is not null) return rises == newest.Value >= due.Value || newest.Value == due.Value ? MetricStatus.OnTheWay : MetricStatus.Losing;
        return Math.Abs(target - newest.Value) < Math.Abs(target - first.Value) ? MetricStatus.OnTheWay : MetricStatus.Losing;
    }

    /// <summary>So many times in a year: reached when counted, on the way while the year lasts. Without a number to reach, any is on the way.</summary>
    static MetricStatus Counted(Aim aim, MetricReading newest, DateOnly today)
    {
        if (newest.Value >= aim.Target) return MetricStatus.Reached;
        return newest.Year == today.Year || (aim.Target is null && newest.Value > 0) ? MetricStatus.OnTheWay : MetricStatus.Losing;
    }
}
