using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>One that was merged into this one, with what was agreed on there.</summary>
public sealed record MergedIn(Joined Joined, IReadOnlyList<Deed> Deeds);

/// <summary>What an initiative was merged into or with, and what was split off it or it was split off.</summary>
public sealed record Kin(Relative? Into, IReadOnlyList<MergedIn> Merged, Relative? Whole, IReadOnlyList<Relative> Parts)
{
    public static Kin None { get; } = new(null, [], null, []);

    public bool MayMerge { get; init; }

    public bool MayUndoMerge { get; init; }

    public bool MaySplit { get; init; }

    public bool MayUndoSplit { get; init; }

    /// <param name="state">Of the initiative; null for a visitor.</param>
    public static async Task<Kin> Of(Relatives relatives, Initiative? state, Reading reading, Streams streams, IndexModel page)
    {
        var card = page.Card;
        var merged = new List<MergedIn>();
        foreach (var joined in relatives.Merged) merged.Add(new MergedIn(joined, Deed.Shown(await reading.Activities(joined.Initiative), page)));
        var kin = new Kin(relatives.Into, merged, relatives.Whole, relatives.Parts);
        if (page.Me is not { } me || state is null) return kin;
        return kin.For(me, state, state.MergedInto is { } into ? await streams.Read(StreamNames.Initiative(into)) : null, card, page.Now);
    }

    /// <summary>With what the reader may do about it. Whether two may be merged is known when both are: until then whoever decides anywhere may look.</summary>
    Kin For(Actor me, Initiative state, Initiative? into, InitiativeCard card, DateTimeOffset now) => this with
    {
        MayMerge = me.May(Permission.Decide) && state.MergedInto is null && state.Status is InitiativeStatus.Proposed or InitiativeStatus.Active or InitiativeStatus.Parked,
        MayUndoMerge = into is not null && Merging.Undo(state, into, new UndoMerge(), me, now) is Accepted,
        MaySplit = Splitting.MaySplit(state, me) is null,
        MayUndoSplit = Splitting.Undo(state, card.IsAnswered, new UndoSplit(), me, now) is Accepted,
    };
}
