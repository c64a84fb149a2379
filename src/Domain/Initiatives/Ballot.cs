namespace Activation.Domain.Initiatives;

/// <summary>One member's vote on one initiative.</summary>
/// <param name="Stance">Null when there is no vote, or no longer.</param>
public sealed record Ballot(Stance? Stance)
{
    public static Ballot None { get; } = new((Stance?)null);

    public static Ballot Evolve(Ballot state, object @event) => @event switch
    {
        VoteCast e => new(e.Stance),
        VoteWithdrawn => None,
        _ => state,
    };

    /// <summary>The vote that is taken back: one's own, else the one that came along when a duplicate was merged in.</summary>
    public Ballot Or(Ballot moved) => Stance is null ? moved : this;
}

/// <summary>One member's "jag är med" on one initiative.</summary>
/// <param name="Municipality">Where the member was at home when it was given: a withdrawal is counted off there.</param>
public sealed record Pledge(bool IsMade, string Municipality, string? Offer)
{
    public static Pledge None { get; } = new(IsMade: false, "", null);

    public static Pledge Evolve(Pledge state, object @event) => @event switch
    {
        PledgeMade e => new(IsMade: true, e.Municipality, e.Offer),
        PledgeWithdrawn => None,
        _ => state,
    };

    /// <summary>One's own, else the one that came along when a duplicate was merged in.</summary>
    public Pledge Or(Pledge moved) => IsMade ? this : moved;
}

/// <summary>One member's rating of one activity.</summary>
public sealed record Rating(int? Grade, RaterPart Part, string? Note)
{
    public static Rating None { get; } = new(null, RaterPart.Participant, null);

    public static Rating Evolve(Rating state, object @event) => @event switch
    {
        OutcomeRated e => new(e.Grade, e.Part, e.Note),
        _ => state,
    };
}
