using System.Collections.Immutable;

namespace Activation.Domain.Members;

/// <summary>A person's part in a programme: where at home, and in which roles.</summary>
public sealed record Member(
    Guid Id, string Municipality, ImmutableHashSet<Role> Roles, ImmutableHashSet<string> DeputyFor, bool HasLeft, bool IsErased = false, Absence? Away = null)
{
    public static Member None { get; } = new(Guid.Empty, "", [], [], HasLeft: false);

    /// <summary>Enrolled, and not left.</summary>
    public bool IsHere => Id != Guid.Empty && !HasLeft;

    /// <summary>Acting as this member; null for those who are not here.</summary>
    public Actor? AsActor() => IsHere ? new(Id, Municipality, Roles, DeputyFor) : null;

    public static Member Evolve(Member state, object @event) => @event switch
    {
        MemberEnrolled e => new(e.Member, e.Municipality, [.. e.Roles], [], HasLeft: false),
        RoleGranted e => state with { Roles = state.Roles.Add(e.Role) },
        RoleRevoked e => state with { Roles = state.Roles.Remove(e.Role) },
        DeputyAppointed e => state with { DeputyFor = state.DeputyFor.Add(e.Municipality) },
        DeputyReleased e => state with { DeputyFor = state.DeputyFor.Remove(e.Municipality) },
        MemberMoved e => state with { Municipality = e.Municipality, DeputyFor = state.DeputyFor.Remove(e.Municipality) },
        MemberLeft => state with { HasLeft = true, Roles = [], DeputyFor = [], Away = null },
        RolesChanged e => state with { Roles = [.. e.Roles] },
        AbsenceNoted e => state with { Away = new(e.From, e.To) },
        AbsenceEnded => state with { Away = null },
        MemberErased => state with { IsErased = true },
        _ => state,
    };
}

/// <summary>First and last day of an absence.</summary>
public sealed record Absence(DateOnly From, DateOnly To);
