namespace Activation.Domain.Members;

/// <summary>A person takes part in a programme. Only the id is known here: names live outside of the log.</summary>
public sealed record MemberEnrolled(Guid Member, string Municipality, Role[] Roles);

public sealed record RoleGranted(Guid Member, Role Role);

public sealed record RoleRevoked(Guid Member, Role Role);

public sealed record DeputyAppointed(Guid Member, string Municipality);

public sealed record DeputyReleased(Guid Member, string Municipality);

public sealed record MemberMoved(Guid Member, string Municipality);

public sealed record MemberLeft(Guid Member);

/// <summary>Which roles a member has from now on, and why.</summary>
public sealed record RolesChanged(Guid Member, Role[] Roles, string Reason);

/// <summary>The member is away, first and last day included: others answer meanwhile.</summary>
public sealed record AbsenceNoted(Guid Member, DateOnly From, DateOnly To);

public sealed record AbsenceEnded(Guid Member);

/// <summary>Nothing says any longer who the member was. What the member did stays, under the number.</summary>
public sealed record MemberErased(Guid Member);

/// <summary>An administrator has shut the account: sessions, sockets and keys have ended, and none is opened.</summary>
public sealed record MemberShutOut(Guid Member, string Reason);

public sealed record MemberLetIn(Guid Member, string Reason);

/// <summary>An administrator has ended every session of a member, who may sign in again at once.</summary>
public sealed record MemberSignedOut(Guid Member, string Reason);

/// <summary>An administrator has taken back a key that a member gave to a program. What the member called it is theirs, and is not repeated here.</summary>
public sealed record MemberKeyTakenBack(Guid Member, Guid Token, string Reason);
