using System.Collections.Concurrent;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Dapper;

namespace Activation.Web.Features.Chronicle;

/// <summary>A row that is counted, and the initiative or member that it is of: it comes, changes and goes with what moves that one, see <see cref="Count.Moved"/>. What else moves
/// changes it at most, and brings it along in what is read.</summary>
public interface ITallied
{
    Guid Subject { get; }
}

/// <summary>What rows add up to, carried on as some of them change: what stays is not gone through again.</summary>
public interface ISum<in TRow, out TAnswer>
{
    /// <summary>As it is now; what comes later changes nothing in it.</summary>
    TAnswer Answer { get; }

    /// <param name="own">All rows of one subject.</param>
    /// <param name="times">1 for those that are there from now on; −1 for those that were added and no longer are.</param>
    void Add(IReadOnlyList<TRow> own, int times);
}

/// <summary>A condition that holds a query to what has moved, or nothing where it is to read all.</summary>
/// <param name="condition">On <c>@which</c>, an array of subjects.</param>
public delegate string Only(string condition);

/// <summary>Rows as of a day, to be counted.</summary>
/// <param name="Of">What is asked about: each has a memory of its own.</param>
/// <param name="By">What else the rows, or how they are counted, depend on: where it changes they are read anew.</param>
/// <param name="Sql">The query; each part of it that reads what there are many of is held to what has moved.</param>
public sealed record Count(object Of, object By, Func<Only, string> Sql, object Parameters)
{
    /// <summary>The subjects whose rows an event may change.</summary>
    public Func<Recorded, IEnumerable<Guid>> Moved { get; init; } = OfDeeds;

    /// <summary>Initiatives; votes, pledges and comments move nothing.</summary>
    public static IEnumerable<Guid> OfDeeds(Recorded recorded) => SharedReads.IsVoice(recorded.Data) ? [] : InitiativeEvent.AllOf(recorded.Data);

    /// <summary>Members: who acts, and who is enrolled, moves or leaves.</summary>
    public static IEnumerable<Guid> OfMembers(Recorded recorded) => new[] { recorded.Actor, MembershipProjection.MemberOf(recorded.Data) }.OfType<Guid>();

    /// <summary>Initiatives, by whatever happens to them.</summary>
    public static IEnumerable<Guid> OfAnything(Recorded recorded) => InitiativeEvent.AllOf(recorded.Data);
}

/// <summary>
/// Figures that are counted over initiatives or members. Of the newest day that is asked about the rows are kept with what they add up to, and only those are read again that
/// something happened to: what a deed costs does not grow with all that was done before it. Of a day before it they are counted once, by the same query, and stay what they were
/// whatever happens after it.
/// </summary>
/// <remarks>The rows of a figure are about as many as there are activities or members: what nobody asks for is not held for long.</remarks>
public sealed class Tallies
{
    /// <summary>For what is of no day: of it there is only ever now.</summary>
    public static readonly DateOnly NoDay = DateOnly.MaxValue;

    /// <summary>Of a programme: about what its pages ask, also of one municipality after the other.</summary>
    const int Most = 200;

    /// <summary>Without being asked: to read the rows again costs less than to hold them.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    readonly Views views;
    readonly SharedReads reads;
    readonly ConcurrentDictionary<Guid, ConcurrentDictionary<object, ITally>> programmes = [];

    public Tallies(Views views, SharedReads reads, ReadModels readModels)
    {
        (this.views, this.reads) = (views, reads);
        readModels.BeforeShown(Touch);
    }

    /// <exception cref="TimeoutException">The request has waited enough; the reading goes on, for whoever comes next.</exception>
    public Task<TAnswer> Of<TRow, TAnswer>(ProgrammeView here, DateOnly day, Count count, Func<ISum<TRow, TAnswer>> sum)
        where TRow : class, ITallied where TAnswer : class
    {
        var tallies = programmes.GetOrAdd(here.Id, _ => []);
        if (tallies.Count > Most && tallies.MinBy(one => one.Value.AskedAt) is { Key: not null } longestAgo) tallies.TryRemove(longestAgo);
        var tally = (Tally<TRow, TAnswer>)tallies.GetOrAdd(count.Of, _ => new Tally<TRow, TAnswer>((asked, which) => Read<TRow>(here.Id, asked, which), count.Moved));
        return tally.Follows(day)
            ? tally.Of(new(day, count, sum))
            : reads.Past.Of(here.Id, (day, here.TimeZone.Id, count.Of, count.By), async () => Whole(sum(), await Read<TRow>(here.Id, count, null)), here.Ends(day));
    }

    static TAnswer Whole<TRow, TAnswer>(ISum<TRow, TAnswer> sum, IEnumerable<TRow> rows) where TRow : class, ITallied
    {
        foreach (var own in rows.GroupBy(row => row.Subject)) sum.Add([.. own], 1);
        return sum.Answer;
    }

    Task<IReadOnlyList<TRow>> Read<TRow>(Guid programme, Count count, IReadOnlyCollection<Guid>? which) where TRow : class
    {
        var parameters = new DynamicParameters(count.Parameters);
        if (which is not null) parameters.Add("which", which.ToArray());
        return views.In(programme).Many<TRow>(count.Sql(condition => which is null ? "" : $"and ({condition})"), parameters);
    }

    void Touch(Projected projected)
    {
        foreach (var programme in projected.Events.GroupBy(recorded => recorded.Tenant))
        {
            if (!programmes.TryGetValue(programme.Key, out var tallies)) continue;
            // Many tallies are moved alike: what an event moves is found once for all of them.
            var moved = new Dictionary<Func<Recorded, IEnumerable<Guid>>, Guid[]>();
            foreach (var (question, tally) in tallies)
            {
                if (Environment.TickCount64 - tally.AskedAt > Kept.TotalMilliseconds) tallies.TryRemove(new(question, tally));
                else tally.Touch(moved.TryGetValue(tally.Moved, out var subjects) ? subjects : moved[tally.Moved] = [.. programme.SelectMany(tally.Moved).Distinct()]);
            }
        }
    }
}
