using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Invitations;

/// <summary>A programme as it is, who has some of the addresses that are to be invited to it, and how many letters may go out.</summary>
/// <param name="Mailboxes">By mailbox the addresses of those who are members here, or invited and have not answered.</param>
public sealed record Seen(ProgrammeView Here, Programme Programme, IReadOnlyDictionary<string, Guid> People, Dose Dose, ILookup<string, string> Mailboxes)
{
    /// <summary>Somebody here has it already, written in another way: they would be two people, with two votes.</summary>
    public bool IsAnotherSpelling(string email) =>
        Mailboxes[InvitationDose.MailboxOf(email)] is var there && there.Any() && !there.Contains(email, StringComparer.OrdinalIgnoreCase);
}

/// <summary>An invitation as it is kept.</summary>
public sealed record InvitationRow(
    Guid Invitation, Guid Programme, string Municipality, string[] Roles, string Sealed, Guid SentBy, DateTimeOffset SentAt, DateTimeOffset ExpiresAt)
{
    public Role[] ToRoles() => [.. Roles.Select(Enum.Parse<Role>)];
}

/// <summary>An invitation in the hand of who was invited.</summary>
/// <param name="Person">Somebody who has an account already.</param>
public sealed record OpenInvitation(InvitationRow Row, ProgrammeView Here, string Email, string Language, string Name, Guid? Person)
{
    /// <summary>Who is made when nobody is known by that address.</summary>
    public Guid Newcomer => DerivedId.From("person", Row.Invitation);
}
