using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;

namespace Activation.Web.Features.Talks;

/// <summary>Who was reminded as often as letters do, and by what; the nudge is the last of them.</summary>
public sealed record Unheard(string Name, NudgeRow Nudge);

/// <summary>As many reminders as there are, then a human: those of a coordinator's municipalities who answered none of them, and who have not said that they want none.</summary>
public sealed class UnheardList(Views views, NudgeTitles titles)
{
    /// <summary>Days in which somebody may still answer the last letter by themselves.</summary>
    const int Patience = 3;

    // What is late has a list of its own, and what somebody does is noticed for as long as they stand here.
    static readonly KindRules[] Kinds = [.. Catalogue.All.Where(rules => rules is { Times: >= 2, IsAsk: true, ComesWith: null } && rules.Kind != NudgeKind.Overdue)];

    // Told is told, by bell or by letter of the week, which may have begun with it as well. Who was told twice, or got the last of them alone because the first
    // waited for room, gets no more. Of two by letter the last is as old as its letter.
    const string Silent = """
        with told as (
          select n.*, count(*) over one + coalesce(begun.times, 0) as times, max(n.acted_at) over one as answered_at, greatest(n.passed_at, begun.at) as last_at,
                 row_number() over (partition by n.kind, n.object, n.recipient order by n.passed_at desc, n.nudge) as latest
            from hub.nudge n
            left join lateral (
              select count(*) as times, max(d.mailed_at) as at from hub.nudge d
               where d.recipient = n.recipient and d.first_kind = n.kind and d.first_object = n.object and d.mailed_at is not null) begun on true
           where n.programme = @programme and n.kind = any(@kinds) and n.municipality = any(@places) and n.passed_at is not null
             and n.state <> 'held_out' and (n.state <> 'skipped' or n.reason = 'in_digest')
          window one as (partition by n.kind, n.object, n.recipient))
        select l.* from told l join unnest(@kinds, @most) k (kind, most) using (kind)
          join member m on m.programme = l.programme and m.member = l.recipient and not m."left"
         where l.latest = 1 and l.answered_at is null and (l.times >= k.most or right(l.period, 1) = k.most::text)
           and l.last_at between hub.clock() - make_interval(days => @Days) and hub.clock() - make_interval(days => @Patience)
         order by l.passed_at, l.nudge
        """;

    sealed record Named(Guid Person, string Name);

    public async Task<IReadOnlyList<Unheard>> In(Guid programme, string[] places)
    {
        var silent = await views.In(programme).Many<NudgeRow>(Silent, new
        {
            programme, places, NudgeActs.Days, Patience, kinds = Kinds.Select(rules => Stored.Name(rules.Kind)).ToArray(), most = Kinds.Select(rules => rules.Times!.Value).ToArray(),
        });
        var rows = await titles.Fill(await Asking(silent));
        var names = (await views.Everywhere.Many<Named>(
            "select person, name from hub.person where person = any(@people)", new { people = rows.Select(row => row.Recipient).ToArray() })).ToDictionary(one => one.Person, one => one.Name);
        return [.. rows.Where(row => names.ContainsKey(row.Recipient)).Select(row => new Unheard(names[row.Recipient], row))];
    }

    // What somebody chose is theirs and of no programme.
    async Task<IReadOnlyList<NudgeRow>> Asking(IReadOnlyList<NudgeRow> rows)
    {
        if (rows.Count == 0) return rows;
        var unwanted = (await views.Everywhere.Column<Guid>(
            """
            select n.nudge from unnest(@nudges, @kinds, @people) n (nudge, kind, person) join hub.nudge_choice c using (person)
             where c.dose = 0 or n.kind = any(c.muted)
            """,
            new
            {
                nudges = rows.Select(row => row.Nudge).ToArray(), kinds = rows.Select(row => Stored.Name(row.Kind)).ToArray(),
                people = rows.Select(row => row.Recipient).ToArray(),
            })).ToHashSet();
        return [.. rows.Where(row => !unwanted.Contains(row.Nudge))];
    }
}
