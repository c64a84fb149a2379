using System.Text.Json.Serialization;
using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Store;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Features.Initiatives;

/// <summary>An initiative as lists and its own page show it.</summary>
/// <param name="Number">Its place in the log among the programme's initiatives: gap-free, and the same after every rebuild.</param>
/// <param name="Approved">How many of its activities were approved; one that is cancelled later still counts.</param>
/// <param name="PledgesFrom">How many are in, by municipality.</param>
/// <param name="State">proposed, active, completed, parked or withdrawn; of one that was merged as it was then.</param>
/// <param name="SplitFrom">What it was a part of.</param>
/// <param name="MergedInto">Where it goes on.</param>
/// <param name="MergedNumber">The number of that one.</param>
/// <param name="VotingPaused">Its voting is closed only for as long as it is merged.</param>
/// <param name="Involvement">The intended level, 1–5; null where nobody said.</param>
/// <param name="TakenIn">What was merged into it and still is, in the order of the merges.</param>
public sealed record InitiativeCard(
    Guid Initiative, Guid Programme, int Number, Guid Proposer, string Municipality, string[] Partners, int Stage, string Title,
    string Description, string[] FocusAreas, ValueShown[] Values, MetricLink[] Metrics, string State, string? StateReason,
    DateTimeOffset ProposedAt, DateTimeOffset VotingUntil, bool VotingClosed, int Supports, int NotNows, int Pledges,
    Dictionary<string, int> PledgesFrom, int Comments, int Activities, int Approved, int CarriedOut, Guid? Parent, DateTimeOffset LastAt, DateTimeOffset? RewordedAt,
    Guid? SplitFrom, Guid? MergedInto, int? MergedNumber, string? MergeReason, DateTimeOffset? MergedAt, bool VotingPaused,
    int? Involvement, Guid[] TakenIn)
{
    /// <summary>Somebody has voted on it, joined it or written about it.</summary>
    [JsonIgnore]
    public bool IsAnswered => Supports + NotNows + Pledges + Comments > 0;

    /// <summary>A part that belongs to its whole again: the one way to be withdrawn without a reason.</summary>
    [JsonIgnore]
    public bool IsPartAgain => State == "withdrawn" && SplitFrom is not null && StateReason is null;
}

/// <summary>The last number given in a programme.</summary>
public sealed record InitiativeCount(Guid Programme, int Last);

/// <summary>One member's vote. Its position tells whether it came before the voting closed.</summary>
/// <param name="Origin">The merged initiative that it was cast on; null where it was cast on this one.</param>
public sealed record BallotRow(
    Guid Programme, Guid Initiative, Guid Member, string Municipality, Stance Stance, long Position, DateTimeOffset At, Guid? Origin = null) : IAnswer;

/// <param name="Origin">The merged initiative that it was given to; null where it was given to this one.</param>
public sealed record PledgeRow(Guid Programme, Guid Initiative, Guid Member, string Municipality, string? Offer, DateTimeOffset At, Guid? Origin = null) : IAnswer;

/// <summary>Cards with their tallies, and the votes and pledges behind them: folded together, so that they always agree.</summary>
public sealed class InitiativeProjection : IFollowsRows
{
    public string Name => "initiatives";

    public int Revision => 8;

    public IReadOnlyList<Table> Tables { get; } =
    [
        Table.Of<InitiativeCard>("initiative", "initiative"),
        Table.Of<InitiativeCount>("initiative_count", "programme"),
        Table.Of<InitiativeWords>("initiative_words", "initiative"),
        Table.Of<BallotRow>("ballot", "initiative", "member"),
        Table.Of<PledgeRow>("pledge", "initiative", "member"),
        Table.Of<PastAnswer>("past_answer", "programme", "position", "member", "kind"),
    ];

    public string Ddl => """
        create table initiative (initiative uuid primary key, programme uuid not null, number int not null, proposer uuid not null,
          municipality text not null, partners text[] not null, stage int not null, title text not null, description text not null,
          focus_areas text[] not null, values jsonb not null, metrics jsonb not null, state text not null, state_reason text,
          proposed_at timestamptz not null, voting_until timestamptz not null, voting_closed boolean not null,
          supports int not null, not_nows int not null, pledges int not null, pledges_from jsonb not null, comments int not null,
          activities int not null, approved int not null, carried_out int not null, parent uuid, last_at timestamptz not null, reworded_at timestamptz,
          split_from uuid, merged_into uuid, merged_number int, merge_reason text, merged_at timestamptz, voting_paused boolean not null,
          involvement int, taken_in uuid[] not null, unique (programme, number));
        create index initiative_last on initiative (programme, last_at);
        create index initiative_proposer on initiative (proposer);
        create index initiative_parent on initiative (parent) where parent is not null;
        create index initiative_merged on initiative (merged_into) where merged_into is not null;
        create index initiative_split on initiative (split_from) where split_from is not null;
        create table initiative_count (programme uuid primary key, last int not null);
        create table ballot (programme uuid not null, initiative uuid not null, member uuid not null, municipality text not null, stance text not null,
          position bigint not null, at timestamptz not null, origin uuid, primary key (initiative, member));
        create index ballot_member on ballot (member);
        create table pledge (programme uuid not null, initiative uuid not null, member uuid not null, municipality text not null, offer text, at timestamptz not null,
          origin uuid, primary key (initiative, member));
        create index pledge_member on pledge (member);
        create table past_answer (programme uuid not null, position bigint not null, initiative uuid not null, member uuid not null, kind text not null, since timestamptz not null,
          until timestamptz not null, primary key (programme, position, member, kind));
        create index past_answer_member on past_answer (member);
        create index past_answer_initiative on past_answer (initiative);

        """ + InitiativeWords.Ddl;

    public void Wants(Recorded recorded, Wanted wanted)
    {
        if (InitiativeEvent.IdOf(recorded.Data) is { } initiative) wanted.Row<InitiativeCard>(initiative);
        switch (recorded.Data)
        {
            case InitiativeProposed: wanted.Row<InitiativeCount>(recorded.Tenant); break;
            case VoteCast e: wanted.Row<BallotRow>(e.Initiative, e.Member); break;
            case VoteWithdrawn e: wanted.Row<BallotRow>(e.Initiative, e.Member); break;
            case PledgeMade e: wanted.Row<PledgeRow>(e.Initiative, e.Member); break;
            case PledgeWithdrawn e: wanted.Row<PledgeRow>(e.Initiative, e.Member); break;
            case InitiativeMerged e: MergedRows.Wants(e.Initiative, e.Into, wanted); break;
            case MergeUndone e: MergedRows.Wants(e.Initiative, e.From, wanted); break;
            case SplitUndone e: MergedRows.WantsAnswers(e.Initiative, wanted); break;
        }
    }

    public void WantsNext(Recorded recorded, Rows loaded, Wanted wanted)
    {
        switch (recorded.Data)
        {
            case InitiativeMerged e: MergedRows.WantsNext(e.Into, loaded, wanted); break;
            case MergeUndone e: MergedRows.WantsNext(e.From, loaded, wanted); break;
            case VoteCast e: MergedRows.WantsLate<BallotRow>(e.Initiative, e.Member, loaded, wanted); break;
            case VoteWithdrawn e: MergedRows.WantsLate<BallotRow>(e.Initiative, e.Member, loaded, wanted); break;
            case PledgeMade e: MergedRows.WantsLate<PledgeRow>(e.Initiative, e.Member, loaded, wanted); break;
            case PledgeWithdrawn e: MergedRows.WantsLate<PledgeRow>(e.Initiative, e.Member, loaded, wanted); break;
        }
    }

    public void Fold(Recorded recorded, Rows rows)
    {
        if (recorded.Data is InitiativeProposed proposed)
        {
            var first = Number(recorded, proposed, rows);
            rows.Put(first, proposed.Initiative);
            rows.Put(InitiativeWords.Of(first), proposed.Initiative);
            return;
        }

        if (InitiativeEvent.IdOf(recorded.Data) is not { } initiative || rows.Find<InitiativeCard>(initiative) is not { } card) return;
        // A vote that the log has after the closing is no vote, neither in the tally nor in the list. One that came just after a merge is both with what was
        // merged, as all others are, and where that went on.
        if (card.VotingClosed && !card.VotingPaused && recorded.Data is (VoteCast or VoteWithdrawn)) return;
        // Nor does anything stay on a part that belongs to its whole again, on whichever side of the undoing it came into the log.
        if (card.IsPartAgain && recorded.Data is (VoteCast or PledgeMade)) return;
        var counted = recorded.Data switch
        {
            VoteCast e => card.Counting(rows.Find<BallotRow>(initiative, e.Member)?.Stance, -1).Counting(e.Stance, 1),
            VoteWithdrawn e => card.Counting(rows.Find<BallotRow>(initiative, e.Member)?.Stance, -1),
            PledgeMade e => card.Counting(rows.Find<PledgeRow>(initiative, e.Member), -1).CountingIn(e.Municipality, 1),
            PledgeWithdrawn e => card.Counting(rows.Find<PledgeRow>(initiative, e.Member), -1),
            InitiativeMerged e => MergedRows.Merge(card, e, recorded, rows),
            MergeUndone e => MergedRows.Undo(card, e, recorded, rows),
            SplitUndone => MergedRows.Emptied(Evolve(card, recorded), recorded, rows),
            _ => Evolve(card, recorded),
        };
        FoldBehind(recorded, rows);
        if (card.MergedInto is { } into) MergedRows.Late(recorded, into, rows);
        // Most events are votes, and those change no words.
        if (recorded.Data is not VoteCast && InitiativeWords.Of(counted) is var words && words != InitiativeWords.Of(card)) rows.Put(words, initiative);
        rows.Put(counted with { LastAt = recorded.At > card.LastAt ? recorded.At : card.LastAt }, initiative);
    }

    static InitiativeCard Number(Recorded recorded, InitiativeProposed e, Rows rows)
    {
        var number = (rows.Find<InitiativeCount>(recorded.Tenant)?.Last ?? 0) + 1;
        rows.Put(new InitiativeCount(recorded.Tenant, number), recorded.Tenant);
        return new InitiativeCard(
            e.Initiative, recorded.Tenant, number, e.Proposer, e.Municipality, e.Partners, e.Stage, FreeTexts.Title(e.Title), e.Description, e.FocusAreas,
            e.Values, e.Metrics, "proposed", null, recorded.At, e.VotingUntil, false, 0, 0, 0, [], 0, 0, 0, 0, e.Parent, recorded.At, null,
            null, null, null, null, null, VotingPaused: false, e.Involvement, []);
    }

    static InitiativeCard Evolve(InitiativeCard card, Recorded recorded) => recorded.Data switch
    {
        InitiativeReworded e => card with
        {
            Title = FreeTexts.Title(e.Title),
            Description = e.Description,
            FocusAreas = e.FocusAreas,
            Values = e.Values,
            Metrics = e.Metrics,
            Involvement = e.Involvement == InvolvementLevels.Unsaid ? null : e.Involvement ?? card.Involvement,
            RewordedAt = recorded.At,
        },
        VotingClosed => card with { VotingClosed = true },
        VotingReopened e => card with { VotingClosed = false, VotingUntil = e.VotingUntil },
        ActivityPlanned => card with { Activities = card.Activities + 1 },
        ActivityApproved => card with { State = "active", Approved = card.Approved + 1 },
        ActivityCarriedOut => card with { CarriedOut = card.CarriedOut + 1 },
        InitiativeCompleted => card with { State = "completed", StateReason = null },
        InitiativeParked e => card with { State = "parked", StateReason = e.Reason },
        InitiativeResumed => card with { State = card.Approved > 0 ? "active" : "proposed", StateReason = null },
        InitiativeWithdrawn e => card with { State = "withdrawn", StateReason = e.Reason },
        InitiativeSplitOff e => card with { SplitFrom = e.From },
        SplitUndone => card with { State = "withdrawn", StateReason = null },
        // What is said about a story is counted there.
        CommentPosted { Story: null } => card with { Comments = card.Comments + 1 },
        CommentRemoved { Story: null } => card with { Comments = card.Comments - 1 },
        _ => card,
    };

    static void FoldBehind(Recorded recorded, Rows rows)
    {
        switch (recorded.Data)
        {
            case VoteCast e:
                rows.Remember(rows.Find<BallotRow>(e.Initiative, e.Member), recorded);
                rows.Put(new BallotRow(recorded.Tenant, e.Initiative, e.Member, e.Municipality, e.Stance, recorded.Position, recorded.At), e.Initiative, e.Member);
                break;
            case VoteWithdrawn e:
                rows.Remember(rows.Find<BallotRow>(e.Initiative, e.Member), recorded);
                rows.Remove<BallotRow>(e.Initiative, e.Member);
                break;
            case PledgeMade e:
                rows.Remember(rows.Find<PledgeRow>(e.Initiative, e.Member), recorded);
                rows.Put(new PledgeRow(recorded.Tenant, e.Initiative, e.Member, e.Municipality, e.Offer, recorded.At), e.Initiative, e.Member);
                break;
            case PledgeWithdrawn e:
                rows.Remember(rows.Find<PledgeRow>(e.Initiative, e.Member), recorded);
                rows.Remove<PledgeRow>(e.Initiative, e.Member);
                break;
        }
    }
}
