using Activation.Jobs;

namespace Activation.Web.Platform.Access;

/// <summary>Raises an alarm when far more is tried at the ways in than people do, from one network or from hundreds, and when a programme invites far more than it would; once an hour.</summary>
public sealed class SignInWatch(Views views, ILogger<SignInWatch> logger) : IJob
{
    /// <summary>More than a town hall that cannot spell its address on a Monday morning.</summary>
    public const int TooMany = 100;

    /// <summary>Invitations of one programme within an hour: as many as the longest list holds.</summary>
    public const int ManyInvited = 500;

    /// <summary>Of those that were held, since their mailbox or programme had its dose: nobody who means well goes on so.</summary>
    public const int ManyHeld = 50;

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
        await Invitations(now);
        if (raised is not null) logger.LogWarning("{Times} tries to get in within five minutes, from {Networks} networks", raised.Times, raised.Door);
    }

    async Task Invitations(DateTimeOffset now)
    {
        var programmes = await views.Execute(
            """
            insert into hub.security_event (at, kind, programme, door, times)
            select @now, @InvitationAlarm, e.programme, '', sum(e.times)::int from hub.security_event e
             where e.at > @before and e.kind in (@Invited, @InvitationsHeld) and e.programme is not null group by e.programme
            having (sum(e.times) filter (where e.kind = @Invited) >= @ManyInvited or sum(e.times) filter (where e.kind = @InvitationsHeld) >= @ManyHeld)
               and not exists (select from hub.security_event a where a.kind = @InvitationAlarm and a.programme = e.programme and a.at > @before)
            """,
            new { now, before = now - Quiet, SecurityKinds.InvitationAlarm, SecurityKinds.Invited, SecurityKinds.InvitationsHeld, ManyInvited, ManyHeld });
        if (programmes > 0) logger.LogWarning("{Programmes} programmes have invited far more within an hour than they would", programmes);
    }
}
