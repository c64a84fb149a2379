namespace Activation.Web.Features.Chronicle;

/// <summary>What is asked of the history. A spell holds at the end of a day when it began before that end and did not end before it.</summary>
static class ChronicleSql
{
    const string Days = "day as (select * from unnest(@Days, @Firsts, @Begins, @Ends, @Enough) d (day, first, begins, ends, enough))";

    const string Holds = "since < d.ends and until >= d.ends";

    // Somebody who moved or left counts where they are enrolled at the end, so active is never more than enrolled. Who may only look is not counted:
    // what they cannot do, nobody waits for.
    const string People = $"""
        present as (
          select distinct d.day, p.member from day d
            join presence p on p.programme = @Id and p.quarter >= d.begins and p.quarter < d.ends
        ), people as (
          select d.day, m.municipality, count(*) as enrolled, count(p.member) as active
            from day d join membership m on m.programme = @Id and m.joins and {Holds}
            left join present p on p.day = d.day and p.member = m.member group by d.day, m.municipality
        )
        """;

    // Due is what completion counts: carried out, overdue or cancelled, by the date agreed last. What is open is also due on the day it had promised: a date
    // that is moved after it had passed takes nothing back. Done is what another than its owner has confirmed by then. A grade is of the day it was first given: it counts as
    // it stands at the end, and changing an old one does not bring it back. Grades of what too few have rated are in no sum: less the others, a single one
    // could be read in it.
    const string Deeds = $"""
        deeds as (
          select d.day, c.municipality, count(*) as due, count(*) filter (where c.state = 'carried_out' and w.confirmed_at < d.ends) as done
            from day d join course c on c.programme = @Id and (c.due_on between d.first and d.day or c.promised_on between d.first and d.day) and {Holds}
            join activity w using (activity)
           where (c.state = 'carried_out' and c.due_on between d.first and d.day)
              or (c.state in ('approved', 'scheduled', 'cancelled') and (c.due_on between d.first and d.day - 1 or c.promised_on between d.first and d.day - 1))
           group by d.day, c.municipality
        ), rated as (
          select d.day, r.activity from day d
           cross join lateral (select distinct g.activity from grade g where g.programme = @Id and g.since >= d.begins and {Holds} and g.part <> 'owner') r
           where (select count(*) from grade e where e.activity = r.activity and e.part <> 'owner' and {Holds}) >= d.enough
        ), grades as (
          select d.day, a.municipality, array_agg(g.grade order by g.grade) filter (where g.part = 'participant') as participants,
                 array_agg(g.grade order by g.grade) filter (where g.part = 'coordinator') as coordinators
            from rated r join day d using (day) join grade g on g.activity = r.activity and g.since >= d.begins and {Holds} join activity a on a.activity = r.activity
           where g.part <> 'owner' and not exists (select from grade f where f.activity = g.activity and f.member = g.member and f.since < d.begins)
           group by d.day, a.municipality
        )
        """;

    // Borrowing from oneself is none, and so is what comes back to where the idea has been; and who takes up one idea twice has taken it up. An initiative counts for everyone who has a part in it. Both need their first yes: what somebody proposes, and
    // with whom, is their own word alone. An adoption is of the day of that yes. What was merged counts where it goes on:
    // two copies of one idea that became one are one adoption. Of what is alive each finds its own spell: all that there ever were are many.
    const string Together = $"""
        taken as (
          select c.initiative, c.municipality, c.parent, c.homes, min(f.since) as at
            from adoption c join standing f on f.initiative = c.initiative and f.approved where c.programme = @Id group by c.initiative
        ), lent as (
          select d.day, e.municipality, count(distinct (coalesce(g.municipality, c.municipality), c.parent)) as adoptions
            from day d join taken c on c.at >= d.begins and c.at < d.ends
            left join initiative parent on parent.initiative = c.parent
            join standing s on s.initiative = c.initiative and {Holds} and s.state <> 'withdrawn'
            left join initiative g on g.initiative = s.went_into
           cross join lateral (values (c.municipality), (parent.municipality)) e (municipality)
           where c.municipality <> all(c.homes) group by d.day, e.municipality
        ), alive as (
          select distinct d.day, d.ends, s.initiative from day d
            join stir s on s.programme = @Id and s.quarter >= d.begins and s.quarter < d.ends
        ), own as (
          select d.day, e.municipality, count(*) as initiatives, count(*) filter (where cardinality(s.partners) > 0) as across
            from alive d
           cross join lateral (select * from standing s where s.initiative = d.initiative and s.until >= d.ends order by s.until limit 1) s
           cross join lateral unnest(s.municipality || s.partners) e (municipality)
           where s.since < d.ends and s.state <> 'withdrawn' and not s.merged and s.approved group by d.day, e.municipality
        )
        """;

    public const string Facts = $$"""
        with {{Days}}, {{People}}, {{Deeds}}, {{Together}}
        select d.day, t.municipality, coalesce(enrolled, 0) as enrolled, coalesce(active, 0) as active, coalesce(due, 0) as due,
               coalesce(done, 0) as done, coalesce(participants, '{}') as participants, coalesce(coordinators, '{}') as coordinators,
               coalesce(adoptions, 0) as adoptions, coalesce(initiatives, 0) as initiatives, coalesce(across, 0) as across
          from day d join joined t on t.programme = @Id and t.at < d.ends
          left join people using (day, municipality) left join deeds using (day, municipality) left join grades using (day, municipality)
          left join lent using (day, municipality) left join own using (day, municipality)
         order by d.day, t.municipality
        """;

    public const string Counts = $"""
        with {Days}, ideas as (
          select d.day, s.municipality, count(*) as initiatives
            from day d join standing s on s.programme = @Id and {Holds} and s.state <> 'withdrawn' and not s.merged group by d.day, s.municipality
        ), deeds as (
          select d.day, c.municipality, count(*) filter (where c.state = 'submitted') as waiting,
                 count(*) filter (where c.decision = 'approved') as approved, count(*) filter (where c.state = 'carried_out') as carried_out
            from day d join course c on c.programme = @Id and {Holds} group by d.day, c.municipality
        )
        select d.day, t.municipality, coalesce(initiatives, 0) as initiatives, coalesce(waiting, 0) as waiting,
               coalesce(approved, 0) as approved, coalesce(carried_out, 0) as carried_out
          from day d join joined t on t.programme = @Id and t.at < d.ends
          left join ideas using (day, municipality) left join deeds using (day, municipality)
         order by d.day, t.municipality
        """;
}
