namespace Activation.Domain.Members;

/// <summary>Who acts: a member of the programme with roles and a home municipality.</summary>
/// <param name="Municipality">Key of the home municipality.</param>
/// <param name="DeputyFor">Municipalities whose coordinator the member stands in for.</param>
public sealed record Actor(Guid Member, string Municipality, IReadOnlySet<Role> Roles, IReadOnlySet<string> DeputyFor)
{
    /// <summary>The house itself: at the first start, before anybody is enrolled.</summary>
    public static Actor House { get; } =
        new(Guid.Empty, "", new HashSet<Role> { Role.Administrator, Role.ProgrammeLead }, new HashSet<string>());

    /// <summary>Viewers look on; everybody else has a say.</summary>
    public bool TakesPart => Roles.Any(r => r != Role.Viewer);

    public bool Leads => Is(Role.Administrator) || Is(Role.ProgrammeLead);

    public bool Is(Role role) => Roles.Contains(role);

    public bool Coordinates(string municipality) =>
        (Is(Role.Coordinator) && Municipality == municipality) || DeputyFor.Contains(municipality);
}

public enum Role
{
    Administrator,
    ProgrammeLead,
    Coordinator,
    Communicator,
    GoalOwner,
    CoreTeam,
    PoolMember,
    Partner,
    Viewer,
}
