using Activation.Web.Platform.Mail;

namespace Activation.Web.Platform.Privacy;

/// <summary>A table beside the log that says something about a person.</summary>
/// <param name="Person">The column that says who, or SQL for it; what is there of a person is also what goes with them.</param>
/// <param name="Shown">What a person gets to see of it: never what opens a door.</param>
/// <param name="Emptied">SQL of what is blanked where the row itself stays; null where it goes.</param>
public sealed record PersonalTable(string Table, string Person, string Shown, string? Emptied = null)
{
    /// <summary>SQL that forgets <c>@person</c> there.</summary>
    public string Forget => Emptied is null ? $"delete from {Table} where {Person} = @person" : $"update {Table} set {Emptied} where {Person} = @person";
}

/// <summary>Every such table, on one page: what is not listed here would be forgotten when somebody asks, and a test tells.</summary>
public static class PersonalTables
{
    // Of two people with one mailbox it is whose address was written.
    static readonly string Guest = $"""
        (select p.person from hub.person p where {EmailAddress.MailboxOf("p.email")} = walk_guest.mailbox or lower(p.email) = walk_guest.email
          order by lower(p.email) = walk_guest.email desc, p.person limit 1)
        """;

    public static IReadOnlyList<PersonalTable> All { get; } =
    [
        new("hub.token", "person", "name, scopes, created_at, last_used_at, revoked_at"),
        new("hub.draft", "member", "idea, plan, changed_at"),
        new("hub.session", "person", "device, way, strong, made_at, seen_at"),
        new("hub.passkey", "person", "name, made_at, used_at"),
        new("hub.directory_link", "person", "directory, subject"),
        new("hub.account", "person", "disabled_at, factor_secret is not null as second_factor"),
        new("hub.recovery_code", "person", "'–' as code"),
        new("hub.sign_in_code", "person", "asked_at"),
        new("hub.consent_link", "person", "purpose, asked_at, expires_at"),
        new("hub.baseline_seat", "person", "stage"),
        new("hub.baseline_ask", "person", "stage, asked_at"),
        new("hub.deed_link", "person", "deed, expires_at"),
        new("hub.story_draft", "member", "language, text, changed_at"),
        new("hub.story_ask", "person", "asked_at"),
        // Kept by address: who came on a walk and became a member later is the same person.
        new("hub.walk_guest", Guest, "name, email, asked_at, confirmed_at"),
        // What somebody made on a course: kept by their number, or by the address by which they came.
        new("hub.work", "coalesce(work.person, (select p.person from hub.person p where lower(p.email) = work.email), work.seat)", "title, text, name, email, film, sent_at"),
        // That somebody was turned away, or made a key, stays: whoever did harm does not take the traces of it along. The number leads to nobody.
        new("hub.security_event", "person", "at, kind, programme, door, origin, times", "origin = null"),
        new("hub.came_by", "person", "position, at, door, device"),
        new("hub.api_key", "person", "at, status"),
        new("hub.nudge", "recipient", "kind, object, state, reason, due_at, sent_at, via, seen_at, acted_at"),
        new("hub.nudge_choice", "person", "dose, muted, snoozed_at, snoozed_until, changed_at"),
        // The last: while it is there, whoever repeats an erasure that was cut off still finds whom it is about.
        new("hub.person", "person", "name, email, phone, language, former"),
    ];

    /// <summary>What lets somebody in who is being erased, or shows it to them: gone before the rest. Who was cut off in the middle of their own erasure comes by mail.</summary>
    public static IReadOnlyList<string> Doors { get; } = ["hub.session", "hub.token", "hub.deed_link"];

    /// <summary>Tables that hold a number of somebody's, or what their address hashes to, and nothing else about them: an erasure leaves them.</summary>
    public static IReadOnlySet<string> OnlyNumbers { get; } = new HashSet<string>(StringComparer.Ordinal) { "hub.erasure", "hub.story_letter", "hub.walk_letter", "hub.sign_in_letter", "hub.invitation_letter" };
}
