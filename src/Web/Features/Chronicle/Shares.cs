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
sealed class Shares(IReadOnlyDictionary<string, MunicipalityFacts> places)
{
    public static readonly MunicipalityFacts None = new(0, 0, 0, 0, Outcome.None, 0, 0, 0);

    public MunicipalityFacts Facts(string municipality, People people) =>
        places.GetValueOrDefault(municipality, None) with { Enrolled = people.Enrolled, Active = people.Active };
}

sealed class ShareSum : ISum<ShareRow, Shares>
{
    readonly Dictionary<string, Place> places = [];

    public Shares Answer => new(places.ToDictionary(place => place.Key, place => place.Value.Facts));

    public void Add(IReadOnlyList<ShareRow> own, int times)
    {
        foreach (var row in own) (places.TryGetValue(row.Municipality, out var place) ? place : places[row.Municipality] = new()).Add(row, times);
    }

    sealed class Place
    {
        readonly Bag<(string Kind, bool Counts)> kinds = new();
        readonly Bag<(string? Taker, Guid? Parent)> taken = new();
        readonly SortedValues<int> participants = new(), coordinators = new();

        public MunicipalityFacts Facts => Shares.None with
        {
            Due = All("due"),
            Done = kinds[("due", true)],
            Outcome = new([.. participants.All], [.. coordinators.All]),
            Adoptions = taken.All.Count,
            Initiatives = All("own"),
            Across = kinds[("own", true)],
        };

        public void Add(ShareRow row, int times)
        {
            switch (row.Kind)
            {
                case "participant": participants.Add(row.Grade, times); break;
                case "coordinator": coordinators.Add(row.Grade, times); break;
                case "adoption": taken.Add((row.Taker, row.Parent), times); break;
                default: kinds.Add((row.Kind, row.Counts), times); break;
            }
        }

        int All(string kind) => kinds[(kind, true)] + kinds[(kind, false)];
    }
}
