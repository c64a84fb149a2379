namespace Activation.Domain.Points;

// Points are for those who want them. What somebody did is in the log already; here is only what they chose, and which badges they have.

/// <summary>A member says whether their deeds are counted in points, and who may see it.</summary>
public sealed record PointsChosen(Guid Member, Audience Audience);

/// <summary>A badge, for ever: no later change of rules takes it back.</summary>
/// <param name="EarnedAt">When the deed was done that it is for.</param>
/// <param name="Initiative">What it was about.</param>
public sealed record BadgeAwarded(Guid Member, Badge Badge, DateTimeOffset EarnedAt, Guid Initiative);

/// <summary>For whom points are counted. Nobody outside of the programme ever sees a name with them.</summary>
public enum Audience
{
    /// <summary>Nothing is counted.</summary>
    Nobody,

    /// <summary>Counted, for oneself alone.</summary>
    Myself,

    /// <summary>The name and the badges are shown to members of the own municipality.</summary>
    Municipality,

    /// <summary>The name and the badges are shown to every member of the programme.</summary>
    Programme,
}

public enum Badge
{
    FirstStep,
    KeptPromise,
    Bridge,
    Reuser,
    Example,
    Host,
    Listener,
    StraightAnswers,
    Lasting,
}
