using System.Globalization;
using System.Net;
using System.Text;

namespace Activation.Web.Platform.Mail;

/// <summary>
/// The page of a letter. Mail programs know neither style sheets of ours nor much of today's CSS: tables, and every style at its element.
/// Night colours are said twice, since some turn the colours themselves.
/// </summary>
static class LetterPage
{
    const string Face = "font-family:'Trebuchet MS','Segoe UI',Arial,sans-serif";

    const string Night = "@media (prefers-color-scheme:dark){.bg{background:#0d1b21!important}.card{background:#152830!important}" +
        ".t{color:#eaf1ed!important}.m{color:#a9bbbc!important}.l{color:#7cc8e8!important}.f{background:#7cc8e8!important;border-color:#7cc8e8!important;color:#0d1b21!important}" +
        ".o{background:#152830!important;border-color:#7cc8e8!important;color:#7cc8e8!important}.h{border-color:#2c434b!important}}";

    public static string Of(LetterWords words, CultureInfo culture)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $$"""
            <!doctype html>
            <html lang="{{culture.TwoLetterISOLanguageName}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>{{Safe(words.Subject)}}</title>
            <style>{{Night}}</style></head>
            <body class="bg" style="margin:0;padding:0;background:#f1f4ef">
            {{Preview(words)}}
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="bg" style="background:#f1f4ef"><tr><td align="center" style="padding:24px 12px">
            <main><table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="card" style="max-width:520px;background:#ffffff;border-radius:6px">
            <tr><td style="background:#f7cb2d;border-radius:6px 6px 0 0;padding:12px 28px;{{Face}};font-size:15px;font-weight:bold;color:#12262e">{{Safe(words.From)}}</td></tr>
            <tr><td style="padding:28px 28px 14px 28px">
            <h1 class="t" style="margin:0 0 12px 0;{{Face}};font-size:25px;line-height:1.2;color:#12262e;overflow-wrap:anywhere">{{Safe(words.Subject)}}</h1>
            """);
        foreach (var paragraph in words.Paragraphs)
            page.Append(CultureInfo.InvariantCulture, $"""<p class="t" style="margin:0 0 20px 0;{Face};font-size:17px;line-height:1.5;color:#12262e;overflow-wrap:anywhere">{Safe(paragraph)}</p>""");
        if (words.Code is not null)
            page.Append(CultureInfo.InvariantCulture, $"""<p class="t" style="margin:0 0 20px 0;{Face};font-size:34px;line-height:1.2;letter-spacing:3px;font-weight:bold;color:#12262e;white-space:nowrap">{Safe(words.Code)}</p>""");
        for (var i = 0; i < words.Links.Count; i++) page.Append(Button(words.Links[i], filled: i == 0));
        if (words.Note is not null) page.Append(Small(Safe(words.Note), "8px 0 20px 0"));
        foreach (var section in words.Sections) page.Append(Section(section));
        page.Append(CultureInfo.InvariantCulture, $"""</td></tr><tr><td class="h" style="padding:18px 28px 24px 28px;border-top:1px solid #cdd7d1">{Small(Safe(words.Why))}""");
        if (words.Quiet.Count > 0) page.Append(Quiet(words.Quiet));
        return page.Append("</td></tr></table></main></td></tr></table></body></html>\n").ToString();
    }

    // What a list of letters shows after the subject; without it that would be the name of the programme once more.
    static string Preview(LetterWords words) => words.Paragraphs is [var first, ..]
        ? $"""<div style="display:none;max-height:0;overflow:hidden" aria-hidden="true">{Safe(first)}</div>"""
        : "";

    static string Button(LinkWords link, bool filled)
    {
        var (css, colours) = filled ? ("f", "background:#0a5775;color:#ffffff") : ("o", "background:#ffffff;color:#0a5775");
        return $"""
            <p style="margin:0 0 10px 0"><a class="{css}" href="{Safe(link.Address)}" style="{Face};display:block;padding:14px 18px;border:2px solid #0a5775;border-radius:6px;{colours};font-size:17px;font-weight:bold;text-decoration:none;text-align:center">{Safe(link.Text)}</a></p>
            """;
    }

    static string Section(SectionWords section)
    {
        var lines = section.Lines.Select(line =>
            $"""<p style="margin:0 0 6px 0;{Face};font-size:16px;line-height:1.5;overflow-wrap:anywhere"><a class="l" href="{Safe(line.Address)}" style="color:#0a5775;display:inline-block;padding:2px 0">{Safe(line.Text)}</a></p>""");
        return $"""
            <h2 class="t" style="margin:24px 0 8px 0;{Face};font-size:17px;line-height:1.3;color:#12262e">{Safe(section.Title)}</h2>
            {string.Concat(lines)}
            """;
    }

    static string Quiet(IEnumerable<LinkWords> links)
    {
        var all = links.Select(link => $"""<a class="l" href="{Safe(link.Address)}" style="color:#0a5775;display:inline-block;padding:2px 14px 2px 0">{Safe(link.Text)}</a>""");
        return $"""<p style="margin:0;{Face};font-size:14px;line-height:2">{string.Join(' ', all)}</p>""";
    }

    static string Small(string html, string margin = "0 0 8px 0") =>
        $"""<p class="m" style="margin:{margin};{Face};font-size:14px;line-height:1.6;color:#475a61;overflow-wrap:anywhere">{html}</p>""";

    static string Safe(string text) => WebUtility.HtmlEncode(text);
}
