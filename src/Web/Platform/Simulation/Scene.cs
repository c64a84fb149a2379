using Activation.Domain.Initiatives;
using Activation.Domain.Members;

namespace Activation.Web.Platform.Simulation;

/// <summary>
/// The programme as the invented people see it: read now and then, and between two readings as it would be if everything they chose to do
/// was done. What real people did meanwhile, and what was refused, shows at the next reading.
/// </summary>
public sealed class Scene(IReadOnlyList<Town> towns, List<SeenInitiative> initiatives)
{
    readonly Dictionary<string, Town> townOf = towns.ToDictionary(town => town.Key, StringComparer.Ordinal);
    readonly Dictionary<Guid, Someone> people = towns.SelectMany(town => town.People).ToDictionary(one => one.Id);

    public IReadOnlyList<Town> Towns => towns;

    public IReadOnlyList<SeenInitiative> Initiatives => initiatives;

    public IEnumerable<Someone> People => people.Values;

    public bool IsEmpty => people.Count == 0;

    public Town? TownOf(string municipality) => townOf.GetValueOrDefault(municipality);

    /// <summary>An invented person; null for everybody else, who act for themselves.</summary>
    public Someone? Find(Guid member) => people.GetValueOrDefault(member);

    public void Add(SeenInitiative initiative) => initiatives.Add(initiative);

    public List<SeenActivity> Activities(params ReadOnlySpan<ActivityStatus> statuses)
    {
        var found = new List<SeenActivity>();
        foreach (var initiative in initiatives)
            foreach (var activity in initiative.Activities)
                if (statuses.Contains(activity.Status) && (initiative.UnderWay || activity.Status == ActivityStatus.CarriedOut)) found.Add(activity);
        return found;
    }

    /// <summary>Somebody, in proportion to where people live, and the livelier the more often.</summary>
    public Someone? Anybody(Dice dice, Func<Someone, double> weight) =>
        dice.Weighed(towns, town => town.People.Count == 0 ? 0 : town.Population) is { } town ? dice.Weighed(town.People, weight) : null;
}

/// <summary>A municipality with the invented people who are at home there.</summary>
public sealed record Town(string Key, string Name, int Population, IReadOnlyList<Someone> People);

/// <summary>An invented person.</summary>
public sealed record Someone(Actor Actor, Temperament Temperament)
{
    public Guid Id => Actor.Member;
}

public sealed class SeenInitiative(Guid id, string municipality, IReadOnlyList<string> partners, Guid proposer, string title)
{
    public Guid Id => id;

    public string Municipality => municipality;

    public IReadOnlyList<string> Partners => partners;

    public Guid Proposer => proposer;

    public string Title => title;

    public bool UnderWay { get; set; } = true;

    public bool VotingIsOpen { get; init; } = true;

    public bool TakesVotes => UnderWay && VotingIsOpen;

    public HashSet<Guid> Supporters { get; init; } = [];

    public HashSet<Guid> Doubters { get; init; } = [];

    public HashSet<Guid> Pledged { get; init; } = [];

    public List<SeenActivity> Activities { get; } = [];

    public bool HasVoted(Guid member) => Supporters.Contains(member) || Doubters.Contains(member);

    /// <summary>What happens at home is nearer than what happens elsewhere.</summary>
    public double NearnessTo(Someone someone) =>
        someone.Actor.Municipality == municipality ? 5 : partners.Contains(someone.Actor.Municipality) ? 2 : 1;
}

public sealed class SeenActivity(Guid id, SeenInitiative initiative, string municipality, Guid owner)
{
    public Guid Id => id;

    public SeenInitiative Initiative => initiative;

    public string Municipality => municipality;

    public Guid Owner => owner;

    public ActivityStatus Status { get; set; }

    public bool IsOpen => Status is not (ActivityStatus.Declined or ActivityStatus.CarriedOut or ActivityStatus.Cancelled);

    /// <summary>Too little to be sent in, or sent back for more.</summary>
    public bool NeedsMore { get; set; }

    /// <summary>The plan says who, when and where.</summary>
    public bool SaysAll { get; set; }

    public HashSet<Guid> Raters { get; init; } = [];
}
