namespace Activation.Domain;

/// <summary>The <c>now</c> of every decision carries the programme's own offset: an evening in Helsingborg is not yet tomorrow.</summary>
public static class Time
{
    /// <summary>The day on the programme's calendar.</summary>
    public static DateOnly Today(this DateTimeOffset now) => DateOnly.FromDateTime(now.DateTime);
}
