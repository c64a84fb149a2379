using Activation.Domain.Comments;
using Activation.Domain.Members;
using Activation.Web.Features.Consents;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Api;

namespace Activation.Web.Features.Comments;

/// <summary>From where somebody turned a page: by what stood at its edge, wherever that stands by now, since something may have been said or taken away before it.</summary>
/// <param name="UpTo">How many there were up to the end of what is asked for; counts where what stood at the edge is gone. Null for all.</param>
/// <param name="Before">What comes before this one.</param>
/// <param name="After">What comes after this one.</param>
public sealed record Turned(int? UpTo, Guid? Before, Guid? After);

/// <summary>What is said in one place, with the names that its reader may know.</summary>
public sealed record Heard(Talk Talk, IReadOnlyDictionary<Guid, string> Names, string Somebody)
{
    public static Heard Nothing { get; } = new(Talk.None, new Dictionary<Guid, string>(), "");

    /// <summary>How much is said in all, by what it is about.</summary>
    public IReadOnlyList<SaidAbout> Counts { get; init; } = [];

    /// <summary>How much of what is asked for comes before what is shown.</summary>
    public int From { get; init; }

    /// <summary>How much of what is asked for there is up to the end of what is shown.</summary>
    public int UpTo { get; init; }

    /// <summary>How much is asked for.</summary>
    public int Total { get; init; }

    /// <summary>What is shown begins with it, but for what that answers.</summary>
    public Guid? First { get; init; }

    public Guid? Last { get; init; }

    /// <summary>A text with the names of those who stand in it.</summary>
    public string Written(string text, Remark remark) =>
        string.Concat(Mention.Pieces(text, remark.Mentioned).Select(piece => piece.Member is { } member ? NameOf(member) : piece.Words));

    public string NameOf(Guid mentioned) => $"@{Names.GetValueOrDefault(mentioned) ?? Somebody}";
}

/// <summary>Reads what is said as one reader may: for pages and for programs.</summary>
public sealed class TalkReading(Remarks remarks, PublicNames publicNames, PeopleDirectory people, Streams streams, Texts texts)
{
    /// <summary>The newest, unless somebody asks for what is before.</summary>
    /// <param name="at">A comment that is to be among them.</param>
    public async Task<Heard> Of(ProgrammeView here, Heed heed, Actor? me, DateTimeOffset now, Turned turned, Guid? at)
    {
        var counts = await remarks.Counts(heed);
        var total = counts.Where(one => heed.About is null || one.Activity == heed.About).Sum(one => one.Count);
        var until = total <= Remarks.APage ? total : Math.Clamp(await End(heed, turned, at) ?? total, Remarks.APage, total);
        var from = Math.Max(until - Remarks.APage, 0);
        var said = await remarks.InThreads(heed, from, Remarks.APage);
        return await Of(here, heed, me, now, said) with
        {
            Counts = counts,
            From = from,
            UpTo = until,
            Total = total,
            First = said.Count > 0 ? said[Math.Max(said.Count - (until - from), 0)].Comment : null,
            Last = said is [.., var last] ? last.Comment : null,
        };
    }

    /// <summary>How many there are up to the end of what is to be shown; null for all.</summary>
    async Task<int?> End(Heed heed, Turned turned, Guid? at)
    {
        foreach (var (comment, beyond) in new[] { (at, Remarks.APage / 2), (turned.Before, -1), (turned.After, Remarks.APage) })
            if (comment is { } one && await remarks.PlaceOf(heed, one) is > 0 and var place) return place + beyond;
        return turned.UpTo;
    }

    /// <summary>In the order in which it was said, for programs: so many after the last that was read.</summary>
    public async Task<Heard> InTime(ProgrammeView here, Heed heed, Actor? me, DateTimeOffset now, LastSeen last, int count) =>
        await Of(here, heed, me, now, await remarks.InTime(heed, last, count));

    /// <param name="me">Null for a visitor, who reads no names but of those who have said yes to that.</param>
    async Task<Heard> Of(ProgrammeView here, Heed heed, Actor? me, DateTimeOffset now, IReadOnlyList<Remark> said)
    {
        var told = said.SelectMany(remark => remark.Mentioned.Append(remark.Author)).ToList();
        var names = me is null ? await publicNames.Of(here.Id, told) : await people.NamesOf(told);
        var talk = Talk.Of(said, me is null ? null : await streams.TopicOf(heed.Spot), me, now, remark => Called(here, remark, names));
        return new Heard(talk, names, texts["comments.mentioned"]);
    }

    string Called(ProgrammeView here, Remark remark, IReadOnlyDictionary<Guid, string> names)
    {
        var home = remark.Municipality is null ? null : here.NameOf(remark.Municipality);
        if (names.TryGetValue(remark.Author, out var name)) return home is null ? name : $"{name}, {home}";
        return home is null ? texts["comments.someone"] : texts["happenings.by-member", home];
    }
}
