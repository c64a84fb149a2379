using Activation.Domain.Scoring;

namespace Activation.Web.Features.Chronicle;

/// <summary>What an initiative adds to the facts of a municipality.</summary>
/// <param name="Kind">due, participant, coordinator (a grade of one), adoption or own.</param>
/// <param name="Counts">It was done; it goes across.</param>
/// <param name="Taker">Who has taken up <paramref name="Parent"/>: twice is once.</param>
sealed record ShareRow(Guid Initiative, string Kind, string Municipality, bool Counts, int Grade, string? Taker, Guid? Parent) : ITallied
{
    public Guid Subject => Initiative;
}

/// <summary>The facts of all municipalities, but for who was active there.</summary>
sealed class ShareSums
{
    static readonly MunicipalityFacts None = new(0, 0, 0, 0, Outcome.None, 0, 0, 0);

    readonly Dictionary<string, MunicipalityFacts> places;

    ShareSums(Dictionary<string, MunicipalityFacts> places) => this.places = places;

    public static ShareSums Of(IReadOnlyCollection<ShareRow> rows) =>
        new(rows.GroupBy(row => row.Municipality).ToDictionary(place => place.Key, place => Of(place.ToLookup(row => row.Kind))));

    public MunicipalityFacts Facts(string municipality, int enrolled, int active) =>
        places.GetValueOrDefault(municipality, None) with { Enrolled = enrolled, Active = active };

    static MunicipalityFacts Of(ILookup<string, ShareRow> kinds)
    {
        var (due, own) = (kinds["due"], kinds["own"]);
        return None with
        {
            Due = due.Count(),
            Done = due.Count(row => row.Counts),
            Outcome = new([.. Grades("participant")], [.. Grades("coordinator")]),
            Adoptions = kinds["adoption"].Select(row => (row.Taker, row.Parent)).Distinct().Count(),
            Initiatives = own.Count(),
            Across = own.Count(row => row.Counts),
        };

        IEnumerable<int> Grades(string part) => kinds[part].Select(row => row.Grade).Order();
    }
}
