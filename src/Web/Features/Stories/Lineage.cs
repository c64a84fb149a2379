using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Stories;

/// <summary>An idea in one place.</summary>
/// <param name="State">proposed, active, completed, parked or withdrawn.</param>
/// <param name="CarriedOut">How many of its activities were.</param>
/// <param name="ParticipantGrades">Of its activity that went best; with <paramref name="CoordinatorGrades"/>.</param>
/// <param name="Slug">Of its story; null when there is none to be read.</param>
public sealed record Kin(
    Guid Initiative, Guid? Parent, int Number, string Title, string Municipality, string State, DateTimeOffset ProposedAt, int CarriedOut, int[]? ParticipantGrades,
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
    // Up to the first, then down to every copy; the numbers on the way order the tree and end what would go round.
    const string Tree = """
        with recursive up as (
          select initiative, parent from initiative where initiative = @initiative and programme = @Id
          union select p.initiative, p.parent from initiative p join up on p.initiative = up.parent where p.programme = @Id),
        tree as (
          select i.initiative, array[i.number] as path from initiative i join up u using (initiative) where not exists (select from up o where o.initiative = u.parent)
          union all
          select c.initiative, t.path || c.number from initiative c join tree t on c.parent = t.initiative
           where c.programme = @Id and cardinality(t.path) < 12 and c.number <> all(t.path))
        select i.initiative, i.parent, i.number, i.title, i.municipality, i.state, i.proposed_at, i.carried_out, a.participant_grades, a.coordinator_grades, s.slug
          from tree t join initiative i using (initiative)
          left join lateral (
            select a.participant_grades, a.coordinator_grades from activity a where a.initiative = i.initiative and a.state = 'carried_out'
             order by (cardinality(a.participant_grades || a.coordinator_grades) >= @PublishedFrom) desc,
                      (select avg(g) from unnest(a.participant_grades || a.coordinator_grades) g) desc nulls last, a.activity limit 1) a on true
          left join lateral (select s.slug from shown_story s where s.initiative = i.initiative order by s.published_at limit 1) s on true
         order by t.path
        """;

    public async Task<Branch> Of(ProgrammeView here, Guid initiative, ScoringRules rules)
    {
        var kin = await views.Many<Kin>(Tree, new { initiative, here.Id, rules.PublishedFrom });
        var copies = kin.Skip(1).ToLookup(one => one.Parent);
        return Grown(kin[0]);

        Branch Grown(Kin one) => new(one, [.. copies[one.Initiative].Select(Grown)]);
    }
}
