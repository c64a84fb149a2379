using Activation.Domain.Members;
using Activation.Domain.Points;
using Activation.Domain.Scoring;
using Activation.Web.Features.Chronicle;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Identity;

namespace Activation.Web.Features.Points;

/// <summary>Somebody who lets others see their badges.</summary>
public sealed record ShownPerson(Guid Member, string Name, string Municipality, Badge[] Badges);

/// <summary>What counts in the programme, who shows what they did, and how far people have come, today or on any day: for members, never for visitors.</summary>
[Needs(Permission.Join)]
public sealed class IndexModel(Views views, LadderQuery ladder, Accounts accounts, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    public IReadOnlyList<ShownPerson> People { get; private set; } = [];

    public IReadOnlyList<PlaceLadder> Places { get; private set; } = [];

    public DatedRules Rules { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await LookBack();
        Rules = Here.Rules.InForce(Asked.Day);
        Places = await ladder.Counts(Here, Asked.Day);
        // Who lets others see them says so for now, and of no day that is over.
        if (!Asked.IsPast) People = await Shown(Me!);
    }

    public string Path => $"/p/{Here.Slug}/points";

    // Asked anew every time, so that who changes their mind, or is shut out and cannot, is gone with the next page.
    async Task<IReadOnlyList<ShownPerson>> Shown(Actor reader)
    {
        var people = await Chosen(reader);
        var open = (await accounts.Open([.. people.Select(person => person.Member)])).ToHashSet();
        return [.. people.Where(person => open.Contains(person.Member))];
    }

    // By name, since nobody is before anybody. Those who belong to no municipality are none together.
    Task<IReadOnlyList<ShownPerson>> Chosen(Actor reader) => views.Many<ShownPerson>(
        """
        select c.member, p.name, m.municipality, array_agg(b.badge order by b.earned_at, b.badge) as badges
          from points_choice c join member m using (programme, member) join badge b using (programme, member) join hub.person p on p.person = c.member
         where c.programme = @Id and not m."left"
           and (c.audience = 'programme' or (c.audience = 'municipality' and m.municipality = @Municipality and m.municipality <> ''))
         group by p.name, m.municipality, c.member order by p.name
        """,
        new { Here.Id, reader.Municipality });
}
