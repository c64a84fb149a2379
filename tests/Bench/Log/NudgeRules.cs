using System.Diagnostics;
using Activation.Bench.Figures;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;

namespace Activation.Bench.Log;

/// <summary>All rules asked of a programme of three thousand members with two years behind it, and what was done about what was told: as every five minutes.</summary>
static class NudgeRules
{
    public static async Task Measure(Session session)
    {
        await using var town = await Town.Start(session.Over);
        // Nothing falls due by itself meanwhile: a Wednesday at noon, when all rules are asked.
        var now = new DateTimeOffset(2027, 3, 10, 12, 0, 0, TimeSpan.FromHours(1));
        await town.Of<Views>().Execute($"create or replace function hub.clock() returns timestamptz language sql stable as 'select timestamptz ''{now:O}'''");
        await town.Of<Views>().Execute(TwoYears, new { programme = town.Here.Id, place = town.Here.Municipalities[0].Municipality, now });
        var (finder, acts) = (town.Of<NudgeFinder>(), town.Of<NudgeActs>());
        var (due, seconds, noticed) = (0, new List<double>(), new List<double>());
        for (var round = -1; round < session.Rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            due = (await finder.Find(town.Here, now)).Count;
            var found = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            await acts.Notice(town.Here.Id, session.Over);
            // The first time all is read from disk, and is not counted.
            if (round < 0) continue;
            seconds.Add(found);
            noticed.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds - found);
            Session.Say($"round {round + 1}: {due} due, found in {found:N2} s; acts noticed in {noticed[^1]:N2} s");
        }

        session.Report.Add(new Figure("Most heap while all rules are asked, garbage and all", "MB", [await Heap(() => finder.Find(town.Here, now))], Goal: Goal.Most(100)));
        session.Report.Add(new Figure($"All rules asked of 3,000 members and two years: {due:N0} due", "s", [.. seconds], Goal: Goal.Most(2)));
        session.Report.Add(new Figure("Noticing what was done about 40,000 that were told", "s", [.. noticed], Goal: Goal.Most(2)));
    }

    /// <summary>How far the heap goes above what was there before, looked at each millisecond.</summary>
    static async Task<double> Heap(Func<Task> work)
    {
        var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        var running = work();
        while (!running.IsCompleted)
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            await Task.WhenAny(running, Task.Delay(1));
        }

        await running;
        return Math.Max(0, most - before) / 1e6;
    }

    // Straight into the tables: what is measured is the reading. Columns are named, since projections add some. Ids follow from numbers, so that rows find each other.
    const string TwoYears = """
        create temp table m on commit drop as select n, md5('member ' || n)::uuid as id from generate_series(1, 3000) n;
        create temp table i on commit drop as select n, md5('idea ' || n)::uuid as id, @now::timestamptz - (n % 730) * interval '1 day' as at from generate_series(1, 2500) n;
        create temp table a on commit drop as select n, md5('deed ' || n)::uuid as id, md5('idea ' || (n % 2500 + 1))::uuid as idea, md5('member ' || (n % 3000 + 1))::uuid as owner,
          @now::timestamptz - (n % 730) * interval '1 day' as at, (array['draft', 'submitted', 'approved', 'scheduled', 'carried_out', 'carried_out', 'carried_out', 'cancelled'])[n % 8 + 1] as state
          from generate_series(1, 7000) n;
        insert into member (programme, member, municipality, roles, deputy_for, "left")
          select @programme, id, @place, case when n % 100 = 0 then array['coordinator'] else array['core_team'] end, '{}', false from m;
        insert into audit (position, programme, kind, at, member) select 1000000000 + n, @programme, 'member-enrolled', @now::timestamptz - (n % 730) * interval '1 day', id from m;
        insert into initiative (initiative, programme, number, proposer, municipality, partners, stage, title, description, focus_areas, values, metrics, state, proposed_at,
            voting_until, voting_closed, supports, not_nows, pledges, pledges_from, comments, activities, approved, carried_out, last_at, voting_paused, taken_in)
          select id, @programme, 100000 + n, md5('member ' || (n % 3000 + 1))::uuid, @place, '{}', 0, 'Bänkar', '', '{}', '[]', '[{"metric": "1.1", "mechanism": ""}]', 'active', at,
            at + interval '20 days', false, 0, 0, 0, '{}', 0, 3, 1, 1, at, false, '{}' from i;
        insert into activity (activity, initiative, programme, owner, municipality, plan, title, state, level, planned_at, submitted_at, first_decided_at, decided_at, decision, due_on,
            carried_out_on, carried_out_at, participants, participant_grades, coordinator_grades, confirmed_at, pictures)
          select id, idea, @programme, owner, @place, '{"title": "Bänk", "what": "", "responsible": "", "when": "", "place": "", "first_step": "", "success_sign": "", "resources": "", "link": ""}',
            'Bänk', state, 3, at - interval '30 days', at - interval '20 days', at - interval '10 days', at - interval '10 days', case when state = 'draft' then null else 'approved' end, at::date,
            case when state = 'carried_out' then at::date end, case when state = 'carried_out' then at end, 10, array[4, 5, 4], '{}', case when state = 'carried_out' then at end, '[]' from a;
        insert into happening (position, programme, initiative, activity, kind, actor, at)
          select 2000000000 + a.n * 10 + k, @programme, idea, a.id, (array['activity-planned', 'activity-plan-changed', 'activity-submitted', 'activity-approved', 'activity-scheduled', 'activity-on-track',
          'help-asked', 'activity-carried-out'])[k + 1], owner, at - (8 - k) * interval '3 days' from a, generate_series(0, 7) k;
        insert into ballot (programme, initiative, member, municipality, stance, position, at)
          select @programme, i.id, md5('member ' || ((i.n * 7 + k * 31) % 3000 + 1))::uuid, @place, 'support', 0, i.at from i, generate_series(1, 40) k on conflict do nothing;
        insert into pledge (programme, initiative, member, municipality, at)
          select @programme, i.id, md5('member ' || ((i.n * 11 + k * 37) % 3000 + 1))::uuid, @place, i.at from i, generate_series(1, 12) k on conflict do nothing;
        insert into comment (comment, programme, initiative, author, text, at, reports, mentioned)
          select md5('comment ' || i.n || ' ' || k)::uuid, @programme, i.id, md5('member ' || ((i.n * 13 + k) % 3000 + 1))::uuid, 'Bra', i.at, '[]', '{}' from i, generate_series(1, 8) k;
        insert into rating (programme, activity, member, initiative, part, grade, at)
          select @programme, a.id, md5('member ' || ((a.n * 17 + k * 41) % 3000 + 1))::uuid, a.idea, 'participant', 4, a.at from a, generate_series(1, 4) k where a.state = 'carried_out' on conflict do nothing;
        insert into hub.nudge (nudge, programme, kind, object, recipient, period, state, args, act, subject, due_at, not_before, passed_at, shown_at, sent_at, mailed_at, via)
          select md5('told ' || n)::uuid, @programme, (array['overdue', 'rate_outcome', 'outcome_known', 'weekly_digest', 'due_soon'])[n % 5 + 1], 'activity:' || md5('deed ' || (n % 7000 + 1))::uuid,
            md5('member ' || (n % 3000 + 1))::uuid, 'past ' || n, 'sent', '[]', 'look', md5('deed ' || (n % 7000 + 1))::uuid, t, t, t, t, t, t, 'mail'
            from (select n, @now::timestamptz - (n % 700) * interval '1 day' as t from generate_series(1, 40000) n) told;
        analyze member; analyze initiative; analyze activity; analyze happening; analyze ballot; analyze pledge; analyze comment; analyze rating; analyze hub.nudge
        """;
}
