using Activation.Domain.Courses;
using Activation.Domain.Stories;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;

namespace Activation.Web.Features.Courses;

/// <summary>The first draft of a story of somebody's work, in the language in which it was handed in: their own words, and nothing that they did not say.</summary>
public sealed class WorkWords(Texts texts)
{
    public StoryText Of(ShelvedWork work)
    {
        var made = texts["works.lead", work.Course];
        var text = work.Kept.Text.Length > 0 ? work.Kept.Text : made;
        // Leads go to lists, feeds and programs: of a short poem the first line is all of it.
        return new(work.Kept.Title, work.Row.Licence == WorkLicence.OnlyHere ? made : Opening.Cut(text.Split('\n', 2)[0], Telling.LeadLimit), text, "", "");
    }

    /// <summary>As whoever made it is listed among those who are asked. Who shows no name has none there either.</summary>
    public string NameOf(ShelvedWork work) => Credit(work) is { Length: > 0 } name ? name : texts["works.maker"];

    public AddPicture? PictureOf(ShelvedWork work) => work.Kept is { Picture: { } picture } kept
        ? new AddPicture(picture, PictureUse.Cover, kept.Alt, Credit(work), kept.Width, kept.Height)
        : null;

    public SetFilm? FilmOf(ShelvedWork work) => work.Kept.Film is { } address ? new SetFilm(address, work.Kept.Title, Captioned: true) : null;

    static string Credit(ShelvedWork work) => work.Row.ShowsName ? work.Kept.Name : "";
}
