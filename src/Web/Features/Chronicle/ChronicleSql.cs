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
            join presence p on p.programme = @Id and p.last >= d.begins and p.since < d.ends
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
    static string Deeds(Only only) => $"""
        due as (
          select d.day, c.initiative, c.municipality, c.state = 'carried_out' and coalesce(w.confirmed_at < d.ends, false) as done
            from day d join course c on c.programme = @Id and (c.due_on between d.first and d.day or c.promised_on between d.first and d.day) and {Holds}
            join activity w on w.activity = c.activity
           where ((c.state = 'carried_out' and c.due_on between d.first and d.day)
              or (c.state in ('approved', 'scheduled', 'cancelled') and (c.due_on between d.first and d.day - 1 or c.promised_on between d.first and d.day - 1)))
              {only("c.initiative = any(@which)")}
        ), rated as (
          select d.day, r.activity, r.initiative, r.municipality from day d
           cross join lateral (
             select distinct a.activity, a.initiative, a.municipality from grade g join activity a on a.activity = g.activity
              where g.programme = @Id and g.since >= d.begins and {Holds} and g.part <> 'owner' {only("a.initiative = any(@which)")}) r
           where (select count(*) from grade e where e.activity = r.activity and e.part <> 'owner' and {Holds}) >= d.enough
        ), graded as (
          select d.day, r.initiative, r.municipality, g.part, g.grade
            from rated r join day d using (day) join grade g on g.activity = r.activity and g.since >= d.begins and {Holds}
           where g.part <> 'owner' and not exists (select from grade f where f.activity = g.activity and f.member = g.member and f.since < d.begins)
        )
        """;

    // Borrowing from oneself is none, and so is what comes back to where the idea has been; and who takes up one idea twice has taken it up. An initiative counts for everyone who has a part in it. Both need their first yes: what somebody proposes, and
    // with whom, is their own word alone. An adoption is of the day of that yes. What was merged counts where it goes on:
    // two copies of one idea that became one are one adoption. Of what is alive each finds its own spell: all that there ever were are many.
    static string Together(Only only) => $"""
        taken as (
          select c.initiative, c.municipality, c.parent, c.homes, min(f.since) as at
            from adoption c join standing f on f.initiative = c.initiative and f.approved where c.programme = @Id {only("c.initiative = any(@which)")} group by c.initiative
        ), lent as (
          select d.day, c.initiative, e.municipality, coalesce(g.municipality, c.municipality) as taker, c.parent
            from day d join taken c on c.at >= d.begins and c.at < d.ends
            left join initiative parent on parent.initiative = c.parent
            join standing s on s.initiative = c.initiative and {Holds} and s.state <> 'withdrawn'
            left join initiative g on g.initiative = s.went_into
           cross join lateral (values (c.municipality), (parent.municipality)) e (municipality)
           where c.municipality <> all(c.homes) and e.municipality is not null
        ), alive as (
          select distinct d.day, d.ends, s.initiative from day d
            join stir s on s.programme = @Id and s.last >= d.begins and s.since < d.ends {only("s.initiative = any(@which)")}
        ), own as (
          select d.day, s.initiative, e.municipality, cardinality(s.partners) > 0 as across
            from alive d
           cross join lateral (select * from standing s where s.initiative = d.initiative and s.until >= d.ends order by s.until limit 1) s
           cross join lateral unnest(s.municipality || s.partners) e (municipality)
           where s.since < d.ends and s.state <> 'withdrawn' and not s.merged and s.approved
        )
        """;

    /// <summary>Many days at once, added up where they lie.</summary>
    public static readonly string Facts = $$"""
        with {{Days}}, {{People}}, {{Deeds(All)}}, {{Together(All)}},
        deeds as (select day, municipality, count(*) as due, count(*) filter (where done) as done from due group by day, municipality),
        grades as (
          select day, municipality, array_agg(grade order by grade) filter (where part = 'participant') as participants,
                 array_agg(grade order by grade) filter (where part = 'coordinator') as coordinators
            from graded group by day, municipality),
        adopted as (select day, municipality, count(distinct (taker, parent)) as adoptions from lent group by day, municipality),
        living as (select day, municipality, count(*) as initiatives, count(*) filter (where across) as across from own group by day, municipality)
        select d.day, t.municipality, coalesce(enrolled, 0) as enrolled, coalesce(active, 0) as active, coalesce(due, 0) as due,
               coalesce(done, 0) as done, coalesce(participants, '{}') as participants, coalesce(coordinators, '{}') as coordinators,
               coalesce(adoptions, 0) as adoptions, coalesce(initiatives, 0) as initiatives, coalesce(across, 0) as across
          from day d join joined t on t.programme = @Id and t.at < d.ends
          left join people using (day, municipality) left join deeds using (day, municipality) left join grades using (day, municipality)
          left join adopted using (day, municipality) left join living using (day, municipality)
         order by d.day, t.municipality
        """;

    /// <summary>Who there was, and whether they were active, in a window.</summary>
    public static string PeopleOf(Only only) => $"""
        select m.member, m.municipality,
               exists (select from presence p where p.programme = @Id and p.member = m.member and p.last >= @Begins and p.since < @End) as active
          from membership m where m.programme = @Id and m.joins and m.since < @End and m.until >= @End {only("m.member = any(@which)")}
        """;

    /// <summary>The rest of the facts, by the initiative that each of them is of.</summary>
    public static string Shares(Only only) => $"""
        with {Days}, {Deeds(only)}, {Together(only)}
        select 'due' as kind, initiative, municipality, done as counts, 0 as grade, null::text as taker, null::uuid as parent from due
         union all select part, initiative, municipality, true, grade, null, null from graded
         union all select 'adoption', initiative, municipality, true, 0, taker, parent from lent
         union all select 'own', initiative, municipality, across, 0, null, null from own
        """;

    static string All(string condition) => "";

    // Many days at the price of one: a spell comes with the first day that ends after it began, and goes with the first that ends after it did. What has come and not gone
    // by a day is there on it.
    static string Turns(string from, string figures, string where) => $"""
        select t.municipality, width_bucket(t.at, @Ends) + 1 as day, {figures}
          from {from} s cross join lateral (values (s.municipality, s.since, 1), (s.municipality, s.until, -1)) t (municipality, at, n)
         where s.programme = @Id and s.until >= (@Ends)[1] and s.since < (@Ends)[cardinality(@Ends)] {where} group by t.municipality, width_bucket(t.at, @Ends)
        """;

    /// <summary>Days in their order.</summary>
    public static readonly string Counts = $"""
        with day as (select * from unnest(@Days, @Ends) with ordinality d (day, ends, place)), turns as (
          select municipality, day, ideas, 0 as waiting, 0 as approved, 0 as done from ({Turns("standing", "sum(n) as ideas", "and s.state <> 'withdrawn' and not s.merged")}) ideas
          union all
          select municipality, day, 0, waiting, approved, done from ({Turns(
              "course", "sum(n) filter (where s.state = 'submitted') as waiting, sum(n) filter (where s.decision = 'approved') as approved, sum(n) filter (where s.state = 'carried_out') as done",
              "and (s.state in ('submitted', 'carried_out') or s.decision = 'approved')")}) deeds
        )
        select d.day, j.municipality, coalesce(sum(t.ideas), 0)::int as initiatives, coalesce(sum(t.waiting), 0)::int as waiting,
               coalesce(sum(t.approved), 0)::int as approved, coalesce(sum(t.done), 0)::int as carried_out
          from day d join joined j on j.programme = @Id and j.at < d.ends
          left join turns t on t.municipality = j.municipality and t.day <= d.place
         group by d.day, j.municipality order by d.day, j.municipality
        """;

    /// <summary>Where something had been carried out, by the initiative that it was of.</summary>
    public static string CarriedOut(Only only) => $"""
        select distinct c.initiative, c.municipality from course c
         where c.programme = @Id and c.state = 'carried_out' and c.since < @End and c.until >= @End {only("c.initiative = any(@which)")}
        """;
}
