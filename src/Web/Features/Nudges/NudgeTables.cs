using Activation.Domain.Nudges;

namespace Activation.Web.Features.Nudges;

/// <summary>A nudge from falling due to being acted on. All instants are the database's.</summary>
/// <param name="State">due, waiting, held_out, claimed, sent, unknown, skipped or failed.</param>
/// <param name="Reason">Why it waits or was skipped.</param>
/// <param name="PassedAt">When its turn came: it was sent, or chance held it out. From here its effect is measured.</param>
/// <param name="ShownAt">Since when it is in the bell; null when it never was.</param>
/// <param name="SentAt">When the person was first told, in the bell or by mail.</param>
/// <param name="MailedAt">When a mail server took it.</param>
/// <param name="Via">The last way it went: bell, mail or digest.</param>
public sealed record NudgeRow(
    Guid Nudge, Guid Programme, NudgeKind Kind, string Object, Guid Recipient, string Period, string? Municipality, string State, NudgeReason? Reason,
    string[] Args, NudgeAct Act, Guid? Subject, DateTimeOffset DueAt, DateTimeOffset NotBefore, DateTimeOffset? Until, DateTimeOffset? PassedAt,
    DateTimeOffset? ShownAt, DateTimeOffset? SentAt, DateTimeOffset? MailedAt, DateTimeOffset? SeenAt, DateTimeOffset? ActedAt, NudgeVia? Via,
    string? ClaimedBy, DateTimeOffset? LeaseUntil, int Attempts, string? MessageId, string? LastError, int Steps)
{
    /// <summary>Nobody has looked at it, and something can be done about it still. The number at the bell counts the same.</summary>
    public bool IsNew(DateTimeOffset now) => SeenAt is null && ActedAt is null && !IsInDigest && !IsOver(now);

    /// <summary>A letter of the week has told it: it stands in the list, where it is answered at a tap, and rings no bell beside the letter.</summary>
    public bool IsInDigest => State == "skipped" && Reason == NudgeReason.InDigest;

    /// <summary>Its time is out, or the rule did not find it any more when a mail was to follow.</summary>
    public bool IsOver(DateTimeOffset now) =>
        Until <= now || (State == "skipped" && Reason is NudgeReason.NoLongerTrue or NudgeReason.TooLate or NudgeReason.Gone);
}

/// <summary>How often somebody wants to hear from us; who has no row has chosen nothing.</summary>
/// <param name="Dose">Single nudges in seven days: 0, 1, 2 or 5.</param>
public sealed record NudgeChoiceRow(Guid Person, int Dose, NudgeKind[] Muted, DateTimeOffset? SnoozedUntil, DateTimeOffset ChangedAt);

/// <summary>The tables of the nudges: beside the log, since they are worked on by several nodes at once, row by row.</summary>
public static class NudgeTables
{
    /// <remarks>
    /// The unique key is what makes a nudge go out once, whatever runs twice. Clocks of nodes differ, the database's is one: every instant here
    /// comes from <c>hub.clock()</c>. <c>told_by</c> is the letter of the week that was to tell it; <c>first_kind</c> and <c>first_object</c> are, of such a letter, what it
    /// begins with and was no nudge. <c>snoozed_at</c> is when a rest began, however often it was made longer; null of those from before it was kept. <c>nudge_step</c> holds what the log has not been told yet; a row is there for as long as that takes.
    /// </remarks>
    public static string Ddl => """
        create schema if not exists hub;
        create or replace function hub.clock() returns timestamptz language sql stable as 'select now()';
        create table if not exists hub.nudge (nudge uuid primary key, programme uuid not null, kind text not null, object text not null,
          recipient uuid not null, period text not null, municipality text, state text not null, reason text, args jsonb not null,
          act text not null, subject uuid, due_at timestamptz not null, not_before timestamptz not null, until timestamptz, passed_at timestamptz,
          shown_at timestamptz, sent_at timestamptz, mailed_at timestamptz, seen_at timestamptz, acted_at timestamptz, via text, claimed_by text,
          lease_until timestamptz, attempts int not null default 0, message_id text, last_error text, steps int not null default 1,
          unique (kind, object, recipient, period));
        alter table hub.nudge add column if not exists told_by uuid;
        alter table hub.nudge add column if not exists first_kind text;
        alter table hub.nudge add column if not exists first_object text;
        create index if not exists nudge_recipient on hub.nudge (recipient, due_at desc);
        create index if not exists nudge_open on hub.nudge (not_before) where state in ('due', 'waiting', 'claimed');
        create index if not exists nudge_bell on hub.nudge (not_before) where state = 'sent' and via = 'bell' and mailed_at is null;
        create index if not exists nudge_kind on hub.nudge (programme, kind, passed_at);
        create table if not exists hub.nudge_choice (person uuid primary key, dose int not null, muted text[] not null, snoozed_until timestamptz,
          changed_at timestamptz not null);
        alter table hub.nudge_choice add column if not exists snoozed_at timestamptz;
        create table if not exists hub.nudge_step (nudge uuid not null, step int not null, happened text not null, reason text, at timestamptz not null,
          primary key (nudge, step));
        create index if not exists nudge_step_age on hub.nudge_step (at);
        """;
}
