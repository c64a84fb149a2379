using Activation.Domain.Initiatives;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Initiatives;

/// <summary>Two initiatives are two streams: the one that stays makes room, then the other goes up in it, and that is what counts.</summary>
public static class Merges
{
    public static async Task<Outcome> Merge(this Hand hand, Guid duplicate, Guid into, string reason)
    {
        var command = new MergeInitiative(reason);
        await FreeAbandoned(hand, duplicate);
        var room = await hand.Decide(
            StreamNames.Initiative(into), StreamNames.Initiative(duplicate),
            (stays, goes, actor, now) => Merging.TakeIn(stays, goes, command, actor, now));
        if (room is No) return room;
        var merged = await hand.Decide(
            StreamNames.Initiative(duplicate), StreamNames.Initiative(into),
            (goes, stays, actor, now) => Merging.Merge(goes, stays, command, actor, now));
        if (merged is No) await LetGo(hand, into, duplicate);
        return merged;
    }

    public static async Task<Outcome> UndoMerge(this Hand hand, Guid duplicate)
    {
        // Sent twice, it stands for itself already.
        if ((await hand.Read(StreamNames.Initiative(duplicate))).MergedInto is not { } into) return new Done(0, Changed: false);
        var undone = await hand.Decide(
            StreamNames.Initiative(duplicate), StreamNames.Initiative(into),
            (goes, stays, actor, now) => Merging.Undo(goes, stays, new UndoMerge(), actor, now));
        if (undone is Done) await LetGo(hand, into, duplicate);
        return undone;
    }

    /// <summary>The member's vote that came along when a duplicate was merged in: theirs to take back.</summary>
    internal static async Task<Ballot> MovedBallot(this Hand hand, Guid initiative)
    {
        foreach (var from in await TakenIn(hand, initiative))
            if (await hand.Read(StreamNames.Ballot(from, hand.Me.Member)) is { Stance: not null } moved) return moved;
        return Ballot.None;
    }

    internal static async Task<Pledge> MovedPledge(this Hand hand, Guid initiative)
    {
        foreach (var from in await TakenIn(hand, initiative))
            if (await hand.Read(StreamNames.Pledge(from, hand.Me.Member)) is { IsMade: true } moved) return moved;
        return Pledge.None;
    }

    // After the one that stays: what falls between the two steps is taken back by whoever asks again.
    internal static async Task TakeBackVotes(this Hand hand, Guid initiative)
    {
        foreach (var from in await TakenIn(hand, initiative))
            await Behind(hand, from).Decide(StreamNames.Ballot(from, hand.Me.Member), StreamNames.Initiative(from), (ballot, duplicate, actor, _) => Voting.TakeBack(duplicate, initiative, ballot, actor));
    }

    internal static async Task TakeBackPledges(this Hand hand, Guid initiative)
    {
        foreach (var from in await TakenIn(hand, initiative))
            await Behind(hand, from).Decide(StreamNames.Pledge(from, hand.Me.Member), StreamNames.Initiative(from), (pledge, duplicate, actor, _) => Pledging.TakeBack(duplicate, initiative, pledge, actor));
    }

    static Hand Behind(Hand hand, Guid from) => hand with { Command = DerivedId.From("take-back", hand.Command, from) };

    static async Task<IEnumerable<Guid>> TakenIn(Hand hand, Guid initiative) => (await hand.Read(StreamNames.Initiative(initiative))).TakenIn.Keys.Order();

    // A node that fell between the steps left room for what never came; in its way it would be for ever.
    static async Task FreeAbandoned(Hand hand, Guid initiative)
    {
        var stays = await hand.Read(StreamNames.Initiative(initiative));
        foreach (var from in stays.TakenIn.Keys)
            await (hand with { Command = DerivedId.From("free", hand.Command, from) }).Decide(
                StreamNames.Initiative(initiative), StreamNames.Initiative(from), (into, duplicate, actor, now) => Merging.Free(into, duplicate, from, actor, now));
    }

    // Under a key of its own: under that of the merge it would be taken for the making of room sent again.
    static Task<Outcome> LetGo(Hand hand, Guid into, Guid duplicate) =>
        (hand with { Command = DerivedId.From("let-go", hand.Command, duplicate) }).Decide(
            StreamNames.Initiative(into), StreamNames.Initiative(duplicate), Merging.LetGo);
}
