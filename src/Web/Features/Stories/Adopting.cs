using Activation.Domain.Members;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Stories;

/// <summary>What was begun from an example in one's own municipality.</summary>
public sealed record BegunAtHome(int Number, string Title);

/// <summary>Who may take up an idea, and what they are to have seen first: the same for pages and for programs.</summary>
public sealed class Adopting(Views views)
{
    /// <summary>What stands already of an idea where somebody is at home.</summary>
    public Task<IReadOnlyList<BegunAtHome>> AtHome(Guid programme, Guid initiative, string municipality) => views.Many<BegunAtHome>(
        """
        select distinct n.number, n.title from initiative c join initiative n on n.initiative = coalesce(c.merged_into, c.initiative)
         where c.programme = @programme and c.parent = @initiative and c.municipality = @municipality and n.state <> 'withdrawn' order by n.number
        """,
        new { programme, initiative, municipality });

    /// <summary>Why a program may not: nothing is told of it, it comes from where the member is at home, or neighbours of theirs have begun it and that is not said to be known.</summary>
    public async Task<No?> Refused(ProgrammeView here, Actor actor, int number, bool again)
    {
        var told = await views.One<Origin>(
            "select initiative, municipality from initiative i where programme = @Id and number = @number and exists (select from shown_story s where s.initiative = i.initiative)", new { here.Id, number });
        if (told is null) return new No("api.parent", []);
        if (told.Municipality == actor.Municipality) return new No("adopt.ours", [here.NameOf(told.Municipality)]);
        var begun = again ? [] : await AtHome(here.Id, told.Initiative, actor.Municipality);
        return begun.Count == 0 ? null : new No("api.begun-at-home", [string.Join(", ", begun.Select(one => $"#{one.Number}"))]);
    }

    sealed record Origin(Guid Initiative, string Municipality);
}
