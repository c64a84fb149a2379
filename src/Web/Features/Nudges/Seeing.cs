using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>Somebody has looked at what rang: then no mail follows it.</summary>
public sealed class Seeing(Views views, Bell bell)
{
    /// <summary>Only their own, only what rang, and once: the first look counts.</summary>
    public async Task See(Guid person, Guid[] nudges)
    {
        // The look and what the log is to be told of it are written together, so that neither is without the other. In one order, as everywhere, no two
        // nodes wait for each other in a circle.
        await views.Execute(
            """
            with mine as (
              select nudge from hub.nudge where nudge = any(@nudges) and recipient = @person and shown_at is not null and seen_at is null order by nudge for update),
            seen as (update hub.nudge n set seen_at = hub.clock(), steps = n.steps + 1 from mine where n.nudge = mine.nudge returning n.nudge, n.steps)
            insert into hub.nudge_step (nudge, step, happened, at) select nudge, steps, 'seen', hub.clock() from seen
            """,
            new { person, nudges });
        bell.Forget(person);
    }

    /// <summary>A municipality has said no to an example: nobody there is asked about it any more, and who said so has heard it.</summary>
    public async Task Answered(Guid programme, Actor actor, Guid example)
    {
        var of = new { programme, about = NudgeObject.Initiative(example), actor.Municipality, actor.Member };
        await views.Execute(
            """
            with mine as (
              select nudge from hub.nudge where programme = @programme and kind = 'fits_your_gap' and object = @about and municipality = @Municipality and passed_at is not null
               order by nudge for update)
            update hub.nudge n set until = least(n.until, hub.clock()) from mine where n.nudge = mine.nudge
            """,
            of);
        await See(actor.Member, [.. await views.Everywhere.Column<Guid>("select nudge from hub.nudge where kind = 'fits_your_gap' and object = @about and recipient = @Member", of)]);
    }
}
