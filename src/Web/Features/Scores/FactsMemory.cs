using System.Collections.Immutable;
using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using FactsByMunicipality = System.Collections.Immutable.ImmutableDictionary<string, Activation.Domain.Scoring.MunicipalityFacts>;

namespace Activation.Web.Features.Scores;

/// <summary>What every municipality did up to a day. A day that is over stays as it was, so it is asked for once; what is younger than an
/// event is forgotten with it, which is before whoever caused it is answered.</summary>
public sealed class FactsMemory
{
    /// <summary>About four years of weeks for a handful of programmes.</summary>
    const int Most = 2000;

    readonly Chronicle.Chronicle chronicle;
    Memory memory = new([]);

    public FactsMemory(Chronicle.Chronicle chronicle, ReadModels readModels)
    {
        this.chronicle = chronicle;
        readModels.BeforeShown(Forget);
    }

    public async Task<IReadOnlyDictionary<DateOnly, FactsByMunicipality>> Of(ProgrammeView here, IReadOnlyCollection<DateOnly> days)
    {
        // What is read while events arrive belongs to the memory that was there before them, and is forgotten with it.
        var mine = memory;
        var known = mine.Known;
        var missing = days.Where(day => !known.ContainsKey((here.Id, day))).ToArray();
        if (missing.Length == 0) return days.ToDictionary(day => day, day => known[(here.Id, day)].Facts);
        var read = (await chronicle.Facts(here, missing)).ToLookup(row => row.Day);
        foreach (var day in missing)
            known = known.SetItem((here.Id, day), new(here.Ends(day), read[day].ToImmutableDictionary(row => row.Municipality, row => row.Facts)));
        mine.Known = known.Count > Most ? [] : known;
        return days.ToDictionary(day => day, day => known[(here.Id, day)].Facts);
    }

    void Forget(Projected projected)
    {
        var since = projected.Events.GroupBy(recorded => recorded.Tenant).ToDictionary(events => events.Key, events => events.Min(recorded => recorded.At));
        memory = new(memory.Known.RemoveRange(memory.Known.Where(pair => since.TryGetValue(pair.Key.Programme, out var at) && at < pair.Value.Ends).Select(pair => pair.Key)));
    }

    sealed class Memory(ImmutableDictionary<(Guid Programme, DateOnly Day), Kept> known)
    {
        public ImmutableDictionary<(Guid Programme, DateOnly Day), Kept> Known { get; set; } = known;
    }

    /// <param name="Ends">When the day was over: no event after it changes anything.</param>
    sealed record Kept(DateTimeOffset Ends, FactsByMunicipality Facts);
}
