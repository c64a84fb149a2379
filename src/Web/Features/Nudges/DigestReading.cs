using Activation.Domain.Members;
using Activation.Web.Features.Members;
using Activation.Web.Features.Nudges.Families;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>Reads what letters of the week need, for all readers of a batch at once: ten thousand letters of one morning are not ten thousand times six questions.</summary>
public sealed class DigestReading(Views views, ProgrammeDirectory programmes, NudgeFinder finder, TimeProvider clock)
{
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>What moved and is so no more is no news: of an initiative <c>i</c> and perhaps an activity <c>a</c>.</summary>
    public const string StillSo = "i.state in ('proposed', 'active', 'completed') and i.merged_into is null and a.state is distinct from 'cancelled'";

    const int ExampleDays = 90;

    const int MostExamples = 30;

    // The newest of each initiative that one is in or that is at home where one is.
    const string Moves = $"""
        with week as materialized (
          select h.initiative, h.kind, h.position, h.actor, i.number, i.municipality as home, i.partners, i.proposer, a.owner,
                 coalesce(a.title, i.title) as title, coalesce(a.municipality, i.municipality) as municipality
            from happening h join initiative i using (initiative) left join activity a on a.activity = h.activity
           where h.programme = @Id and h.at > @since and h.kind in ('initiative-proposed', 'activity-approved', 'activity-carried-out', 'initiative-completed') and {StillSo})
        select r.member, near.* from unnest(@members, @homes) r(member, home) cross join lateral (
          select * from (
            select distinct on (w.initiative) w.position, w.kind, w.number, w.title, w.municipality from week w
             where w.actor is distinct from r.member
               and (w.home = r.home or r.home = any(w.partners) or w.proposer = r.member or w.owner = r.member
                    or exists (select from pledge p where p.initiative = w.initiative and p.member = r.member))
             order by w.initiative, w.position desc) newest
           order by position desc limit @most) near
        """;

    // Some more than are told of: those that are the reader's own are left out afterwards.
    const string Good = """
        select r.home as away, good.* from unnest(@homes) r(home) cross join lateral (
          select i.number, i.proposer, a.owner, a.title, a.municipality, a.participant_grades, a.coordinator_grades, a.carried_out_at
            from activity a join initiative i using (initiative)
           where a.programme = @Id and a.state = 'carried_out' and a.municipality <> r.home and a.carried_out_at > @since
             and cardinality(a.participant_grades) + cardinality(a.coordinator_grades) >= @PublishedFrom
             and not exists (select from declined_example d where d.programme = a.programme and d.initiative = a.initiative and d.municipality = r.home)
             and (@but::uuid is null or (a.owner <> @but and i.proposer <> @but))
           order by a.carried_out_at desc, a.activity limit @MostExamples) good
        """;

    /// <param name="here">Whose turn it is to write.</param>
    /// <param name="most">So many lines of what moved.</param>
    public async Task<DigestFacts> Of(ProgrammeView here, IReadOnlyCollection<Guid> readers, int most)
    {
        var facts = new DigestFacts();
        if (readers.Count == 0) return facts;
        foreach (var programme in (await Members(here, readers)).GroupBy(row => row.Programme))
            if ((programme.Key == here.Id ? here : await programmes.Find(programme.Key)) is { } there)
                await Read(there, [.. programme.Select(row => row.ToActor())], most, facts);
        return facts;
    }

    // Whoever is not in the programme that writes gets no letter from it. That one comes first.
    async Task<IEnumerable<MemberRow>> Members(ProgrammeView here, IReadOnlyCollection<Guid> readers) => await views.Everywhere.Many<MemberRow>(
        """
        select m.* from member m where m.member = any(@readers) and not m."left"
           and exists (select from member h where h.programme = @Id and h.member = m.member and not h."left")
         order by m.programme <> @Id, m.programme
        """,
        new { readers = readers.ToArray(), here.Id });

    async Task Read(ProgrammeView here, Actor[] members, int most, DigestFacts facts)
    {
        var (now, within) = (clock.GetUtcNow(), views.In(here.Id));
        var rules = here.Rules.On(here.Today(now));
        var people = members.Select(me => me.Member).ToArray();
        foreach (var me in members) facts.Add(new DigestHome(here, me));
        facts.Add(here, await FirstLine.Of(new Scope(within, await finder.TimeWithAbsences(here, now), rules, People: people)));
        facts.Add(here, await within.Many<DigestMove>(Moves, new { here.Id, since = now - Week, members = people, homes = members.Select(me => me.Municipality).ToArray(), most }));
        var newest = (await Examples([.. members.Select(me => me.Municipality).Distinct()])).ToLookup(one => one.Away);
        var older = new List<DigestExample>();
        // Whoever is behind all of them is asked for once more: seldom, and else there would be none for them.
        foreach (var me in members.Where(me => newest[me.Municipality].Count() == MostExamples && newest[me.Municipality].All(one => one.Owner == me.Member || one.Proposer == me.Member)))
            older.AddRange(await Examples([me.Municipality], me.Member));
        facts.Add(here, newest.SelectMany(home => home).Concat(older));

        Task<IReadOnlyList<DigestExample>> Examples(string[] homes, Guid? but = null) =>
            within.Many<DigestExample>(Good, new { here.Id, since = now.AddDays(-ExampleDays), homes, rules.PublishedFrom, but, MostExamples });
    }
}
