using Activation.Domain.Initiatives;
using Activation.Store;

namespace Activation.Web.Features.Initiatives;

/// <summary>How many there are on a card. What is taken back is the row that was counted, whatever the stream of the vote says.</summary>
static class Counts
{
    public static InitiativeCard Counting(this InitiativeCard card, Stance? stance, int change) => stance switch
    {
        Stance.Support => card with { Supports = card.Supports + change },
        Stance.NotNow => card with { NotNows = card.NotNows + change },
        _ => card,
    };

    public static InitiativeCard Counting(this InitiativeCard card, PledgeRow? pledge, int change) =>
        pledge is null ? card : card.CountingIn(pledge.Municipality, change);

    public static InitiativeCard CountingIn(this InitiativeCard card, string municipality, int change)
    {
        var from = new Dictionary<string, int>(card.PledgesFrom);
        if ((from[municipality] = from.GetValueOrDefault(municipality) + change) == 0) from.Remove(municipality);
        return card with { Pledges = card.Pledges + change, PledgesFrom = from };
    }
}

/// <summary>
/// What a merge does to votes and to those who are in: at the other they count once for each person, as they were given and when. The rows of the one that
/// was merged stay where they are, so that an undoing only has to take away what came along.
/// </summary>
static class MergedRows
{
    public static void Wants(Guid from, Guid into, Wanted wanted)
    {
        wanted.Row<InitiativeCard>(into);
        foreach (var initiative in (Guid[])[from, into])
        {
            wanted.Rows<BallotRow>(initiative);
            wanted.Rows<PledgeRow>(initiative);
        }
    }

    /// <returns>The card of the one that was merged; that of the other is put.</returns>
    public static InitiativeCard Merge(InitiativeCard goes, InitiativeMerged e, Recorded recorded, Rows rows)
    {
        if (rows.Find<InitiativeCard>(e.Into) is not { } into || goes.MergedInto is not null) return goes;
        // Whoever has said something there keeps that; and nobody votes on, or joins, what they proposed themselves.
        var voted = rows.Starting<BallotRow>(e.Into).Select(row => row.Member).Append(into.Proposer).ToHashSet();
        foreach (var ballot in rows.Starting<BallotRow>(e.Initiative).Where(row => !voted.Contains(row.Member)))
        {
            rows.Put(ballot with { Initiative = e.Into, Origin = e.Initiative }, e.Into, ballot.Member);
            into = into.Counting(ballot.Stance, 1);
        }

        var joined = rows.Starting<PledgeRow>(e.Into).Select(row => row.Member).Append(into.Proposer).ToHashSet();
        foreach (var pledge in rows.Starting<PledgeRow>(e.Initiative).Where(row => !joined.Contains(row.Member)))
        {
            rows.Put(pledge with { Initiative = e.Into, Origin = e.Initiative }, e.Into, pledge.Member);
            into = into.Counting(pledge, 1);
        }

        rows.Put(Touched(into, recorded), e.Into);
        return goes with
        {
            MergedInto = e.Into,
            MergedNumber = into.Number,
            MergeReason = e.Reason,
            MergedAt = recorded.At,
            VotingPaused = !goes.VotingClosed,
            VotingClosed = true,
        };
    }

    /// <returns>The card of the one that stands for itself again; that of the other is put.</returns>
    public static InitiativeCard Undo(InitiativeCard goes, MergeUndone e, Recorded recorded, Rows rows)
    {
        if (rows.Find<InitiativeCard>(e.From) is not { } into || goes.MergedInto != e.From) return goes;
        foreach (var ballot in rows.Starting<BallotRow>(e.From).Where(row => row.Origin == e.Initiative))
        {
            rows.Remove<BallotRow>(e.From, ballot.Member);
            into = into.Counting(ballot.Stance, -1);
        }

        foreach (var pledge in rows.Starting<PledgeRow>(e.From).Where(row => row.Origin == e.Initiative))
        {
            rows.Remove<PledgeRow>(e.From, pledge.Member);
            into = into.Counting(pledge, -1);
        }

        rows.Put(Touched(into, recorded), e.From);
        return goes with
        {
            MergedInto = null,
            MergedNumber = null,
            MergeReason = null,
            MergedAt = null,
            VotingPaused = false,
            VotingClosed = goes.VotingClosed && !goes.VotingPaused,
        };
    }

    static InitiativeCard Touched(InitiativeCard card, Recorded recorded) => card with { LastAt = recorded.At > card.LastAt ? recorded.At : card.LastAt };
}
