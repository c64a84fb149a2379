using System.Text.Json.Serialization;
using Activation.Domain.Members;
using Activation.Domain.Nudges.Rules;
using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Features.Nudges;

/// <summary>A programme in which the reader of a letter is.</summary>
public sealed record DigestHome(ProgrammeView Here, Actor Me);

/// <summary>What moved near a member.</summary>
public sealed record DigestMove(Guid Member, long Position, string Kind, int Number, string Title, string Municipality);

/// <summary>What was carried out elsewhere and rated by enough.</summary>
/// <param name="Away">A municipality that it is not of.</param>
public sealed record DigestExample(
    string Away, int Number, Guid Proposer, Guid Owner, string Title, string Municipality, int[] ParticipantGrades, int[] CoordinatorGrades, DateTimeOffset CarriedOutAt)
{
    [JsonIgnore]
    public Outcome Outcome => new(ParticipantGrades, CoordinatorGrades);
}

/// <summary>What a batch of letters of the week is written from.</summary>
public sealed class DigestFacts
{
    readonly Dictionary<Guid, List<DigestHome>> homes = [];
    readonly Dictionary<(Guid Programme, Guid Member), Standing> first = [];
    readonly Dictionary<Guid, ILookup<Guid, DigestMove>> moves = [];
    readonly Dictionary<Guid, ILookup<string, DigestExample>> examples = [];

    /// <summary>All programmes in which somebody is, the one that writes first; none when they are not in that one.</summary>
    public IReadOnlyList<DigestHome> Homes(Guid person) => homes.GetValueOrDefault(person) ?? [];

    /// <summary>What counts most of what needs a member there; null when nothing does.</summary>
    public Standing? First(ProgrammeView here, Actor me) => first.GetValueOrDefault((here.Id, me.Member));

    /// <summary>The newest first.</summary>
    public IEnumerable<DigestMove> Moved(ProgrammeView here, Actor me) => moves[here.Id][me.Member];

    /// <summary>Of others, the newest first.</summary>
    public IEnumerable<DigestExample> Examples(ProgrammeView here, Actor me) =>
        examples[here.Id][me.Municipality].Where(one => one.Owner != me.Member && one.Proposer != me.Member);

    internal void Add(DigestHome home)
    {
        if (!homes.TryGetValue(home.Me.Member, out var all)) homes[home.Me.Member] = all = [];
        all.Add(home);
    }

    // They come by weight: the first of each member counts most.
    internal void Add(ProgrammeView here, IEnumerable<Standing> standing)
    {
        foreach (var one in standing) first.TryAdd((here.Id, one.Member), one);
    }

    internal void Add(ProgrammeView here, IEnumerable<DigestMove> moved) => moves[here.Id] = moved.OrderByDescending(one => one.Position).ToLookup(one => one.Member);

    internal void Add(ProgrammeView here, IEnumerable<DigestExample> good) => examples[here.Id] = good.OrderByDescending(one => one.CarriedOutAt).ToLookup(one => one.Away);
}
