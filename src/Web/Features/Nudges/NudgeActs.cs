using Activation.Domain.Nudges;
using Activation.Store.Followers;
using Activation.Web.Features.Goals;
using Dapper;

namespace Activation.Web.Features.Nudges;

/// <summary>
/// Notices that what a nudge wished for was done, for as long as it may stand open: also of those that chance held out, since that is the
/// comparison. What informs and asks for nothing has worked when its reader does anything at all.
/// </summary>
public sealed class NudgeActs(ReadModels readModels)
{
    /// <summary>What is done later answers the ask, and is not put down to the nudge.</summary>
    public const int Days = 14;

    /// <summary>An ask is open for thirty days at most, and silence is counted over eight weeks: whoever did it by then has answered.</summary>
    const int OpenDays = 7 * Fading.Weeks;

    /// <summary>When it was done, once or more, for a nudge <c>n</c>.</summary>
    static readonly IReadOnlyList<(NudgeKind[] Kinds, string Done)> Wished =
    [
        // Thrown away is an answer as well.
        ([NudgeKind.IdleDraft], $"""
            {OnActivity("'activity-plan-changed', 'activity-submitted', 'activity-cancelled'")}
            union all select i.proposed_at from initiative i where i.initiative = n.subject
            union all select d.changed_at from hub.draft d where d.initiative = n.subject and d.member = n.recipient
            union all select hub.clock() where n.subject is not null and not exists (select from hub.draft d where d.initiative = n.subject) and not exists (select from initiative i where i.initiative = n.subject)
              and not exists (select from activity a where a.activity = n.subject)
            """),
        ([NudgeKind.ReadyDraft], OnActivity("'activity-submitted', 'activity-cancelled'")),
        ([NudgeKind.NoPlanYet], OnActivity("'activity-scheduled', 'activity-cancelled'")),
        ([NudgeKind.Overdue, NudgeKind.NeedsTalk], OnActivity("'activity-scheduled', 'activity-carried-out', 'activity-cancelled', 'activity-on-track', 'help-asked'")),
        ([NudgeKind.DueSoon], "select h.at from activity a join happening h on h.initiative = a.initiative where a.activity = n.subject and h.actor = n.recipient"),
        // Two are asked, and either may answer for both.
        ([NudgeKind.StillAlive], """
            select h.at from activity a join happening h on h.initiative = a.initiative
             where a.activity = n.subject and (h.actor = n.recipient or h.activity = n.subject and h.kind = 'activity-followed-up')
            """),
        ([NudgeKind.WaitingApproval], "select a.decided_at as at from activity a where a.activity = n.subject"),
        ([NudgeKind.RateOutcome], "select r.at from rating r where r.activity = n.subject and r.member = n.recipient"),
        ([NudgeKind.StoryWaiting], "select s.drafted_at as at from story s where s.story = n.subject"),
        ([NudgeKind.StoryHeld], "select s.changed_at as at from story s where s.activity = n.subject"),
        ([NudgeKind.FitsYourGap], "select i.proposed_at as at from initiative i where i.programme = n.programme and i.parent = n.subject and i.municipality = n.municipality"),
        ([NudgeKind.MunicipalitySilent], "select i.last_at as at from initiative i where i.programme = n.programme and i.municipality = n.municipality"),
        // Anybody's initiative serves it, new or one that was there: linked is linked, as the rule sees it.
        ([NudgeKind.MetricOrphan], """
            select x.at from initiative i cross join lateral jsonb_to_recordset(i.metrics) as l(metric text)
             cross join lateral (select i.proposed_at as at union all select h.at from happening h where h.initiative = i.initiative and h.kind in ('initiative-reworded', 'initiative-resumed')) x
             where i.programme = n.programme and l.metric = n.args->>0 and i.state in ('proposed', 'active', 'completed')
            union all select s.at from sign_off s
             where s.programme = n.programme and s.municipality = n.municipality and s.number = n.args->>0 and s.comment is not null
               and not exists (select from sign_off l where (l.programme, l.number, l.year, l.municipality) = (s.programme, s.number, s.year, s.municipality) and l.position > s.position)
            """),
        // Done is all of it; whoever of them signs the last one has done it for all.
        ([NudgeKind.FollowUpOpen], $"""
            select max(s.at) as at from sign_off s where s.programme = n.programme and s.municipality = n.municipality and s.year::text = n.args->>1
            having not exists (select from {UnsignedMetrics.Of("n.programme", "n.municipality", "n.args->>1")})
            """),
        ([NudgeKind.SpokenTo], "select c.at from comment c where c.author = n.recipient and coalesce(c.story, c.initiative) = n.subject"),
        ([NudgeKind.FirstAct, NudgeKind.FollowedApproved, NudgeKind.FollowedMoved, NudgeKind.OutcomeKnown, NudgeKind.IdeaLivesOn, NudgeKind.WeeklyDigest, NudgeKind.FadingOut], """
            select b.at from ballot b where b.member = n.recipient union all select p.at from pledge p where p.member = n.recipient
            union all select r.at from rating r where r.member = n.recipient
            union all (select h.at from happening h where h.actor = n.recipient and h.at > n.passed_at order by h.at limit 1)
            """),
    ];

    public async Task<int> Notice(Guid programme, CancellationToken cancellationToken)
    {
        await using var connection = await readModels.Pages.OpenConnectionAsync(cancellationToken);
        var noticed = 0;
        foreach (var (kinds, done) in Wished)
            noticed += await connection.ExecuteAsync(
                $"""
                with done as (
                  select n.nudge, min(x.at) as at from hub.nudge n cross join lateral ({done}) x
                   where n.programme = @programme and n.kind = any(@kinds) and n.passed_at > hub.clock() - make_interval(days => @OpenDays + 2) and n.acted_at is null
                     and (n.state <> 'skipped' or n.reason = 'in_digest') and x.at > n.passed_at and x.at <= n.passed_at + make_interval(days => @OpenDays)
                   group by n.nudge),
                mine as (select n.nudge, d.at from hub.nudge n join done d using (nudge) where n.acted_at is null order by n.nudge for update of n skip locked),
                acted as (update hub.nudge n set acted_at = d.at, steps = n.steps + 1 from mine d where n.nudge = d.nudge returning n.nudge, n.steps)
                insert into hub.nudge_step select nudge, steps, 'acted', null, hub.clock() from acted
                """,
                new { programme, kinds = kinds.Select(Stored.Name).ToArray(), OpenDays });
        return noticed;
    }

    static string OnActivity(string kinds) => $"select h.at from activity a join happening h on h.initiative = a.initiative and h.activity = a.activity where a.activity = n.subject and h.kind in ({kinds})";
}
