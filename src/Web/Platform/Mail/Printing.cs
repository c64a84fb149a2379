using System.Globalization;
using System.Text;
using Activation.Web.Platform.Look;

namespace Activation.Web.Platform.Mail;

/// <summary>Puts a letter into words: plain text for every reader, and a page that fits a narrow window.</summary>
public sealed class Printing(Texts texts)
{
    /// <exception cref="FormatException">The address is none, or the subject is not one line.</exception>
    public PrintedLetter Print(Letter letter)
    {
        var culture = Languages.All.FirstOrDefault(language => language.Code == letter.Language)?.Culture ?? Languages.All[0].Culture;
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        try
        {
            return InWords(letter);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    PrintedLetter InWords(Letter letter)
    {
        var to = EmailAddress.Parse(letter.To);
        if (letter.To is { } given && !given.Equals(to, StringComparison.OrdinalIgnoreCase)) throw new FormatException("Not an address that is written to");
        var args = texts.InWords(letter.Args);
        var unsubscribe = letter.Unsubscribe is { } no ? [new LetterLink("letters.unsubscribe", no)] : Array.Empty<LetterLink>();
        var words = new LetterWords(
            letter.From ?? texts["look.product"], texts[$"{letter.Key}-subject", args],
            texts[$"{letter.Key}-text", args].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), letter.Code,
            Links(letter.Links), letter.Note is { } note ? texts[note] : null,
            [.. letter.Sections.Select(section => new SectionWords(texts[section.Title], [.. section.Lines.Select(Line)]))],
            texts[$"{letter.Key}-why", args], Links([.. letter.Quiet, .. unsubscribe]));
        // A break in a subject would begin a header of the sender's own.
        if (words.Subject.Any(char.IsControl)) throw new FormatException("A subject is one line");
        return new PrintedLetter(to, words.Subject, Plain(words), LetterPage.Of(words, culture: CultureInfo.CurrentUICulture), letter.Unsubscribe);
    }

    IReadOnlyList<LinkWords> Links(IEnumerable<LetterLink> links) => [.. links.Select(link => new LinkWords(texts[link.Key], link.To.AbsoluteUri))];

    LinkWords Line(LetterLine line) => new(texts[line.Key, texts.InWords(line.Args)], line.To.AbsoluteUri);

    static string Plain(LetterWords words)
    {
        var plain = new StringBuilder();
        foreach (var paragraph in words.Paragraphs) plain.Append(paragraph).Append("\n\n");
        if (words.Code is not null) plain.Append("    ").Append(words.Code).Append("\n\n");
        foreach (var (text, address) in words.Links) plain.Append(text).Append(":\n").Append(address).Append("\n\n");
        if (words.Note is not null) plain.Append(words.Note).Append("\n\n");
        foreach (var (title, lines) in words.Sections)
        {
            plain.Append(title).Append('\n');
            foreach (var (text, address) in lines) plain.Append("* ").Append(text).Append("\n  ").Append(address).Append('\n');
            plain.Append('\n');
        }

        plain.Append("-- \n").Append(words.From).Append('\n').Append(words.Why).Append('\n');
        foreach (var (text, address) in words.Quiet) plain.Append(text).Append(": ").Append(address).Append('\n');
        return plain.ToString();
    }
}

/// <summary>Everything that a reader sees of a letter.</summary>
sealed record LetterWords(
    string From, string Subject, IReadOnlyList<string> Paragraphs, string? Code, IReadOnlyList<LinkWords> Links, string? Note,
    IReadOnlyList<SectionWords> Sections, string Why, IReadOnlyList<LinkWords> Quiet);

sealed record LinkWords(string Text, string Address);

sealed record SectionWords(string Title, IReadOnlyList<LinkWords> Lines);
