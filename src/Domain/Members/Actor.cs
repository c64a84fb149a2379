namespace Activation.Domain.Members;

/// <summary>Who acts: a member of the programme with roles and a home municipality.</summary>
/// <param name="Municipality">Key of the home municipality.</param>
/// <param name="DeputyFor">Municipalities whose coordinator the member stands in for.</param>
public sealed record Actor(Guid Member, string Municipality, IReadOnlySet<Role> Roles, IReadOnlySet<string> DeputyFor)
{
    /// <summary>The house itself: at the first start, before anybody is enrolled.</summary>
    public static Actor House { get; } =
        new(Guid.Empty, "", new HashSet<Role> { Role.Administrator, Role.ProgrammeLead }, new HashSet<string>());

    /// <summary>Lends a hand: is in on it, comments, rates. Viewers look on; who stands in for a coordinator acts, whatever else they are.</summary>
    public bool Joins => DeputyFor.Count > 0 || Roles.Any(r => r != Role.Viewer);

    /// <summary>Has a say: proposes, votes, plans. Partners are guests who lend a hand.</summary>
    public bool TakesPart => DeputyFor.Count > 0 || Roles.Any(r => r is not (Role.Viewer or Role.Partner));

    public bool Leads => Is(Role.Administrator) || Is(Role.ProgrammeLead);

    /// <summary>Makes good work visible.</summary>
    public bool Tells => Is(Role.Communicator) || Leads;

    /// <summary>Announces walks and leads them.</summary>
    public bool Guides => DeputyFor.Count > 0 || Is(Role.CoreTeam) || Is(Role.Coordinator) || Leads;

    /// <summary>Offers courses: as those who lead walks do, and those who make good work visible.</summary>
    public bool Offers => Guides || Tells;

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
