using Activation.Domain.Initiatives;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Goals;
using Activation.Web.Platform;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>Where an idea came from, or where it went.</summary>
public sealed record Relative(int Number, string Title, string Municipality, DateTimeOffset ProposedAt);

/// <summary>One that was merged into another.</summary>
public sealed record Joined(Guid Initiative, int Number, string Title, string Municipality);

/// <summary>What an initiative was merged with or into, and what was split off it or it was split off.</summary>
public sealed record Relatives(IReadOnlyList<Joined> Merged, Relative? Into, Relative? Whole, IReadOnlyList<Relative> Parts);

/// <summary>What a merge would bring along.</summary>
/// <param name="Votes">Votes that move.</param>
/// <param name="VotesOnBoth">Of members who have voted on both: theirs stays as it is at the one that stays.</param>
public sealed record MergeFigures(int Votes, int VotesOnBoth, int Pledges, int PledgesToBoth);

/// <summary>What the reader has had to do with an initiative so far.</summary>
public sealed record OwnPart(BallotRow? Ballot, PledgeRow? Pledge, IReadOnlyDictionary<Guid, RatingRow> Ratings)
{
    public static OwnPart None { get; } = new(null, null, new Dictionary<Guid, RatingRow>());

    public Pledge AsPledge() => Pledge is { } row ? new Pledge(IsMade: true, row.Municipality, row.Offer) : Domain.Initiatives.Pledge.None;

    public Rating RatingOf(Guid activity) =>
        Ratings.TryGetValue(activity, out var row) ? new Rating(row.Grade, row.Part, row.Note) : Rating.None;
}

/// <summary>The queries of an initiative's page and of the small pages below it.</summary>
public sealed class Reading(Views views)
{
    public Task<InitiativeCard?> Find(Guid programme, int number) => views.One<InitiativeCard>(
        "select * from initiative where programme = @programme and number = @number", new { programme, number });

    public Task<InitiativeCard?> Of(Guid initiative) => views.One<InitiativeCard>("select * from initiative where initiative = @initiative", new { initiative });

    public Task<ActivityCard?> Activity(Guid initiative, Guid activity) => views.One<ActivityCard>(
        "select * from activity where activity = @activity and initiative = @initiative", new { activity, initiative });

    public Task<ActivityCard?> ActivityOf(Guid programme, Guid activity) => views.One<ActivityCard>(
        "select * from activity where activity = @activity and programme = @programme", new { activity, programme });

    /// <summary>What a member supports in the stage of an initiative, in the same programme; a vote that came along with a merge is one, and of two that a
    /// merge made one, both go on costing: an undoing brings the other back. One that came along from another stage costs there, where it was given. Null when
    /// there is no such initiative.</summary>
    public Task<Dose?> Supported(Guid initiative, Guid member) => views.One<Dose>(
        """
        select this.stage, array(select i.initiative from ballot b join initiative i using (initiative) left join initiative o on o.initiative = b.origin
                                  where b.member = @member and b.stance = 'support' and i.programme = this.programme and coalesce(o.stage, i.stage) = this.stage
                                    and not exists (select from ballot moved where moved.initiative = i.merged_into and moved.member = b.member and moved.origin = i.initiative)) as supported
          from initiative this where this.initiative = @initiative
        """,
        new { initiative, member });

    public Task<IReadOnlyList<ActivityCard>> Activities(Guid initiative) => views.Many<ActivityCard>(
        "select * from activity where initiative = @initiative order by coalesce(due_on, (plan->>'dueOn')::date) nulls last, planned_at, activity",
        new { initiative });

    /// <summary>What those who are in bring with them.</summary>
    public Task<IReadOnlyList<PledgeRow>> Offers(Guid initiative) => views.Many<PledgeRow>(
        "select * from pledge where initiative = @initiative and offer is not null order by at, member", new { initiative });

    public Task<IReadOnlyList<MetricCard>> Metrics(InitiativeCard card) => views.Many<MetricCard>(
        "select * from metric where programme = @Programme and number = any(@numbers) order by area, place",
        new { card.Programme, numbers = card.Metrics.Select(link => link.Metric).ToArray() });

    public Task<IReadOnlyList<MetricCard>> AllMetrics(Guid programme) => views.Many<MetricCard>(
        "select * from metric where programme = @programme order by area, place", new { programme });

    public Task<Relative?> Parent(InitiativeCard card) => views.One<Relative>(
        "select number, title, municipality, proposed_at from initiative where initiative = @Parent and programme = @Programme",
        new { card.Parent, card.Programme });

    public Task<IReadOnlyList<Relative>> Copies(InitiativeCard card) => views.Many<Relative>(
        "select number, title, municipality, proposed_at from initiative where parent = @Initiative and programme = @Programme order by number",
        new { card.Initiative, card.Programme });

    /// <summary>Those that were merged into it.</summary>
    Task<IReadOnlyList<Joined>> Merged(InitiativeCard card) => views.Many<Joined>(
        "select initiative, number, title, municipality from initiative where merged_into = @Initiative and programme = @Programme order by number",
        new { card.Initiative, card.Programme });

    /// <summary>Those that were split off it and still stand for themselves.</summary>
    Task<IReadOnlyList<Relative>> Parts(InitiativeCard card) => views.Many<Relative>(
        """
        select number, title, municipality, proposed_at from initiative
         where split_from = @Initiative and programme = @Programme and state <> 'withdrawn' order by number
        """,
        new { card.Initiative, card.Programme });

    /// <summary>Where it went on, or what it was a part of.</summary>
    public async Task<Relative?> Other(InitiativeCard card, Guid? initiative) => initiative is null ? null : await views.One<Relative>(
        "select number, title, municipality, proposed_at from initiative where initiative = @initiative and programme = @Programme",
        new { initiative, card.Programme });

    public async Task<Relatives> Relatives(InitiativeCard card)
    {
        var (merged, into, whole, parts) = views.Together(() => (Merged(card), Other(card, card.MergedInto), Other(card, card.SplitFrom), Parts(card)));
        return new(await merged, await into, await whole, await parts);
    }

    /// <summary>What merging one into another would come to.</summary>
    public async Task<MergeFigures> Figures(InitiativeCard from, InitiativeCard into) => (await views.One<MergeFigures>(
        """
        select (count(*) filter (where kind = 'vote' and not there and member <> @Proposer))::int as votes, (count(*) filter (where kind = 'vote' and there))::int as votes_on_both,
               (count(*) filter (where kind = 'pledge' and not there and member <> @Proposer))::int as pledges, (count(*) filter (where kind = 'pledge' and there))::int as pledges_to_both
          from (select 'vote' as kind, b.member, exists (select from ballot o where o.initiative = @Into and o.member = b.member) as there
                  from ballot b where b.initiative = @From
                union all
                select 'pledge', p.member, exists (select from pledge o where o.initiative = @Into and o.member = p.member) from pledge p where p.initiative = @From) own
        """,
        new { From = from.Initiative, Into = into.Initiative, into.Proposer }))!;

    public async Task<OwnPart> PartOf(Guid initiative, Guid member)
    {
        var who = new { initiative, member };
        var (ballot, pledge, ratings) = views.Together(() => (
            views.One<BallotRow>("select * from ballot where initiative = @initiative and member = @member", who),
            views.One<PledgeRow>("select * from pledge where initiative = @initiative and member = @member", who),
            views.Many<RatingRow>("select * from rating where initiative = @initiative and member = @member", who)));
        return new(await ballot, await pledge, (await ratings).ToDictionary(row => row.Activity));
    }
}
