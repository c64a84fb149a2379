using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Board;

/// <summary>All municipalities together: has each carried out something that shows the value of the open stage?</summary>
public sealed class ChallengeQuery(Views views)
{
    /// <summary>Null between stages, and in a stage that stands for no value.</summary>
    public async Task<Challenge?> Of(ProgrammeView here, DateTimeOffset now)
    {
        if (here.OpenStage is not { Value: { } value } stage) return null;
        var rows = await views.Many<StandingRow>(
            """
            select a.municipality, bool_or(a.state = 'carried_out') as done,
                   bool_or(a.state in ('approved', 'scheduled')) as planned, min(a.due_on) filter (where a.state = 'scheduled') as due_on
              from activity a join initiative i using (initiative)
             where a.programme = @Id and i.stage = @Stage and i.values @> jsonb_build_array(jsonb_build_object('value', @value::text))
             group by a.municipality
            """,
            new { here.Id, stage.Stage, value });
        var standing = rows.ToDictionary(row => row.Municipality);
        return new(
            here.Values.FirstOrDefault(v => v.Value == value)?.Name ?? value,
            Math.Max(0, stage.ToOn.DayNumber - here.Today(now).DayNumber),
            [.. here.Municipalities.Select(m => Stop(m, standing.GetValueOrDefault(m.Municipality)))]);
    }

    static ChallengeStop Stop(MunicipalityRow municipality, StandingRow? row) => new(
        municipality.Municipality, municipality.Name,
        row is { Done: true } ? StopState.Done : row is { Planned: true } ? StopState.Now : StopState.Next, row?.DueOn);

    sealed record StandingRow(string Municipality, bool Done, bool Planned, DateOnly? DueOn);
}

/// <param name="DaysLeft">Of the stage.</param>
/// <param name="Stops">In route order; now means planned.</param>
public sealed record Challenge(string Value, int DaysLeft, IReadOnlyList<ChallengeStop> Stops)
{
    public int Reached => Stops.Count(stop => stop.State == StopState.Done);

    public bool IsComplete => Stops.Count > 0 && Reached == Stops.Count;

    public Elva Elva => new([.. Stops.Select(stop => new ElvaStop(stop.Name, stop.State))]);
}

/// <param name="DueOn">When the first planned one is to happen, as far as a day is set.</param>
public sealed record ChallengeStop(string Municipality, string Name, StopState State, DateOnly? DueOn);
