using Activation.Domain;
using Activation.Domain.Points;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Points;

/// <summary>How many of a municipality stand on each step, small numbers hidden.</summary>
public sealed record PlaceLadder(string Name, int People, IReadOnlyDictionary<LadderStep, int?> Steps);

/// <summary>Which step of the ladder somebody stands on, for themselves, and how many on each, for others.</summary>
public sealed class LadderQuery(Views views)
{
    public async Task<LadderStep> Of(ProgrammeView here, Guid member) => Ladder.StepOf((await views.In(here.Id).One<OwnActs>(
        """
        select (select count(*) from ballot where programme = @Id and member = @member) as votes,
               (select count(*) from comment where programme = @Id and author = @member) + (select count(*) from rating where programme = @Id and member = @member) as said,
               (select count(*) from pledge where programme = @Id and member = @member) + (select count(*) from initiative where programme = @Id and proposer = @member) as joined_in,
               (select count(*) from activity where programme = @Id and owner = @member and state in ('approved', 'scheduled', 'carried_out')) as drove,
               (select count(*) from borrowed where programme = @Id and @member in (lender, adopter)) as passed
        """,
        new { here.Id, member }))!);

    /// <summary>The municipalities that were large enough to be counted at the end of a day, in the order of the route: today is asked in no other way.</summary>
    public async Task<IReadOnlyList<PlaceLadder>> Counts(ProgrammeView here, DateOnly day)
    {
        var members = await Members(here, day);
        return
        [
            .. from place in here.Municipalities
               let there = members.Where(member => member.Municipality == place.Municipality).ToList()
               where there.Count >= SmallNumbers.ShownFrom
               select new PlaceLadder(place.Name, there.Count, Ladder.Shown(there.CountBy(member => Ladder.StepOf(member.Acts)).ToDictionary())),
        ];
    }

    /// <summary>Everybody who was enrolled at the end of a day, with what stood by then of all that they had done. What a merge brought along is counted where it
    /// was given; an idea is passed on from the day on which it was taken up.</summary>
    public Task<IReadOnlyList<MemberActs>> Members(ProgrammeView here, DateOnly day) => views.In(here.Id).Many<MemberActs>(
        """
        with act as (
          select member, 'vote' as kind from ballot where programme = @Id and origin is null and at < @End
          union all select member, 'joined' from pledge where programme = @Id and origin is null and at < @End
          union all select member, kind from past_answer where programme = @Id and since < @End and until >= @End
          union all select author, 'said' from comment where programme = @Id and at < @End
          union all select author, 'said' from past_comment where programme = @Id and since < @End and until >= @End
          union all select member, 'said' from grade where programme = @Id and since < @End
          union all select proposer, 'joined' from initiative where programme = @Id and proposed_at < @End
          union all select a.owner, 'drove' from course c join activity a using (activity)
            where c.programme = @Id and c.state in ('approved', 'scheduled', 'carried_out') and c.since < @End and c.until >= @End
          union all select e.member, 'passed' from borrowed b join initiative i using (initiative) cross join lateral (values (b.lender), (b.adopter)) e (member)
            where b.programme = @Id and b.origin is null and i.proposed_at < @End
        ), done as (
          select member, bool_or(kind = 'vote')::int as votes, bool_or(kind = 'said')::int as said, bool_or(kind = 'joined')::int as joined_in,
                 bool_or(kind = 'drove')::int as drove, bool_or(kind = 'passed')::int as passed from act group by member
        )
        select m.member, m.municipality, coalesce(votes, 0) as votes, coalesce(said, 0) as said, coalesce(joined_in, 0) as joined_in,
               coalesce(drove, 0) as drove, coalesce(passed, 0) as passed
          from membership m left join done using (member) where m.programme = @Id and m.since < @End and m.until >= @End
        """,
        new { here.Id, End = here.Ends(day) });
}

/// <summary>What a member had done at the end of a day.</summary>
public sealed record MemberActs(Guid Member, string Municipality, int Votes, int Said, int JoinedIn, int Drove, int Passed)
{
    public OwnActs Acts => new(Votes, Said, JoinedIn, Drove, Passed);
}
