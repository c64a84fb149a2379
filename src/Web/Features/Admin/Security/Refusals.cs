using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Admin.Security;

/// <summary>Somebody was turned away or came in, as those see it who administer the programme.</summary>
/// <param name="Member">Null for a visitor, and for somebody who is not in this programme: who that is, is not for its administrators.</param>
/// <param name="Name">Null for who was erased.</param>
/// <param name="Known">Somebody was signed in, whoever it was.</param>
public sealed record Refusal(long Id, DateTimeOffset At, string Kind, Guid? Member, string? Name, bool Known, string Door, string? Origin, int Times);

/// <summary>The part of the security log that a programme may know: what was tried at its doors, and what its own members met with on their way in.</summary>
public sealed class RefusalList(Views views)
{
    public const int PageSize = 50;

    // An alarm is about the house: everybody who answers for a programme in it is told, and it names nobody. What somebody met with elsewhere after they
    // left is theirs.
    const string Ours = """
        (e.programme = @Slug or (e.programme is null and m.member is not null and (not m."left" or e.at < m.left_at)) or e.kind = 'alarm')
        """;

    public Task<IReadOnlyList<Refusal>> Find(ProgrammeView here, Lookup cut, string origin, int limit) => views.Everywhere.Many<Refusal>(
        $"""
        select e.id, e.at, e.kind, m.member, p.name, e.person is not null as known, e.door, e.origin, e.times from hub.security_event e
          left join member m on m.programme = @Id and m.member = e.person left join hub.person p on p.person = m.member
         where {Ours} and (@Before = 0 or e.id < @Before) and (@Kind = '' or e.kind = @Kind) and (@Who = '' or strpos(lower(p.name), @Who) > 0)
           and (@origin = '' or strpos(e.origin, @origin) > 0) and e.at >= @From and e.at < @Until
         order by e.id desc limit @limit
        """,
        new { here.Id, here.Slug, cut.Before, cut.Kind, cut.Who, origin, cut.From, cut.Until, limit });

    /// <summary>The newest alarm of the last day; null when all is quiet.</summary>
    public Task<SecurityEvent?> Alarm(DateTimeOffset now) => views.Everywhere.One<SecurityEvent>(
        "select at, kind, person, programme, door, origin, times from hub.security_event where kind = 'alarm' and at > @since order by at desc limit 1",
        new { since = now.AddDays(-1) });

    /// <summary>The same of a programme's own invitations.</summary>
    public Task<SecurityEvent?> InvitationAlarm(ProgrammeView here, DateTimeOffset now) => views.Everywhere.One<SecurityEvent>(
        """
        select at, kind, person, programme, door, origin, times from hub.security_event
         where kind = @InvitationAlarm and programme = @Slug and at > @since order by at desc limit 1
        """,
        new { SecurityKinds.InvitationAlarm, here.Slug, since = now.AddDays(-1) });
}
