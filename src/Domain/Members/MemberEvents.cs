namespace Activation.Domain.Members;

/// <summary>A person takes part in a programme. Only the id is known here: names live outside of the log.</summary>
public sealed record MemberEnrolled(Guid Member, string Municipality, Role[] Roles);

public sealed record RoleGranted(Guid Member, Role Role);

public sealed record RoleRevoked(Guid Member, Role Role);

public sealed record DeputyAppointed(Guid Member, string Municipality);

public sealed record DeputyReleased(Guid Member, string Municipality);

public sealed record MemberMoved(Guid Member, string Municipality);

public sealed record MemberLeft(Guid Member);
