using Quartz;

namespace Activation.Jobs;

/// <summary>When a job runs: a name for ever, a clock pattern and the place whose clock it is.</summary>
public sealed record Schedule
{
    readonly CronExpression times;

    Schedule(string name, Type job, string pattern, CronExpression times)
    {
        Name = name;
        Job = job;
        Pattern = pattern;
        this.times = times;
    }

    /// <summary>In logs, in the health report and in the database; a changed name is a new job.</summary>
    public string Name { get; }

    /// <summary>The <see cref="IJob"/> that is resolved for each run, in a scope of its own.</summary>
    public Type Job { get; }

    /// <summary>The pattern as crontab writes it: minute, hour, day of month, month, weekday; seconds before them when it steps by seconds.</summary>
    public string Pattern { get; }

    /// <summary>The pattern as Quartz writes it, seconds first.</summary>
    public string Cron => times.CronExpressionString;

    /// <summary>Whose wall clock the pattern means.</summary>
    public TimeZoneInfo TimeZone => times.TimeZone;

    /// <summary>Runs by the wall clock of a place. A time that does not exist on the day clocks go forward runs at the first moment after the gap;
    /// a time of day that comes twice when they go back runs the first time only, while what goes by steps (every hour) goes on through both hours.</summary>
    /// <param name="name">Kebab case, for example <c>nudges-due</c>.</param>
    /// <param name="cron">Minute, hour, day of month, month, weekday: <c>30 7 * * MON-FRI</c>.</param>
    /// <param name="timeZone">An IANA id.</param>
    /// <exception cref="FormatException">The pattern cannot be read.</exception>
    /// <exception cref="TimeZoneNotFoundException">There is no such place.</exception>
    public static Schedule At<TJob>(string name, string cron, string timeZone = "Europe/Stockholm") where TJob : IJob =>
        new(name, typeof(TJob), cron, new CronExpression(CronExpression.Parse(cron, CronFormat.Unix).CronExpressionString, TimeZoneInfo.FindSystemTimeZoneById(timeZone)));

    /// <summary>Runs at even steps: every 10 seconds is :00, :10, :20 …</summary>
    /// <param name="name">Kebab case.</param>
    /// <param name="interval">Whole seconds that divide a minute, or whole minutes that divide an hour.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not of that kind.</exception>
    public static Schedule Every<TJob>(string name, TimeSpan interval) where TJob : IJob
    {
        var cron = interval switch
        {
            { TotalSeconds: >= 1 and < 60 } when TimeSpan.TicksPerMinute % interval.Ticks == 0 && interval.Ticks % TimeSpan.TicksPerSecond == 0 => $"0/{interval.Seconds} * * * * ?",
            { TotalMinutes: >= 1 and < 60 } when TimeSpan.TicksPerHour % interval.Ticks == 0 && interval.Ticks % TimeSpan.TicksPerMinute == 0 => $"0 0/{interval.Minutes} * * * ?",
            { TotalMinutes: 60 } => "0 0 * * * ?",
            _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "whole seconds that divide a minute, or whole minutes that divide an hour"),
        };
        return new(name, typeof(TJob), cron.Replace('?', '*'), new CronExpression(cron, TimeZoneInfo.Utc));
    }

    /// <summary>The next time of the pattern strictly after an instant; null when there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant)
    {
        var next = times.GetNextValidTimeAfter(instant);
        return next is { } time && ComesAgain(time) ? NextAfter(time) : next;
    }

    // Quartz, asked between the first time and the second, answers with the second. What goes by steps, or over a range of hours, goes on through both hours.
    bool ComesAgain(DateTimeOffset time) =>
        TimeZone.IsAmbiguousTime(time) && TimeZone.GetUtcOffset(time) == TimeZone.GetAmbiguousTimeOffsets(time).Min() &&
        !Cron.Split(' ').Take(3).Any(field => field.AsSpan().ContainsAny("*/-"));
}
