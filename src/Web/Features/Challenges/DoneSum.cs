using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;

namespace Activation.Web.Features.Challenges;

/// <param name="GoesOn">The initiative that it counts for.</param>
/// <param name="Done">Carried out in time.</param>
sealed record ToldRow(
    Guid Initiative, string Municipality, Guid GoesOn, string State, int? Participants, DateTimeOffset? ConfirmedAt, DateOnly? DueOn, bool Done, bool Confirmed) : ITallied
{
    public Guid Subject => Initiative;

    public bool Counts => Done && Confirmed;

    public bool IsUnconfirmed => Done && !Confirmed;
}

/// <summary>How far a municipality has come with a challenge.</summary>
/// <param name="Waiting">How many initiatives would count if another than the owner confirmed what was done.</param>
/// <param name="DueOn">When the next one is to be carried out.</param>
/// <param name="LastAt">When the last one was confirmed.</param>
sealed record DoneRow(string Municipality, int Initiatives, int Participants, int Waiting, bool Planned, DateOnly? DueOn, DateTimeOffset? LastAt);

/// <param name="ofPeople">People are counted: what waits does so beside what counts of the same initiative.</param>
sealed class DoneSum(bool ofPeople) : ISum<ToldRow, IReadOnlyList<DoneRow>>
{
    readonly Dictionary<string, Place> places = [];

    public IReadOnlyList<DoneRow> Answer => [.. places.Where(place => !place.Value.IsEmpty).Select(place => place.Value.Row(place.Key))];

    public void Add(IReadOnlyList<ToldRow> own, int times)
    {
        foreach (var row in own) (places.TryGetValue(row.Municipality, out var place) ? place : places[row.Municipality] = new(ofPeople)).Add(row, times);
    }

    sealed class Place(bool ofPeople)
    {
        readonly Bag<Guid> counting = new(), unconfirmed = new();
        readonly SortedValues<DateOnly> due = new();
        readonly SortedValues<DateTimeOffset> confirmed = new();
        int rows, participants, planned, waiting;

        public bool IsEmpty => rows == 0;

        public DoneRow Row(string municipality) => new(
            municipality, counting.All.Count, participants, waiting, planned > 0, due.All is [var next, ..] ? next : null, confirmed.All is [.., var last] ? last : null);

        public void Add(ToldRow row, int times)
        {
            rows += times;
            waiting -= Waiting(row.GoesOn);
            if (row.Counts) counting.Add(row.GoesOn, times);
            if (row.IsUnconfirmed) unconfirmed.Add(row.GoesOn, times);
            waiting += Waiting(row.GoesOn);
            if (row.Counts) participants += times * (row.Participants ?? 0);
            if (row.State != "carried_out") planned += times;
            if (row is { State: "scheduled", DueOn: { } on }) due.Add(on, times);
            if (row is { Counts: true, ConfirmedAt: { } at }) confirmed.Add(at, times);
        }

        int Waiting(Guid initiative) => unconfirmed[initiative] > 0 && (ofPeople || counting[initiative] == 0) ? 1 : 0;
    }
}
