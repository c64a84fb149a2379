using System.Text;
using System.Text.Encodings.Web;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Activation.Web.Features.Stories;

/// <summary>
/// Markdown as people write it, drawn by a list of what is let through: whatever else the tree holds is drawn as nothing. No HTML of the writer
/// ever reaches a page, links lead to https, mail or this site, and pictures come from the story's own pictures only.
/// </summary>
public static class Prose
{
    // Without HTML: what looks like a tag is text like any other.
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    // Both grow with their square in what it takes to read them.
    const int MostSigns = 2000;
    const int Deepest = 30;

    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public static IHtmlContent Html(string markdown)
    {
        var html = new StringBuilder();
        if (Parse(markdown) is { } tree) foreach (var block in tree) Draw(block, html);
        else html.Append("<p>").Append(Encoder.Encode(markdown)).Append("</p>");
        return new HtmlString(html.ToString());
    }

    /// <summary>The words alone: for searching, counting and a line below a link.</summary>
    public static string Words(string markdown)
    {
        if (Parse(markdown) is not { } tree) return markdown;
        var words = new StringBuilder();
        foreach (var leaf in tree.Descendants().OfType<LeafBlock>())
        {
            foreach (var inline in leaf.Inline?.Descendants() ?? [])
                words.Append(inline switch { LiteralInline text => text.Content.ToString(), CodeInline code => code.Content, LineBreakInline => " ", _ => "" });
            // A heading or an item ends like a sentence, whatever sign it lacks.
            words.Append(words.Length > 0 && char.IsLetterOrDigit(words[^1]) ? ". " : " ");
        }

        return words.ToString().Trim();
    }

    // Nested deeper, or with more signs, than anybody writes: what was typed is shown as it is, and costs nothing.
    static MarkdownDocument? Parse(string markdown)
    {
        if (markdown.Count(IsSign) > MostSigns || markdown.Split('\n').Any(line => DepthOf(line) > Deepest)) return null;
        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static bool IsSign(char letter) => letter is '[' or '!' or '*' or '_' or '`' or '<' or '&' or '~';

    /// <summary>How many quotes and lists a line begins at most, one in another.</summary>
    static int DepthOf(string line)
    {
        var depth = 0;
        foreach (var letter in line)
            if (letter is '>' or '-' or '+' or '*' or '.' or ')') depth++;
            else if (letter is not (' ' or '\t' or (>= '0' and <= '9'))) break;
        // A line of dashes alone is a rule, and begins nothing.
        return depth > Deepest && !line.Contains('>', StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal) ? 0 : depth;
    }

    static void Draw(Block block, StringBuilder html)
    {
        switch (block)
        {
            case HeadingBlock heading: Within(heading.Level <= 2 ? "h2" : "h3", heading.Inline, html); break;
            case ParagraphBlock paragraph: Within("p", paragraph.Inline, html); break;
            case QuoteBlock quote: Within("blockquote", quote, html); break;
            case ListBlock list: Within(list.IsOrdered ? "ol" : "ul", list, html); break;
            case ListItemBlock item: Within("li", item, html); break;
            case ThematicBreakBlock: html.Append("<hr>"); break;
            case CodeBlock code: html.Append("<pre><code>").Append(Encoder.Encode(code.Lines.ToString())).Append("</code></pre>"); break;
        }
    }

    static void Within(string tag, ContainerBlock block, StringBuilder html)
    {
        html.Append('<').Append(tag).Append('>');
        foreach (var child in block)
            // The points of a short list are lines, not paragraphs.
            if (block is ListItemBlock { Parent: ListBlock { IsLoose: false } } && child is ParagraphBlock line) Draw(line.Inline, html);
            else Draw(child, html);
        html.Append("</").Append(tag).Append('>');
    }

    static void Within(string tag, ContainerInline? inline, StringBuilder html)
    {
        html.Append('<').Append(tag).Append('>');
        Draw(inline, html);
        html.Append("</").Append(tag).Append('>');
    }

    static void Draw(ContainerInline? container, StringBuilder html)
    {
        foreach (var inline in container ?? Enumerable.Empty<Inline>()) Draw(inline, html);
    }

    static void Draw(Inline inline, StringBuilder html)
    {
        switch (inline)
        {
            case LiteralInline text: html.Append(Encoder.Encode(text.Content.ToString())); break;
            case HtmlEntityInline entity: html.Append(Encoder.Encode(entity.Transcoded.ToString())); break;
            case CodeInline code: html.Append("<code>").Append(Encoder.Encode(code.Content)).Append("</code>"); break;
            case LineBreakInline lineBreak: html.Append(lineBreak.IsHard ? "<br>" : "\n"); break;
            case EmphasisInline emphasis: Within(emphasis.DelimiterCount == 2 ? "strong" : "em", emphasis, html); break;
            case AutolinkInline auto: Link((auto.IsEmail ? "mailto:" : "") + auto.Url, () => html.Append(Encoder.Encode(auto.Url)), html); break;
            case LinkInline { IsImage: false } link: Link(link.GetDynamicUrl?.Invoke() ?? link.Url, () => Draw((ContainerInline)link, html), html); break;
            case ContainerInline other: Draw(other, html); break;
        }
    }

    static void Link(string? address, Action words, StringBuilder html)
    {
        var lets = Lets(address);
        if (lets) html.Append("<a href=\"").Append(Encoder.Encode(address!)).Append("\" rel=\"nofollow ugc\">");
        words();
        if (lets) html.Append("</a>");
    }

    static bool Lets(string? address) =>
        address is { Length: > 0 } && !address.Any(char.IsControl)
        && (address is ['/', not ('/' or '\\'), ..] or "/"
            || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeMailto)
                && (address.StartsWith("http", StringComparison.OrdinalIgnoreCase) || address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))));
}
