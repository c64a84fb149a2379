using Activation.Domain.Scoring;

namespace Activation.Web.Features.Chronicle;

/// <summary>How many there are, and how many of them did something.</summary>
sealed record People(int Enrolled, int Active);

sealed record PersonRow(Guid Member, string Municipality, bool Active) : ITallied
{
    public Guid Subject => Member;
}

sealed class PeopleSum : ISum<PersonRow, IReadOnlyDictionary<string, People>>
{
    readonly Bag<string> enrolled = new(), active = new();

    public IReadOnlyDictionary<string, People> Answer => enrolled.All.ToDictionary(place => place.Key, place => new People(place.Value, active[place.Key]));

    public void Add(IReadOnlyList<PersonRow> own, int times)
    {
        foreach (var row in own)
        {
            enrolled.Add(row.Municipality, times);
            if (row.Active) active.Add(row.Municipality, times);
        }
    }
}
