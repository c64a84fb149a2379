using System.Globalization;
using System.Xml;
using Activation.Domain.Stories;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Features.Stories;

/// <summary>The newest stories as an Atom feed (RFC 4287).</summary>
public sealed class StoryFeed(OwnAddress address, Texts texts)
{
    public const int Entries = 30;

    const string Atom = "http://www.w3.org/2005/Atom";

    public byte[] Of(ProgrammeView here, IReadOnlyList<ShelvedStory> stories)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, $"urn:uuid:{here.Id}");
            xml.WriteElementString("title", Atom, Plain($"{here.Card.Name}: {texts["stories.title"]}"));
            xml.WriteElementString("updated", Atom, Moment(stories.Count == 0 ? DateTimeOffset.UnixEpoch : stories.Max(story => story.UpdatedAt)));
            Link(xml, "self", "application/atom+xml", $"/p/{here.Slug}/stories.atom");
            Link(xml, "alternate", "text/html", $"/p/{here.Slug}/stories");
            Author(xml, here.Card.Organisation);
            foreach (var story in stories) Entry(xml, here, story);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    void Entry(XmlWriter xml, ProgrammeView here, ShelvedStory story)
    {
        var (language, text) = story.In(Platform.Look.Languages.Current);
        xml.WriteStartElement("entry", Atom);
        xml.WriteAttributeString("xml", "lang", null, language);
        xml.WriteElementString("id", Atom, $"urn:uuid:{story.Story}");
        xml.WriteElementString("title", Atom, Plain(text.Title));
        xml.WriteElementString("published", Atom, Moment(story.PublishedAt));
        xml.WriteElementString("updated", Atom, Moment(story.UpdatedAt));
        Link(xml, "alternate", "text/html", $"/p/{here.Slug}/stories/{story.Slug}");
        Author(xml, story.Credit?.Name ?? here.NameOf(story.Municipality));
        if (story.Credit is { } credit) xml.WriteElementString("rights", Atom, $"{texts[$"works.licence-short-{credit.Licence}"]} {credit.Terms()}".TrimEnd());
        foreach (var area in here.FocusAreas.Where(area => story.FocusAreas.Contains(area.FocusArea)))
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", area.FocusArea);
            xml.WriteAttributeString("label", Plain(area.Name));
            xml.WriteEndElement();
        }

        xml.WriteElementString("summary", Atom, Plain(text.Lead));
        if (story.Credit is not { StaysHere: true }) Content(xml, text);
        xml.WriteEndElement();
    }

    // A text may lead to other pages of ours, and whoever reads it elsewhere has to know where they are.
    void Content(XmlWriter xml, StoryText text)
    {
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("xml", "base", null, address.Of("/").AbsoluteUri);
        xml.WriteAttributeString("type", "html");
        using (var html = new StringWriter(CultureInfo.InvariantCulture))
        {
            Prose.Html(text.Body).WriteTo(html, System.Text.Encodings.Web.HtmlEncoder.Default);
            xml.WriteString(Plain(html.ToString()));
        }

        xml.WriteEndElement();
    }

    void Link(XmlWriter xml, string relation, string type, string path)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address.Of(path).AbsoluteUri);
        xml.WriteEndElement();
    }

    static void Author(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, name.Length == 0 ? "–" : Plain(name));
        xml.WriteEndElement();
    }

    /// <summary>What XML cannot hold at all is left out: one such sign would cost the whole feed.</summary>
    public static string Plain(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\n' or '\t' or (>= ' ' and not (0xfffe or 0xffff))));

    static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
