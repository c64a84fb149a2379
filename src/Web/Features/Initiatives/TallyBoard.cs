using Activation.Domain.Comments;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Initiatives;

/// <summary>What the others think is shown only to those it can no longer sway.</summary>
public static class Stances
{
    public static bool AreShownTo(InitiativeCard card, bool hasVoted, Actor? actor, DateTimeOffset now) =>
        hasVoted || (!TakesVotes(card, now) && !IsPaused(card)) || actor?.Coordinates(card.Municipality) == true;

    public static bool TakesVotes(InitiativeCard card, DateTimeOffset now) =>
        card.State is "proposed" or "active" && !card.VotingClosed && now < card.VotingUntil;

    /// <summary>A merge ended its voting before its time: its votes count on where it goes on, and are no more to be known here than there.</summary>
    static bool IsPaused(InitiativeCard card) => card.VotingPaused && card.MergedAt < card.VotingUntil;

    /// <summary>The share of support with what it rests on, in words.</summary>
    public static string InWords(InitiativeCard card, Texts texts)
    {
        var share = Wilson.Share(card.Supports, card.Supports + card.NotNows);
        return share.N == 0
            ? texts["details.no-votes"]
            : texts.Count("details.share", share.N, Figures.Percent(share.Value), Figures.PercentRange(share.Low, share.High));
    }
}

/// <summary>Supports, not-nows, pledges and comments, for those who may know how the others voted.</summary>
[Needs(Permission.Look)]
public sealed class TallyBoard(Views views, MemberDirectory members, Texts texts) : IBoard
{
    public string Kind => "tally";

    public bool OfInitiative => true;

    public async Task<bool> MaySee(Guid? person, Subject subject)
    {
        var card = await Turnout.CardOf(views, subject);
        if (Stances.AreShownTo(card, hasVoted: false, actor: null, DateTimeOffset.UtcNow)) return true;
        if (person is not { } id || await members.Find(subject.Programme.Id, id) is not { } actor) return false;
        return Stances.AreShownTo(card, await HasVoted(subject, id), actor, DateTimeOffset.UtcNow);
    }

    public bool IsTouchedBy(Recorded recorded) => Turnout.Changes(recorded.Data);

    public async Task<object> State(Subject subject)
    {
        var card = await Turnout.CardOf(views, subject);
        var share = Stances.InWords(card, texts);
        return new { card.Supports, card.NotNows, Share = share, card.Pledges, card.Comments, Say = share };
    }

    Task<bool> HasVoted(Subject subject, Guid member) => views.Value<bool>(
        "select exists (select from ballot where initiative = @Initiative and member = @member)", new { subject.Initiative, member });
}

/// <summary>How many voted, joined and wrote, but not what they voted: for everyone who may look.</summary>
[Needs(Permission.Look)]
public sealed class TurnoutBoard(Views views, Texts texts) : IBoard
{
    public string Kind => "turnout";

    public bool OfInitiative => true;

    public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(true);

    public bool IsTouchedBy(Recorded recorded) => Turnout.Changes(recorded.Data);

    public async Task<object> State(Subject subject)
    {
        var card = await Turnout.CardOf(views, subject);
        var voted = card.Supports + card.NotNows;
        return new { Voted = voted, card.Pledges, card.Comments, Say = texts["details.say-voted", voted] };
    }
}

static class Turnout
{
    public static bool Changes(object data) =>
        data is VoteCast or VoteWithdrawn or PledgeMade or PledgeWithdrawn or CommentPosted or CommentRemoved or InitiativeMerged or MergeUndone;

    public static async Task<InitiativeCard> CardOf(Views views, Subject subject) =>
        (await views.One<InitiativeCard>("select * from initiative where initiative = @Initiative", new { subject.Initiative }))!;
}
