using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;

namespace Activation.Web.Features.Talks;

/// <summary>Who was reminded as often as letters do, and by what; the nudge is the last of them.</summary>
public sealed record Unheard(string Name, NudgeRow Nudge);

/// <summary>Two reminders, then a human: those of a coordinator's municipalities who answered neither, and who have not said that they want none.</summary>
public sealed class UnheardList(Views views, NudgeTitles titles)
{
    /// <summary>Days in which somebody may still answer the last letter by themselves.</summary>
    const int Patience = 3;

    // What is late has a list of its own, and what somebody does is noticed for as long as they stand here.
    static readonly string[] Kinds =
        [.. Catalogue.All.Where(rules => rules is { Times: 2, IsAsk: true, ComesWith: null } && rules.Kind != NudgeKind.Overdue).Select(rules => Stored.Name(rules.Kind))];

    sealed record Named(Guid Person, string Name);

    public async Task<IReadOnlyList<Unheard>> In(Guid programme, string[] places)
    {
        var silent = await views.In(programme).Many<NudgeRow>(
            """
            select l.* from hub.nudge l join member m on m.programme = l.programme and m.member = l.recipient and not m."left"
             where l.programme = @programme and l.kind = any(@Kinds) and l.period = '2' and l.municipality = any(@places) and l.state not in ('held_out', 'skipped') and l.acted_at is null
               and l.passed_at between hub.clock() - make_interval(days => @Days) and hub.clock() - make_interval(days => @Patience)
               and exists (select from hub.nudge f where f.kind = l.kind and f.object = l.object and f.recipient = l.recipient and f.period = '1' and f.sent_at is not null and f.acted_at is null)
             order by l.passed_at, l.nudge
            """,
            new { programme, places, Kinds, NudgeActs.Days, Patience });
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
