using Activation.Domain;
using Activation.Domain.Comments;
using Activation.Domain.Points;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Points;

/// <summary>How many of a municipality stand on each step, small numbers hidden.</summary>
public sealed record PlaceLadder(string Name, int People, IReadOnlyDictionary<LadderStep, int?> Steps);

/// <summary>Which step of the ladder somebody stands on, for themselves, and how many on each, for others.</summary>
public sealed class LadderQuery(Views views, Tallies tallies)
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
        var stood = await Steps(here, day);
        return
        [
            .. from place in here.Municipalities
               let steps = stood.GetValueOrDefault(place.Municipality)
               where steps?.Values.Sum() >= SmallNumbers.ShownFrom
               select new PlaceLadder(place.Name, steps.Values.Sum(), Ladder.Shown(steps)),
        ];
    }

    /// <summary>How many of those who were enrolled in a municipality at the end of a day stood on which step, none hidden: by what stood by then of all that they had done.
    /// What a merge brought along is counted where it was given; an idea is passed on from the day on which it was taken up.</summary>
    public Task<IReadOnlyDictionary<string, IReadOnlyDictionary<LadderStep, int>>> Steps(ProgrammeView here, DateOnly day) =>
        tallies.Of<MemberActs, IReadOnlyDictionary<string, IReadOnlyDictionary<LadderStep, int>>>(
            here, day, new("ladder", day, MembersSql, new { here.Id, End = here.Ends(day) }) { Moved = Moved }, () => new StepSum());

    // Who acts moves, whoever's own an initiative is that something happens to, and whose word is taken away.
    static IEnumerable<Guid> Moved(Recorded recorded) => InitiativeEvent.AllOf(recorded.Data)
        .Concat(Count.OfMembers(recorded)).Concat(recorded.Data is CommentRemoved removed ? [removed.Comment] : []);

    // Asked member by member: most have done something that is found at once, and votes are many.
    static string MembersSql(Only only) => $"""
        select m.member, m.municipality,
               (exists (select from ballot b where b.member = m.member and b.programme = @Id and b.origin is null and b.at < @End)
                or exists (select from past_answer p where p.member = m.member and p.programme = @Id and p.kind = 'vote' and p.since < @End and p.until >= @End))::int as votes,
               (exists (select from comment c where c.author = m.member and c.programme = @Id and c.at < @End)
                or exists (select from past_comment c where c.author = m.member and c.programme = @Id and c.since < @End and c.until >= @End)
                or exists (select from grade g where g.member = m.member and g.programme = @Id and g.since < @End))::int as said,
               (exists (select from pledge p where p.member = m.member and p.programme = @Id and p.origin is null and p.at < @End)
                or exists (select from past_answer p where p.member = m.member and p.programme = @Id and p.kind = 'joined' and p.since < @End and p.until >= @End)
                or exists (select from initiative i where i.proposer = m.member and i.programme = @Id and i.proposed_at < @End))::int as joined_in,
               (exists (select from activity a join course c on c.activity = a.activity and c.since < @End and c.until >= @End
                         where a.owner = m.member and a.programme = @Id and c.state in ('approved', 'scheduled', 'carried_out')))::int as drove,
               (exists (select from borrowed b join initiative i using (initiative) where b.lender = m.member and b.programme = @Id and b.origin is null and i.proposed_at < @End)
                or exists (select from borrowed b join initiative i using (initiative) where b.adopter = m.member and b.programme = @Id and b.origin is null and i.proposed_at < @End))::int as passed
          from membership m
         where m.programme = @Id and m.since < @End and m.until >= @End {only("""
           m.member in (
             select unnest(@which) union select proposer from initiative where initiative = any(@which) union select owner from activity where initiative = any(@which)
             union select unnest(array[lender, adopter]) from borrowed where initiative = any(@which) union select author from comment where initiative = any(@which)
             union select author from past_comment where comment = any(@which) union select member from past_answer where initiative = any(@which))
           """)}
        """;

    /// <summary>What a member had done at the end of a day.</summary>
    sealed record MemberActs(Guid Member, string Municipality, int Votes, int Said, int JoinedIn, int Drove, int Passed) : ITallied
    {
        public Guid Subject => Member;

        public OwnActs Acts => new(Votes, Said, JoinedIn, Drove, Passed);
    }

    sealed class StepSum : ISum<MemberActs, IReadOnlyDictionary<string, IReadOnlyDictionary<LadderStep, int>>>
    {
        readonly Bag<(string Place, LadderStep Step)> stand = new();

        public IReadOnlyDictionary<string, IReadOnlyDictionary<LadderStep, int>> Answer => stand.All.GroupBy(one => one.Key.Place).ToDictionary(
            place => place.Key, IReadOnlyDictionary<LadderStep, int> (place) => place.ToDictionary(one => one.Key.Step, one => one.Value));

        public void Add(IReadOnlyList<MemberActs> own, int times)
        {
            foreach (var one in own) stand.Add((one.Municipality, Ladder.StepOf(one.Acts)), times);
        }
    }
}
