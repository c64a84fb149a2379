using Activation.Jobs;

namespace Activation.Web.Platform.Access;

/// <summary>Raises an alarm when far more is tried at the ways in than people do, from one network or from hundreds; once an hour.</summary>
public sealed class SignInWatch(Views views, ILogger<SignInWatch> logger) : IJob
{
    /// <summary>More than a town hall that cannot spell its address on a Monday morning.</summary>
    public const int TooMany = 100;

    static readonly TimeSpan Span = TimeSpan.FromMinutes(5), Quiet = TimeSpan.FromHours(1);

    sealed record Raised(int Times, string Door);

    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var raised = await views.Change<Raised>(
            """
            insert into hub.security_event (at, kind, door, times)
            select @now, @Alarm, count(distinct origin)::text, sum(times)::int from hub.security_event
             where at > @since and (kind = any(@tries) or (kind = @TooFast and door ~ @doors))
            having sum(times) >= @TooMany and not exists (select from hub.security_event where kind = @Alarm and at > @before)
            returning times, door
            """,
            new
            {
                now, SecurityKinds.Alarm, SecurityKinds.TooFast, TooMany, since = now - Span, before = now - Quiet,
                doors = $"^POST ({string.Join('|', Doors.ToStrangers)})(/|$)", tries = new[] { SecurityKinds.SignInFailed, SecurityKinds.Stranger, SecurityKinds.Directory },
            });
        if (raised is not null) logger.LogWarning("{Times} tries to get in within five minutes, from {Networks} networks", raised.Times, raised.Door);
    }
}
