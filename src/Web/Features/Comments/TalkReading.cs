using Activation.Domain.Comments;
using Activation.Domain.Members;
using Activation.Web.Features.Consents;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Comments;

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

    /// <summary>A text with the names of those who stand in it.</summary>
    public string Written(string text, Remark remark) =>
        string.Concat(Mention.Pieces(text, remark.Mentioned).Select(piece => piece.Member is { } member ? NameOf(member) : piece.Words));

    public string NameOf(Guid mentioned) => $"@{Names.GetValueOrDefault(mentioned) ?? Somebody}";
}

/// <summary>Reads what is said as one reader may: for pages and for programs.</summary>
public sealed class TalkReading(Remarks remarks, PublicNames publicNames, PeopleDirectory people, Streams streams, Texts texts)
{
    /// <summary>The newest, unless somebody asks for what is before.</summary>
    /// <param name="upTo">How many there are up to the end of what is shown; null for all.</param>
    /// <param name="at">A comment that is to be among them.</param>
    public async Task<Heard> Of(ProgrammeView here, Heed heed, Actor? me, DateTimeOffset now, int? upTo = null, Guid? at = null)
    {
        var counts = await remarks.Counts(heed);
        var total = counts.Where(one => heed.About is null || one.Activity == heed.About).Sum(one => one.Count);
        if (total > Remarks.APage && at is { } comment && await remarks.PlaceOf(heed, comment) is > 0 and var place) upTo = place + Remarks.APage / 2;
        var until = Math.Clamp(upTo ?? total, Math.Min(Remarks.APage, total), total);
        var from = Math.Max(until - Remarks.APage, 0);
        return await Of(here, heed, me, now, await remarks.InThreads(heed, from, Remarks.APage)) with { Counts = counts, From = from, UpTo = until, Total = total };
    }

    /// <summary>In the order in which it was said, for programs.</summary>
    public async Task<Heard> InTime(ProgrammeView here, Heed heed, Actor? me, DateTimeOffset now, int from, int count) =>
        await Of(here, heed, me, now, await remarks.InTime(heed, from, count));

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
