using Activation.Domain.Comments;
using Activation.Domain.Consents;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Programmes;
using Activation.Domain.Retention;
using Activation.Domain.Statements;
using Activation.Domain.Webhooks;
using Activation.Store;
using Activation.Web.Features.Initiatives;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Admin.Audit;

/// <summary>Who did what, and when.</summary>
/// <param name="Kind">The stored event name.</param>
/// <param name="Actor">Null for the house itself.</param>
/// <param name="Initiative">What it was about, when it was about one.</param>
/// <param name="Member">Whom it was about, when it was about somebody.</param>
/// <param name="Detail">Why, or what it came to (<see cref="AuditDetail"/>).</param>
public sealed record AuditRow(
    long Position, Guid Programme, string Kind, Guid? Actor, DateTimeOffset At, Guid? Initiative, Guid? Member, string? Detail);

/// <summary>Everything that was decided, for those who answer for it.</summary>
public sealed class AuditProjection : IProjection
{
    public string Name => "audit";

    public int Revision => 6;

    public IReadOnlyList<Table> Tables { get; } = [Table.Of<AuditRow>("audit", "position")];

    public string Ddl => """
        create table audit (position bigint primary key, programme uuid not null, kind text not null, actor uuid, at timestamptz not null,
          initiative uuid, member uuid, detail text);
        create index audit_programme on audit (programme, position);
        create index audit_actor on audit (actor, position) where actor is not null;
        create index audit_member on audit (member, position) where member is not null;
        """;

    /// <summary>How somebody voted or rated is secret also here, and so many do that nobody would find the rest: those are counted, never listed.
    /// What is private is nobody's business.</summary>
    public static bool IsListed(object data) =>
        data is not (VoteCast or VoteWithdrawn or SupportReserved or SupportReleased or OutcomeRated or PledgeMade or PledgeWithdrawn or ReactionGiven or ReactionTakenBack) && !PrivateEvents.Holds(data);

    public void Wants(Recorded recorded, Wanted wanted)
    {
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (!IsListed(recorded.Data)) return;
        rows.Add(new AuditRow(
            recorded.Position, recorded.Tenant, recorded.Type, recorded.Actor, recorded.At, InitiativeEvent.IdOf(recorded.Data) ?? TalkOf(recorded.Data), MemberOf(recorded.Data),
            DetailOf(recorded.Data)));
    }

    /// <summary>Where it was said what was hidden or shown again, or what was reported and may stand.</summary>
    static Guid? TalkOf(object data) => data switch
    {
        ReportsSetAside e => e.Initiative,
        CommentHidden e => e.Initiative,
        HidingAppealed e => e.Initiative,
        HidingUpheld e => e.Initiative,
        CommentShownAgain e => e.Initiative,
        _ => null,
    };

    static Guid? MemberOf(object data) => data switch
    {
        MemberEnrolled e => e.Member,
        RoleGranted e => e.Member,
        RoleRevoked e => e.Member,
        RolesChanged e => e.Member,
        DeputyAppointed e => e.Member,
        DeputyReleased e => e.Member,
        MemberMoved e => e.Member,
        MemberLeft e => e.Member,
        AbsenceNoted e => e.Member,
        AbsenceEnded e => e.Member,
        MemberErased e => e.Member,
        MemberShutOut e => e.Member,
        MemberLetIn e => e.Member,
        MemberSignedOut e => e.Member,
        MemberKeyTakenBack e => e.Member,
        ConsentGiven e => e.Person,
        ConsentWithdrawn e => e.Person,
        _ => null,
    };

    /// <summary>Why, or what it came to; null when the kind says it all.</summary>
    public static string? DetailOf(object data) => InitiativeEvent.ReasonOf(data) ?? AuditDetail.Of(data) ?? data switch
    {
        ScoringRulesSet e => $"{e.Rules.Version}: {FreeTexts.Title(e.Reason)}",
        MemberShutOut e => e.Reason,
        MemberLetIn e => e.Reason,
        MemberSignedOut e => e.Reason,
        MemberKeyTakenBack e => e.Reason,
        WebhookAdded e => e.Host,
        WebhookChanged e => e.Host,
        WebhookSecretRenewed e => e.Host,
        WebhookStopped e => e.Host,
        WebhookResumed e => e.Host,
        WebhookRemoved e => e.Host,
        WordsRemoved e => e.Reason,
        CoreValueNamed e => FreeTexts.Title(e.Name),
        FocusAreaNamed e => FreeTexts.Title(e.Name),
        VisionWritten e => e.Source,
        NetworkListed e => FreeTexts.Title(e.Name),
        ProjectArchived e => FreeTexts.Title(e.Name),
        NudgeKindPaused e => e.Kind.Kebab(),
        NudgeKindResumed e => e.Kind.Kebab(),
        NudgeDoubtSettled e => e.Kind.Kebab(),
        ReportsSetAside e => e.Reason,
        CommentHidden e => e.Reason,
        HidingUpheld e => e.Reason,
        CommentShownAgain e => e.Reason,
        PrivacyStatementWritten e => e.Language,
        AccessibilityStatementWritten e => e.Language,
        _ => null,
    };
}
