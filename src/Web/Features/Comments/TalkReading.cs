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
    /// <summary>A text with the names of those who stand in it.</summary>
    public string Written(string text, Remark remark) =>
        string.Concat(Mention.Pieces(text, remark.Mentioned).Select(piece => piece.Member is { } member ? NameOf(member) : piece.Words));

    public string NameOf(Guid mentioned) => $"@{Names.GetValueOrDefault(mentioned) ?? Somebody}";
}

/// <summary>Reads what is said as one reader may: for pages and for programs.</summary>
public sealed class TalkReading(Remarks remarks, PublicNames publicNames, PeopleDirectory people, Streams streams, Texts texts)
{
    /// <param name="me">Null for a visitor, who reads no names but of those who have said yes to that.</param>
    /// <param name="isShown">Whether the reader knows of an activity.</param>
    public async Task<Heard> Of(ProgrammeView here, Spot spot, Actor? me, DateTimeOffset now, Func<Guid, bool> isShown)
    {
        var said = (await remarks.At(here.Id, spot, me?.Member)).Where(remark => remark.Activity is not { } activity || isShown(activity)).ToList();
        var told = said.SelectMany(remark => remark.Mentioned.Append(remark.Author)).ToList();
        var names = me is null ? await publicNames.Of(here.Id, told) : await people.NamesOf(told);
        var talk = Talk.Of(said, me is null ? null : await streams.TopicOf(spot), me, now, remark => Called(here, remark, names));
        return new Heard(talk, names, texts["comments.mentioned"]);
    }

    string Called(ProgrammeView here, Remark remark, IReadOnlyDictionary<Guid, string> names)
    {
        var home = remark.Municipality is null ? null : here.NameOf(remark.Municipality);
        if (names.TryGetValue(remark.Author, out var name)) return home is null ? name : $"{name}, {home}";
        return home is null ? texts["comments.someone"] : texts["happenings.by-member", home];
    }
}
