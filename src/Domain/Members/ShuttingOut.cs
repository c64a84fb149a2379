namespace Activation.Domain.Members;

/// <param name="IsShut">The door as it stands: an account is one for all programmes, and another one's administrator may have been at it last.</param>
public sealed record ShutOutMember(string Reason, bool IsShut);

/// <param name="IsShut">As for <see cref="ShutOutMember"/>.</param>
public sealed record LetInMember(string Reason, bool IsShut);

public sealed record SignOutMember(string Reason);

public sealed record TakeBackKey(Guid Token, string Reason);

/// <summary>The door is shut to somebody, or opened again: by an administrator of a programme they are in, with a reason, and never to oneself.</summary>
public static class ShuttingOut
{
    public static Decision ShutOut(Member member, ShutOutMember command, Actor actor) =>
        Another(member, actor)
        ?? Enrolling.Here(member)
        ?? Text.Reason(command.Reason)
        ?? (command.IsShut ? Decision.Accept() : Decision.Accept(new MemberShutOut(member.Id, Text.Body(command.Reason))));

    /// <summary>Also who has left: they could not take a new invitation while the door is shut.</summary>
    public static Decision LetIn(Member member, LetInMember command, Actor actor) =>
        Another(member, actor)
        ?? Text.Reason(command.Reason)
        ?? (command.IsShut ? Decision.Accept(new MemberLetIn(member.Id, Text.Body(command.Reason))) : Decision.Accept());

    public static Decision SignOut(Member member, SignOutMember command, Actor actor) =>
        Another(member, actor)
        ?? Enrolling.Here(member)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new MemberSignedOut(member.Id, Text.Body(command.Reason)));

    /// <summary>The member may make another one at once, so one programme's administrator is enough, as for signing out.</summary>
    public static Decision TakeBack(Member member, TakeBackKey command, Actor actor) =>
        Another(member, actor)
        ?? Enrolling.Here(member)
        ?? Text.Reason(command.Reason)
        ?? Decision.Accept(new MemberKeyTakenBack(member.Id, command.Token, Text.Body(command.Reason)));

    /// <summary>An account is one for all programmes: who is in another one too is shut out there as well, so its administrator has a say.</summary>
    /// <param name="elsewhere">A programme of the member's in which the actor is no administrator; null when there is none.</param>
    public static Decision? InOnlyOurs(string? elsewhere) =>
        Decision.Unless(elsewhere is null, Refusals.Members.AccountElsewhereToo, elsewhere ?? "");

    static Decision? Another(Member member, Actor actor) =>
        Decision.Unless(actor.Is(Role.Administrator), Refusals.Members.AdministratorsOnly)
        ?? Decision.Unless(member.Id != Guid.Empty, Refusals.Members.Unknown)
        ?? Decision.Unless(!member.IsErased, Refusals.Members.Erased)
        ?? Decision.Unless(member.Id != actor.Member, Refusals.Members.NotOneself);
}
