using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges.Families;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>Asks the rules: what is due, and later, of a few, whether it still is.</summary>
public sealed class NudgeFinder(Views views)
{
    public static IReadOnlyList<IFamily> Families { get; } =
    [
        new BeginningFacts(), new ProposingFacts(), new QueueFacts(), new AnswerFacts(), new CarryingOutFacts(), new TalkFacts(), new OutcomeFacts(),
        new ExampleFacts(), new MunicipalityFacts(), new WeeklyFacts(),
    ];

    public static NudgeTime Time(ProgrammeView here, DateTimeOffset now) => new(here.Id, here.Local(now), SendWindow.Usual(here.TimeZone));

    public async Task<IReadOnlyList<DueNudge>> Find(ProgrammeView here, DateTimeOffset now)
    {
        var scope = new Scope(views.In(here.Id), Time(here, now));
        var due = new List<DueNudge>();
        foreach (var family in Families) due.AddRange(await family.Find(scope));
        return due;
    }

    /// <summary>Of these, the ones that the rules would find now, with what their texts name now.</summary>
    public async Task<IReadOnlyDictionary<Guid, DueNudge>> StillTrue(ProgrammeView here, DateTimeOffset now, IReadOnlyCollection<NudgeRow> rows)
    {
        var due = new Dictionary<Guid, DueNudge>();
        foreach (var family in Families)
        {
            var own = rows.Where(row => family.Kinds.Contains(row.Kind)).ToList();
            if (own.Count == 0) continue;
            var scope = new Scope(
                views.In(here.Id), Time(here, now), [.. own.Select(row => row.Subject).OfType<Guid>().Distinct()], [.. own.Select(row => row.Recipient).Distinct()]);
            foreach (var found in await family.Find(scope)) due[Stored.Id(found)] = found;
        }

        return due;
    }
}
