using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Stories;

/// <summary>An idea in one place.</summary>
/// <param name="State">proposed, active, completed, parked or withdrawn.</param>
/// <param name="Path">The numbers on the way to it from the first.</param>
/// <param name="CarriedOut">How many of its activities were, and of those that went up in it.</param>
/// <param name="ParticipantGrades">Of its activity that went best; with <paramref name="CoordinatorGrades"/>.</param>
/// <param name="Slug">Of its story, or of one of what went up in it; null when there is none to be read.</param>
public sealed record Kin(
    Guid Initiative, int[] Path, int Number, string Title, string Municipality, string State, DateTimeOffset ProposedAt, int CarriedOut, int[]? ParticipantGrades,
    int[]? CoordinatorGrades, string? Slug)
{
    public Domain.Scoring.Outcome Outcome => new(ParticipantGrades ?? [], CoordinatorGrades ?? []);
}

/// <summary>An idea with those that were begun from it.</summary>
public sealed record Branch(Kin Kin, IReadOnlyList<Branch> Copies)
{
    public bool IsAlone => Copies.Count == 0;
}

/// <summary>Where an idea came from and where it went: one tree, whichever of its places one asks from.</summary>
public sealed class Lineage(Views views)
{
    // Up to the first, then down to every copy; the numbers on the way order the tree and end what would go round. What was merged stands where it went up:
    // its parent is a parent of that one, too, and its copies are copies of it.
    const string Tree = """
        with recursive up as (
          select coalesce(merged_into, initiative) as initiative from initiative where initiative = @initiative and programme = @Id
          union select coalesce(p.merged_into, p.initiative) from up u
            join initiative i on (i.initiative = u.initiative or i.merged_into = u.initiative) join initiative p on p.initiative = i.parent and p.programme = @Id),
        first as (
          select u.initiative from up u join initiative n using (initiative)
           order by exists (select from initiative i join initiative p on p.initiative = i.parent and p.programme = @Id
                             where (i.initiative = u.initiative or i.merged_into = u.initiative) and coalesce(p.merged_into, p.initiative) <> u.initiative), n.number limit 1),
        tree as (
          select i.initiative, array[i.number] as path from initiative i join first using (initiative)
          union all
          select c.initiative, t.path || c.number from tree t cross join lateral (
            select distinct n.initiative, n.number from initiative p join initiative i on i.parent = p.initiative join initiative n on n.initiative = coalesce(i.merged_into, i.initiative)
             where (p.initiative = t.initiative or p.merged_into = t.initiative) and i.programme = @Id) c
           where cardinality(t.path) < 12 and c.number <> all(t.path))
        select i.initiative, t.path, i.number, i.title, i.municipality, i.state, i.proposed_at, i.carried_out + coalesce(m.carried_out, 0) as carried_out, a.participant_grades, a.coordinator_grades, s.slug
          from tree t join initiative i using (initiative)
          left join lateral (select sum(o.carried_out)::int as carried_out from initiative o where o.merged_into = i.initiative) m on true
          left join lateral (
            select a.participant_grades, a.coordinator_grades from activity a
             where a.state = 'carried_out' and a.initiative in (select i.initiative union all select o.initiative from initiative o where o.merged_into = i.initiative)
             order by (cardinality(a.participant_grades || a.coordinator_grades) >= @PublishedFrom) desc,
                      (select avg(g) from unnest(a.participant_grades || a.coordinator_grades) g) desc nulls last, a.activity limit 1) a on true
          left join lateral (
            select s.slug from shown_story s where s.initiative in (select i.initiative union all select o.initiative from initiative o where o.merged_into = i.initiative)
             order by s.initiative <> i.initiative, s.published_at limit 1) s on true
         order by t.path
        """;

    public async Task<Branch> Of(ProgrammeView here, Guid initiative, ScoringRules rules)
    {
        var kin = await views.Many<Kin>(Tree, new { initiative, here.Id, rules.PublishedFrom });
        var copies = kin.Skip(1).ToLookup(one => Way(one.Path[..^1]));
        return Grown(kin[0]);

        Branch Grown(Kin one) => new(one, [.. copies[Way(one.Path)].Select(Grown)]);
        static string Way(int[] numbers) => string.Join('/', numbers);
    }
}
