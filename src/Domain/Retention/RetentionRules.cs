using System.Collections.Immutable;

namespace Activation.Domain.Retention;

/// <summary>For how long a programme keeps what ages: as it was set, or as it is where nobody has set anything.</summary>
public sealed record RetentionRules(ImmutableDictionary<Ageing, int?> Set)
{
    public const int MostMonths = 120;

    public static RetentionRules None { get; } = new(ImmutableDictionary<Ageing, int?>.Empty);

    /// <summary>Null: for as long as the programme is kept.</summary>
    public int? MonthsOf(Ageing kind) => Set.TryGetValue(kind, out var months) ? months : Usual(kind);

    /// <summary>Where nobody has decided: half a year for what was begun, for refusals and for how somebody came in, a year for who has left, a month for who
    /// came on a walk without an account and for pictures that stand nowhere, three for the names of those who were asked about a story and never answered, a year for what was made on a course and never told of.
    /// What people said to each other
    /// is part of the programme's record, and goes only when somebody who answers for it has said so.</summary>
    public static int? Usual(Ageing kind) => kind switch
    {
        Ageing.Drafts => 6,
        Ageing.LeftMembers => 12,
        Ageing.SecurityEvents => 6,
        Ageing.Origins => 6,
        Ageing.WalkGuests => 1,
        Ageing.UnusedPictures => 1,
        Ageing.UnansweredNames => 3,
        Ageing.UnusedWorks => 12,
        _ => null,
    };

    /// <summary>What tells about a person for no other purpose has to end some day.</summary>
    public static bool MayStay(Ageing kind) => Usual(kind) is null;

    /// <summary>What was last touched before this day is due: whole months have passed since, and the day itself. Nothing is taken a day early,
    /// also where a month is short.</summary>
    public static DateOnly DueBefore(DateOnly today, int months) => today.AddMonths(-months);

    public static RetentionRules Evolve(RetentionRules state, object @event) => @event switch
    {
        RetentionRuleSet e => new(state.Set.SetItem(e.Kind, e.Months)),
        _ => state,
    };
}
