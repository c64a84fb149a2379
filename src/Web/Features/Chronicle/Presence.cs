using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Initiatives;

namespace Activation.Web.Features.Chronicle;

/// <summary>A run of acts, each at most <see cref="Runs.LongestGap"/> after the one before it. The key of its table ends in <c>Until</c>.</summary>
public interface IRun<TSelf> where TSelf : class, IRun<TSelf>
{
    /// <summary>When the quarter of an hour of its first act began.</summary>
    DateTimeOffset Since { get; }

    /// <summary>When that of its last one began.</summary>
    DateTimeOffset Last { get; }

    TSelf Within(DateTimeOffset since, DateTimeOffset last, DateTimeOffset until);
}

/// <summary>A member was active about initiatives.</summary>
public sealed record PresenceRun(Guid Programme, Guid Member, DateTimeOffset Since, DateTimeOffset Last, DateTimeOffset Until) : IRun<PresenceRun>
{
    public PresenceRun Within(DateTimeOffset since, DateTimeOffset last, DateTimeOffset until) => this with { Since = since, Last = last, Until = until };
}

/// <summary>An initiative was alive: something was done about it.</summary>
public sealed record StirRun(Guid Programme, Guid Initiative, DateTimeOffset Since, DateTimeOffset Last, DateTimeOffset Until) : IRun<StirRun>
{
    public StirRun Within(DateTimeOffset since, DateTimeOffset last, DateTimeOffset until) => this with { Since = since, Last = last, Until = until };
}

/// <summary>Runs instead of acts. A window of whole days that touches a run holds an act of it, since no gap in a run is as long as the window: whoever did something
/// every week for years is one row, and a window asks for as many rows as there are members, however much they did.</summary>
public static class Runs
{
    /// <summary>Less than any window, which is <see cref="Domain.Scoring.MunicipalityScore.WindowDays"/> days on the calendar, an hour shorter where the clocks go forward.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromDays(Domain.Scoring.MunicipalityScore.WindowDays - 1);

    const int Minutes = 15;

    /// <summary>One more act of the subject.</summary>
    /// <param name="rows">Has been asked for the open run of the subject.</param>
    /// <param name="first">A run of the subject, whatever its time.</param>
    /// <param name="subject">The key without its end.</param>
    public static void Act<TRow>(this Rows rows, DateTimeOffset at, TRow first, params object[] subject) where TRow : class, IRun<TRow>
    {
        var quarter = Quarter(at);
        object[] now = [.. subject, Spells.Open];
        var run = rows.Find<TRow>(now);
        if (run is not null && quarter < run.Since - LongestGap)
        {
            // Told far too late: a run of its own. No other ends within a quarter.
            var until = quarter.AddMinutes(1);
            rows.Put(first.Within(quarter, quarter, until), [.. subject, until]);
            return;
        }

        var goesOn = run is not null && quarter <= run.Last + LongestGap;
        if (goesOn && quarter >= run!.Since && quarter <= run.Last) return;
        if (run is not null && !goesOn) rows.Put(run.Within(run.Since, run.Last, run.Last), [.. subject, run.Last]);
        rows.Put(
            goesOn ? run!.Within(Earlier(run.Since, quarter), Later(run.Last, quarter), Spells.Open) : first.Within(quarter, quarter, Spells.Open), now);
    }

    // Days begin with a quarter in every time zone, so that a window of whole days is whole quarters; and a thousand votes in an evening change few rows.
    static DateTimeOffset Quarter(DateTimeOffset at)
    {
        var utc = at.UtcTicks;
        return new(utc - utc % (Minutes * TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>Who was active and what was alive, when. What was taken back later was done all the same.</summary>
public sealed class PresenceProjection : IProjection
{
    public string Name => "presence";

    public int Revision => 2;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<PresenceRun>("presence", "programme", "member", "until"), Table.Of<StirRun>("stir", "programme", "initiative", "until")];

    // By the last act: a window of today finds what is alive, among all that ever was.
    public string Ddl => """
        create table presence (programme uuid not null, member uuid not null, since timestamptz not null, last timestamptz not null, until timestamptz not null,
          primary key (programme, member, until));
        create index presence_last on presence (programme, last);
        create table stir (programme uuid not null, initiative uuid not null, since timestamptz not null, last timestamptz not null, until timestamptz not null,
          primary key (programme, initiative, until));
        create index stir_last on stir (programme, last);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (ActOf(recorded) is not var (member, initiative)) return;
        wanted.Row<PresenceRun>(recorded.Tenant, member, Spells.Open);
        wanted.Row<StirRun>(recorded.Tenant, initiative, Spells.Open);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (ActOf(recorded) is not var (member, initiative)) return;
        rows.Act(recorded.At, new PresenceRun(recorded.Tenant, member, recorded.At, recorded.At, Spells.Open), recorded.Tenant, member);
        rows.Act(recorded.At, new StirRun(recorded.Tenant, initiative, recorded.At, recorded.At, Spells.Open), recorded.Tenant, initiative);
    }

    static (Guid Member, Guid Initiative)? ActOf(Recorded recorded) =>
        recorded.Actor is { } member && InitiativeEvent.IdOf(recorded.Data) is { } initiative && !TakesBack(recorded.Data) ? (member, initiative) : null;

    static bool TakesBack(object data) => data is VoteWithdrawn or PledgeWithdrawn or CommentRemoved or TextRemoved or ActivityPictureRemoved;
}
