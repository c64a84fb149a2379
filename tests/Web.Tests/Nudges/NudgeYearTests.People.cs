using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Tests.Nudges;

/// <summary>What people plan and do in the year.</summary>
public sealed partial class NudgeYearTests
{
    /// <summary>Most want no digest, which keeps the year short; some are away in spring.</summary>
    async Task Choose()
    {
        foreach (var member in town.Members)
        {
            string[] muted = Chance("digest", member) < 90 ? ["weekly_digest"] : [];
            await town.Views.Execute(
                "insert into hub.nudge_choice values (@member, @dose, @muted, null, hub.clock())",
                new { member, dose = DoseOf(member), muted = Chance("mute", member) < 5 ? [.. muted, "overdue"] : muted });
            if (Chance("away", member) < 10)
                await town.Happens($"member-{NudgeTown.Programme:N}-{member:N}", member, new AbsenceNoted(member, new DateOnly(2027, 2, 15), new DateOnly(2027, 3, 7)));
        }
    }

    /// <summary>Everybody gets a deed that will be late, and is in on one that is carried out.</summary>
    async Task PlanQuarter(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        await town.Happens(
            $"initiative-{Talk(now):N}", town.Coordinator, new InitiativeProposed(Talk(now), town.Coordinator, "astorp", [], 0, "Prat", "", [], [], [], now.AddDays(20).ToUniversalTime(), null));
        await Parallel.ForEachAsync(town.Members.Chunk(10).Index(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (group, _) =>
        {
            var (number, own) = group;
            var idea = DerivedId.From($"idea {Quarter(now)} {number}");
            var stream = $"initiative-{idea:N}";
            object[] late = [.. own.SelectMany((member, n) => new object[]
            {
                new ActivityPlanned(idea, DerivedId.From($"late {Quarter(now)}", member), member, "astorp", Plan, town.Coordinator),
                new ActivityScheduled(idea, DerivedId.From($"late {Quarter(now)}", member), "Fritid", today.AddDays(20 + (number + n) % 12), "Åstorp"),
            })];
            var done = DerivedId.From($"done {Quarter(now)}", idea);
            await town.Happens(stream, town.Coordinator,
            [
                new InitiativeProposed(idea, town.Coordinator, "astorp", [], 0, "Familjegirot", "", [], [], [], now.AddDays(20).ToUniversalTime(), null), .. late,
                new ActivityPlanned(idea, done, town.Coordinator, "astorp", Plan, town.Coordinator),
                new ActivityScheduled(idea, done, "Fritid", today.AddDays(1), "Åstorp"),
            ]);
            foreach (var member in own) await town.Happens($"pledge-{idea:N}-{member:N}", member, new PledgeMade(idea, member, "astorp", null));
            await town.Happens(stream, town.Coordinator, new ActivityCarriedOut(idea, done, town.Coordinator, today, 10, ""));
            // Some say at once what came of it, and are not to be asked.
            foreach (var member in own.Where(member => Chance("early", member, done) < 15)) await Rate(idea, done, member);
        });
        await town.Hub.Settled();
    }

    /// <summary>Now and then somebody is spoken to, where nobody else follows it: its bell rings beside the dose.</summary>
    async Task Speak(DateTimeOffset now)
    {
        foreach (var member in town.Members.Where(member => Chance($"speak {now:O}", member) < 1 && Chance($"speak too {now:O}", member) < 10))
        {
            var comment = DerivedId.From($"said {now:O}", member);
            await town.Happens($"comment-{comment:N}", town.Coordinator, new CommentPosted(Talk(now), comment, town.Coordinator, Mention.Of(member), Mentioned: [member]));
        }

        await town.Hub.Settled();
    }

    static Guid Talk(DateTimeOffset now) => DerivedId.From($"talk {Quarter(now)}");

    /// <summary>What people do about what came since: of those who were told of something late most act, of those who were not a few.</summary>
    async Task React(DateTimeOffset since)
    {
        var came = await town.Views.Many<NudgeRow>("select * from hub.nudge where passed_at >= @since and kind in ('overdue', 'rate_outcome') and acted_at is null", new { since });
        var looked = came.Where(row => row.ShownAt is not null && Chance("look", row.Nudge) < 30).Select(row => row.Nudge).ToArray();
        await town.Views.Execute(
            """
            with seen as (update hub.nudge set seen_at = hub.clock(), steps = steps + 1 where nudge = any(@looked) and seen_at is null returning nudge, steps)
            insert into hub.nudge_step select nudge, steps, 'seen', null, hub.clock() from seen
            """,
            new { looked });
        foreach (var row in came)
        {
            var acts = row.Kind == NudgeKind.RateOutcome ? 30 : row.State == "held_out" ? 10 : 60;
            if (Chance("act", row.Nudge) < acts) await Act(row);
        }

        // And some do it while their nudge waits for its turn.
        foreach (var row in await town.Views.Many<NudgeRow>("select * from hub.nudge where state = 'waiting' and passed_at is null and kind in ('overdue', 'rate_outcome')"))
            if (Chance("meanwhile", row.Nudge) < 15) await Act(row);
        await town.Hub.Settled();
    }

    async Task Act(NudgeRow row)
    {
        var idea = await town.Views.Value<Guid>("select initiative from activity where activity = @Subject", new { row.Subject });
        if (row.Kind == NudgeKind.RateOutcome) await Rate(idea, row.Subject!.Value, row.Recipient);
        else if (await town.Views.Value<string>("select state from activity where activity = @Subject", new { row.Subject }) == "scheduled")
            await town.Happens($"initiative-{idea:N}", row.Recipient, new ActivityCancelled(idea, row.Subject!.Value, row.Recipient, "Blev inte av"));
    }

    async Task Rate(Guid idea, Guid done, Guid member)
    {
        var stream = $"rating-{done:N}-{member:N}";
        if ((await town.Hub.Log.ReadStream(stream)).Count == 0) await town.Happens(stream, member, new OutcomeRated(idea, done, member, RaterPart.Participant, 4, null, null));
    }
}
