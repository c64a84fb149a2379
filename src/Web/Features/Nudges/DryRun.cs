using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>What would become of a nudge.</summary>
/// <param name="State">sent, held_out, waiting or skipped.</param>
public sealed record Foreseen(DueNudge Due, string State, NudgeReason? Reason, DateTimeOffset? NotBefore);

/// <summary>What would go to whom at a time to come, if nothing else happened until then: the same rules and the same weighing, and nothing is written.</summary>
public sealed class DryRun(ReadModels readModels, Views views, NudgeFinder finder, Knowledge knowledge)
{
    /// <summary>Of the next opening of the window tomorrow.</summary>
    public async Task<IReadOnlyList<Foreseen>> Tomorrow(ProgrammeView here)
    {
        var now = await readModels.Clock();
        var window = NudgeFinder.Window(here);
        return await At(here, window.On(here.Today(now).AddDays(1)).AddMinutes(30));
    }

    public async Task<IReadOnlyList<Foreseen>> At(ProgrammeView here, DateTimeOffset then)
    {
        var open = await views.In(here.Id).Many<NudgeRow>(
            "select * from hub.nudge where programme = @Id and state in ('due', 'waiting') and passed_at is null and not_before <= @then", new { here.Id, then });
        var found = await finder.Find(here, then);
        // Whichever programme says it, a person is told once.
        var known = (await views.Everywhere.Column<Guid>("select nudge from hub.nudge where nudge = any(@fresh)", new { fresh = found.Select(Stored.Id).ToArray() })).ToHashSet();
        var fresh = found.Where(due => !known.Contains(Stored.Id(due))).Select(due => Row(due, here, then));
        NudgeRow[] rows = [.. open, .. fresh];
        if (rows.Length == 0) return [];
        var weighed = await knowledge.Of(here, then, rows);
        return
        [
            .. rows.GroupBy(row => row.Recipient).SelectMany(own => Turns.Weigh([.. own], weighed, here, then))
                .Select(change => new Foreseen(weighed[change.Nudge].Due, change is { Passed: true, State: "waiting" } ? "sent" : change.State, change.Reason, change.NotBefore)),
        ];
    }

    static NudgeRow Row(DueNudge due, ProgrammeView here, DateTimeOffset then) => new(
        Stored.Id(due), here.Id, due.Kind, due.Object, due.Recipient, due.Period, due.Municipality, "due", null, [.. due.Args], due.Deed.Act, due.Deed.Subject,
        then, then, due.Until, null, null, null, null, null, null, null, null, null, 0, null, null, 0);
}
