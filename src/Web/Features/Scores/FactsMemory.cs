using System.Collections.Concurrent;
using System.Collections.Immutable;
using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using FactsByMunicipality = System.Collections.Immutable.ImmutableDictionary<string, Activation.Domain.Scoring.MunicipalityFacts>;

namespace Activation.Web.Features.Scores;

/// <summary>What every municipality did up to a day. A day that is over stays as it was, so it is asked for once; what is younger than an
/// event is forgotten with it, which is before whoever caused it is answered. The newest day that is asked about goes on: that one the chronicle tells.</summary>
public sealed class FactsMemory
{
    /// <summary>About four years of weeks for a handful of programmes.</summary>
    const int Most = 2000;

    readonly Chronicle.Chronicle chronicle;
    readonly Lock gate = new();
    readonly Dictionary<(Guid Programme, DateOnly Day, int Enough), Kept> known = [];
    readonly ConcurrentDictionary<Guid, DateOnly> newest = [];

    public FactsMemory(Chronicle.Chronicle chronicle, ReadModels readModels)
    {
        this.chronicle = chronicle;
        readModels.BeforeShown(Forget);
    }

    /// <param name="enough">How many raters it takes on a day before an outcome counts: by other rules a day has other grades.</param>
    public async Task<IReadOnlyDictionary<DateOnly, FactsByMunicipality>> Of(ProgrammeView here, IReadOnlyCollection<DateOnly> days, Func<DateOnly, int> enough)
    {
        if (days.Count == 0) return new Dictionary<DateOnly, FactsByMunicipality>();
        var today = newest.AddOrUpdate(here.Id, _ => days.Max(), (_, known) => known < days.Max() ? days.Max() : known);
        var facts = new Dictionary<DateOnly, FactsByMunicipality>();
        foreach (var (day, kept) in ReadingsOf(here, [.. days.Where(day => day < today)], enough)) facts[day] = (await Deadline.For(kept.Reading))[day];
        foreach (var day in days.Where(day => day == today).Distinct()) facts[day] = (await chronicle.Today(here, day, enough(day))).ToImmutableDictionary();
        return facts;
    }

    // Who asks while a day is being read waits for that reading: however many ask, a day is read once.
    Dictionary<DateOnly, Kept> ReadingsOf(ProgrammeView here, IReadOnlyCollection<DateOnly> days, Func<DateOnly, int> enough)
    {
        lock (gate)
        {
            if (known.Count > Most) known.Clear();
            var missing = days.Where(day => !known.TryGetValue((here.Id, day, enough(day)), out var kept) || kept.Reading.IsFaulted).ToArray();
            if (missing.Length > 0)
            {
                var reading = Deadline.ForAll(() => Read(here, missing, enough));
                foreach (var day in missing) known[(here.Id, day, enough(day))] = new(here.Ends(day), reading);
            }

            return days.Distinct().ToDictionary(day => day, day => known[(here.Id, day, enough(day))]);
        }
    }

    async Task<IReadOnlyDictionary<DateOnly, FactsByMunicipality>> Read(ProgrammeView here, DateOnly[] days, Func<DateOnly, int> enough)
    {
        var read = (await chronicle.Facts(here, days, enough)).ToLookup(row => row.Day);
        return days.Distinct().ToDictionary(day => day, day => read[day].ToImmutableDictionary(row => row.Municipality, row => row.Facts));
    }

    // What is being read while an event arrives is of before it: whoever comes after it reads anew.
    void Forget(Projected projected)
    {
        var since = projected.Events.GroupBy(recorded => recorded.Tenant).ToDictionary(events => events.Key, events => events.Min(recorded => recorded.At));
        lock (gate)
        {
            foreach (var (day, kept) in known.ToArray())
                if (since.TryGetValue(day.Programme, out var at) && at < kept.Ends) known.Remove(day);
        }
    }

    /// <param name="Ends">When the day was over: no event after it changes anything.</param>
    sealed record Kept(DateTimeOffset Ends, Task<IReadOnlyDictionary<DateOnly, FactsByMunicipality>> Reading);
}
