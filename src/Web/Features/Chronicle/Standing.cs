using System.Text.Json.Serialization;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Features.Initiatives;

namespace Activation.Web.Features.Chronicle;

/// <summary>How an initiative stood.</summary>
/// <param name="State">proposed, active, completed, parked or withdrawn.</param>
/// <param name="Approved">Had an activity approved by then.</param>
/// <param name="Merged">It went on in another then, and counted there.</param>
/// <param name="WentInto">Where it went on then.</param>
/// <param name="Metrics">Numbers of those it said that it serves.</param>
/// <param name="Values">Keys of the core values it said that it shows.</param>
public sealed record StandingSpell(
    Guid Programme, Guid Initiative, string Municipality, string[] Partners, string State, bool Approved, bool Merged, string[] Metrics, string[] Values,
    string[] FocusAreas, DateTimeOffset Since, DateTimeOffset Until, Guid? WentInto = null) : ISpell<StandingSpell>
{
    public StandingSpell Within(DateTimeOffset since, DateTimeOffset until) => this with { Since = since, Until = until };
}

/// <summary>An initiative was borrowed.</summary>
/// <param name="Initiative">The new one.</param>
/// <param name="Parent">The one it was borrowed from.</param>
/// <param name="Homes">Where the idea had been by then, all the way up: what comes back there was taken up by nobody.</param>
public sealed record AdoptionRow(Guid Programme, Guid Initiative, string Municipality, Guid Parent, DateTimeOffset At, string[] Homes)
{
    /// <summary>The idea has come to a place where it had not been.</summary>
    [JsonIgnore]
    public bool IsNewThere => !Homes.Contains(Municipality);
}

public sealed class StandingProjection : IProjection
{
    public string Name => "standings";

    public int Revision => 6;

    public IReadOnlyList<Table> Tables { get; } =
        [Table.Of<StandingSpell>("standing", "initiative", "until"), Table.Of<AdoptionRow>("adoption", "initiative")];

    public string Ddl => """
        create table standing (programme uuid not null, initiative uuid not null, municipality text not null, partners text[] not null,
          state text not null, approved boolean not null, merged boolean not null, metrics text[] not null, values text[] not null, focus_areas text[] not null,
          since timestamptz not null, until timestamptz not null, went_into uuid, primary key (initiative, until));
        create index standing_until on standing (programme, until);
        create table adoption (programme uuid not null, initiative uuid primary key, municipality text not null, parent uuid not null, at timestamptz not null,
          homes text[] not null);
        create index adoption_at on adoption (programme, at);
        create index adoption_parent on adoption (parent);
        """;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (Turns(recorded.Data) && InitiativeEvent.IdOf(recorded.Data) is { } initiative) wanted.Row<StandingSpell>(initiative, Spells.Open);
        if (recorded.Data is not InitiativeProposed { Parent: { } parent }) return;
        wanted.Row<StandingSpell>(parent, Spells.Open);
        wanted.Row<AdoptionRow>(parent);
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (!Turns(recorded.Data) || InitiativeEvent.IdOf(recorded.Data) is not { } initiative) return;
        if (recorded.Data is InitiativeProposed { Parent: { } parent } borrowed)
            rows.Put(new AdoptionRow(recorded.Tenant, initiative, borrowed.Municipality, parent, recorded.At, HomesOf(parent, rows)), initiative);
        var so = rows.Find<StandingSpell>(initiative, Spells.Open);
        var next = recorded.Data is InitiativeProposed e
            ? new StandingSpell(
                recorded.Tenant, initiative, e.Municipality, e.Partners, "proposed", Approved: false, Merged: false, Numbers(e.Metrics), Keys(e.Values), e.FocusAreas, recorded.At,
                Spells.Open)
            : so is null ? null : Evolve(so, recorded.Data);
        // An activity approved beside others changes nothing here.
        if (next is not null && next != so) rows.Turn(recorded.At, next, initiative);
    }

    static string[] HomesOf(Guid parent, Rows rows) =>
        [.. (rows.Find<AdoptionRow>(parent)?.Homes ?? []).Concat(rows.Find<StandingSpell>(parent, Spells.Open) is { } there ? [there.Municipality] : []).Distinct()];

    static StandingSpell Evolve(StandingSpell so, object data) => data switch
    {
        ActivityApproved => so with { State = "active", Approved = true },
        InitiativeCompleted => so with { State = "completed" },
        InitiativeParked => so with { State = "parked" },
        InitiativeResumed => so with { State = so.Approved ? "active" : "proposed" },
        InitiativeWithdrawn or SplitUndone => so with { State = "withdrawn" },
        InitiativeMerged e => so with { Merged = true, WentInto = e.Into },
        MergeUndone => so with { Merged = false, WentInto = null },
        InitiativeReworded e when Says(e) is var (metrics, values, areas)
            && !(so.Metrics.SequenceEqual(metrics) && so.Values.SequenceEqual(values) && so.FocusAreas.SequenceEqual(areas)) =>
            so with { Metrics = metrics, Values = values, FocusAreas = areas },
        _ => so,
    };

    static (string[] Metrics, string[] Values, string[] FocusAreas) Says(InitiativeReworded e) => (Numbers(e.Metrics), Keys(e.Values), e.FocusAreas);

    static string[] Numbers(MetricLink[] links) => [.. links.Select(link => link.Metric).Distinct()];

    static string[] Keys(ValueShown[] values) => [.. values.Select(shown => shown.Value).Distinct()];

    static bool Turns(object data) => data is InitiativeProposed or InitiativeReworded or ActivityApproved or InitiativeCompleted or InitiativeParked
        or InitiativeResumed or InitiativeWithdrawn or SplitUndone or InitiativeMerged or MergeUndone;
}
