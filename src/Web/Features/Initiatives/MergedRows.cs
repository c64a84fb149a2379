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
/// was merged stay where they are, so that an undoing only has to take away what came along, and what came along from elsewhere takes its place.
/// </summary>
static class MergedRows
{
    public static readonly MergedAnswers<BallotRow> Votes = new(
        (vote, into) => vote with { Initiative = into, Origin = vote.Initiative }, (card, vote, change) => card.Counting(vote?.Stance, change));

    public static readonly MergedAnswers<PledgeRow> Pledges = new(
        (pledge, into) => pledge with { Initiative = into, Origin = pledge.Initiative }, (card, pledge, change) => card.Counting(pledge, change));

    public static void Wants(Guid from, Guid into, Wanted wanted)
    {
        wanted.Row<InitiativeCard>(into);
        foreach (var initiative in (Guid[])[from, into]) WantsAnswers(initiative, wanted);
    }

    /// <summary>Also the answers to all that is merged already.</summary>
    public static void WantsNext(Guid into, Rows loaded, Wanted wanted)
    {
        foreach (var other in loaded.Known<InitiativeCard>(into)?.TakenIn ?? []) WantsAnswers(other, wanted);
    }

    /// <summary>What a single answer to a merged initiative may change where that goes on.</summary>
    public static void WantsLate<TRow>(Guid initiative, Guid member, Rows loaded, Wanted wanted) where TRow : IAnswer
    {
        if (loaded.Known<InitiativeCard>(initiative)?.MergedInto is not { } into) return;
        wanted.Row<InitiativeCard>(into);
        wanted.Row<TRow>(into, member);
        foreach (var other in loaded.Known<InitiativeCard>(into)?.TakenIn ?? []) wanted.Row<TRow>(other, member);
    }

    /// <returns>The card of the one that was merged; that of the other is put.</returns>
    public static InitiativeCard Merge(InitiativeCard goes, InitiativeMerged e, Recorded recorded, Rows rows)
    {
        if (rows.Find<InitiativeCard>(e.Into) is not { } into || goes.MergedInto is not null) return goes;
        into = into with { TakenIn = [.. into.TakenIn, e.Initiative] };
        rows.Put(Touched(Pledges.Bring(Votes.Bring(into, e.Initiative, rows), e.Initiative, rows), recorded), e.Into);
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
        into = into with { TakenIn = [.. into.TakenIn.Where(other => other != e.Initiative)] };
        rows.Put(Touched(Pledges.TakeAway(Votes.TakeAway(into, e.Initiative, rows), e.Initiative, rows), recorded), e.From);
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

    /// <summary>What was decided just before a merge and has come into the log just after it counts where it goes on, too; a vote only while those there do.</summary>
    public static void Late(Recorded recorded, Guid into, Rows rows)
    {
        if (recorded.Data is not (VoteCast or VoteWithdrawn or PledgeMade or PledgeWithdrawn) || rows.Find<InitiativeCard>(into) is not { } card) return;
        var now = recorded.Data switch
        {
            VoteCast e when !card.VotingClosed => Votes.Follow(card, e.Initiative, e.Member, rows),
            VoteWithdrawn e when !card.VotingClosed => Votes.Follow(card, e.Initiative, e.Member, rows),
            PledgeMade e => Pledges.Follow(card, e.Initiative, e.Member, rows),
            PledgeWithdrawn e => Pledges.Follow(card, e.Initiative, e.Member, rows),
            _ => card,
        };
        if (now != card) rows.Put(Touched(now, recorded), into);
    }

    /// <summary>Without what members have said to it.</summary>
    public static InitiativeCard Emptied(InitiativeCard card, Recorded recorded, Rows rows)
    {
        Empty<BallotRow>();
        Empty<PledgeRow>();
        return card with { Supports = 0, NotNows = 0, Pledges = 0, PledgesFrom = [] };

        void Empty<TRow>() where TRow : class, IAnswer
        {
            foreach (var answer in rows.Starting<TRow>(card.Initiative).ToList())
            {
                rows.Remember(answer, recorded);
                rows.Remove<TRow>(card.Initiative, answer.Member);
            }
        }
    }

    public static void WantsAnswers(Guid initiative, Wanted wanted)
    {
        wanted.Rows<BallotRow>(initiative);
        wanted.Rows<PledgeRow>(initiative);
    }

    static InitiativeCard Touched(InitiativeCard card, Recorded recorded) => card with { LastAt = recorded.At > card.LastAt ? recorded.At : card.LastAt };
}
