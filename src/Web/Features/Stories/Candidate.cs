using Activation.Web.Features.Chronicle;

namespace Activation.Web.Features.Stories;

/// <summary>A deed that went well and that nobody has told of, as far as its turn depends on it. Words may be taken out of the tables: none are kept here.</summary>
/// <param name="Unit">Stands for whoever is responsible.</param>
public sealed record Candidate(Guid Initiative, Guid Activity, int Number, string Municipality, long Unit, double Outcome) : ITallied
{
    /// <summary>The best first; the same order wherever it is asked.</summary>
    public static readonly Comparer<Candidate> BestFirst = Comparer<Candidate>.Create((one, other) =>
        other.Outcome.CompareTo(one.Outcome) is var better and not 0 ? better
        : one.Number.CompareTo(other.Number) is var older and not 0 ? older
        : one.Activity.CompareTo(other.Activity));

    /// <summary>What went as well lies together, and within that each municipality.</summary>
    public static readonly Comparer<Candidate> ByPlace = Comparer<Candidate>.Create((one, other) =>
        Place(one, other) is var apart and not 0 ? apart : BestFirst.Compare(one, other));

    /// <summary>The same, and within a municipality whoever is responsible.</summary>
    public static readonly Comparer<Candidate> ByUnit = Comparer<Candidate>.Create((one, other) =>
        Place(one, other) is var apart and not 0 ? apart
        : one.Unit.CompareTo(other.Unit) is var elsewhere and not 0 ? elsewhere
        : BestFirst.Compare(one, other));

    public Guid Subject => Initiative;

    /// <summary>Within one, what went as well.</summary>
    public double Band { get; } = Math.Floor(Outcome / InboxList.AsGood + 1e-9);

    public bool IsBeside(Candidate other) => Place(this, other) == 0;

    static int Place(Candidate one, Candidate other) =>
        other.Band.CompareTo(one.Band) is var better and not 0 ? better : string.CompareOrdinal(one.Municipality, other.Municipality);
}
