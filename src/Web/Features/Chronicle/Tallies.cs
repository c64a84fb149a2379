using System.Collections.Concurrent;
using Activation.Store.Followers;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Dapper;

namespace Activation.Web.Features.Chronicle;

/// <summary>A row that comes of one initiative alone: nothing that happens to others changes it.</summary>
public interface IOfInitiative
{
    Guid Initiative { get; }
}

/// <summary>A condition that holds a query to some initiatives, or nothing where it is to read all.</summary>
/// <param name="column">Where the initiative stands.</param>
public delegate string Only(string column);

/// <summary>Rows of initiatives as of a day, to be counted.</summary>
/// <param name="Of">What is asked about: each has a memory of its own.</param>
/// <param name="By">What else the rows, or how they are counted, depend on: where it changes they are read anew.</param>
/// <param name="Sql">The query; each part of it that reads what there are many of is held to some initiatives.</param>
public sealed record Count(object Of, object By, Func<Only, string> Sql, object Parameters)
{
    /// <summary>Votes, pledges and comments move it too.</summary>
    public bool OfVoices { get; init; }
}

/// <summary>
/// Figures that are counted over initiatives. Of the newest day that is asked about the rows are kept, and only those are read again that something happened to:
/// what a deed costs does not grow with all that was done before it. Of a day before it they are counted once, by the same query.
/// </summary>
/// <remarks>A row an activity or so: a programme of a hundred thousand initiatives holds some tens of megabytes of them.</remarks>
public sealed class Tallies
{
    /// <summary>Of a programme: about what its pages ask, also of one municipality after the other.</summary>
    const int Most = 200;

    readonly Views views;
    readonly SharedReads reads;
    readonly ConcurrentDictionary<Guid, ConcurrentDictionary<object, ITally>> programmes = [];

    public Tallies(Views views, SharedReads reads, ReadModels readModels)
    {
        (this.views, this.reads) = (views, reads);
        readModels.BeforeShown(Touch);
    }

    /// <exception cref="TimeoutException">The request has waited enough; the reading goes on, for whoever comes next.</exception>
    public Task<TAnswer> Of<TRow, TAnswer>(ProgrammeView here, DateOnly day, Count count, Func<IReadOnlyCollection<TRow>, TAnswer> sum)
        where TRow : class, IOfInitiative where TAnswer : class
    {
        var tallies = programmes.GetOrAdd(here.Id, _ => []);
        if (tallies.Count > Most) tallies.Clear();
        var tally = (Tally<TRow, TAnswer>)tallies.GetOrAdd(count.Of, _ => new Tally<TRow, TAnswer>((asked, which) => Read<TRow>(here.Id, asked, which), count.OfVoices));
        return tally.Follows(day)
            ? tally.Of(new(day, count, sum))
            : (count.OfVoices ? reads.Anything : reads.Deeds).Of(here.Id, (day, count.Of, count.By), async () => sum(await Read<TRow>(here.Id, count, null)));
    }

    Task<IReadOnlyList<TRow>> Read<TRow>(Guid programme, Count count, IReadOnlyCollection<Guid>? which) where TRow : class
    {
        var parameters = new DynamicParameters(count.Parameters);
        if (which is not null) parameters.Add("which", which.ToArray());
        return views.In(programme).Many<TRow>(count.Sql(column => which is null ? "" : $"and {column} = any(@which)"), parameters);
    }

    void Touch(Projected projected)
    {
        foreach (var programme in projected.Events.GroupBy(recorded => recorded.Tenant))
        {
            if (!programmes.TryGetValue(programme.Key, out var tallies)) continue;
            var all = programme.SelectMany(recorded => InitiativeEvent.AllOf(recorded.Data)).Distinct().ToArray();
            var deeds = programme.Where(recorded => !SharedReads.IsVoice(recorded.Data)).SelectMany(recorded => InitiativeEvent.AllOf(recorded.Data)).Distinct().ToArray();
            foreach (var tally in tallies.Values) tally.Touch(tally.OfVoices ? all : deeds);
        }
    }
}

interface ITally
{
    bool OfVoices { get; }

    void Touch(IReadOnlyCollection<Guid> initiatives);
}

/// <summary>One figure of one programme, with the rows that it is counted from.</summary>
/// <param name="read">Reads some initiatives, or with null all.</param>
sealed class Tally<TRow, TAnswer>(Func<Count, IReadOnlyCollection<Guid>?, Task<IReadOnlyList<TRow>>> read, bool ofVoices) : ITally
    where TRow : class, IOfInitiative where TAnswer : class
{
    internal sealed record Asked(DateOnly Day, Count Count, Func<IReadOnlyCollection<TRow>, TAnswer> Sum);

    sealed record Counted(TAnswer Answer, DateOnly Day, object By);

    // Only ever touched by the one reading that is going on.
    readonly Dictionary<Guid, TRow[]> rows = [];
    Remembered<Asked, Counted>? remembered;
    int newest;

    Remembered<Asked, Counted> Memory => LazyInitializer.EnsureInitialized(ref remembered, () => new(Next, Holds));

    public bool OfVoices => ofVoices;

    public void Touch(IReadOnlyCollection<Guid> initiatives) => Memory.Touch(initiatives);

    /// <summary>The day is the newest that was asked about: its rows are kept from now on.</summary>
    public bool Follows(DateOnly day)
    {
        int known;
        while ((known = Volatile.Read(ref newest)) < day.DayNumber) Interlocked.CompareExchange(ref newest, day.DayNumber, known);
        return known == day.DayNumber;
    }

    public async Task<TAnswer> Of(Asked asked) => (await Memory.Of(asked)).Answer;

    async Task<Counted> Next(Counted? before, IReadOnlyCollection<Guid> which, Asked asked)
    {
        var anew = before is null || !Holds(before, asked);
        var found = await read(asked.Count, anew ? null : which);
        if (anew) rows.Clear();
        else foreach (var initiative in which) rows.Remove(initiative);
        foreach (var initiative in found.GroupBy(row => row.Initiative)) rows[initiative.Key] = [.. initiative];
        return new(asked.Sum([.. rows.Values.SelectMany(own => own)]), asked.Day, asked.Count.By);
    }

    static bool Holds(Counted counted, Asked asked) => counted.Day == asked.Day && counted.By.Equals(asked.Count.By);
}
