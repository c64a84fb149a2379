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
        var words = new LetterWords(
            letter.From ?? texts["look.product"], texts[$"{letter.Key}-subject", letter.Args], texts[$"{letter.Key}-text", letter.Args].Split('\n'), letter.Code,
            [.. letter.Links.Select(link => (texts[link.Key], link.To.AbsoluteUri))], texts[$"{letter.Key}-why", letter.Args],
            letter.Unsubscribe is { } no ? (texts["letters.unsubscribe"], no.AbsoluteUri) : null);
        // A break in a subject would begin a header of the sender's own.
        if (words.Subject.Any(char.IsControl)) throw new FormatException("A subject is one line");
        return new PrintedLetter(to, words.Subject, Plain(words), LetterPage.Of(words, culture: CultureInfo.CurrentUICulture), letter.Unsubscribe);
    }

    static string Plain(LetterWords words)
    {
        var plain = new StringBuilder();
        foreach (var paragraph in words.Paragraphs) plain.Append(paragraph).Append("\n\n");
        if (words.Code is not null) plain.Append("    ").Append(words.Code).Append("\n\n");
        foreach (var (text, address) in words.Links) plain.Append(text).Append(":\n").Append(address).Append("\n\n");
        plain.Append("-- \n").Append(words.From).Append('\n').Append(words.Why).Append('\n');
        if (words.Unsubscribe is var (no, where)) plain.Append(no).Append(": ").Append(where).Append('\n');
        return plain.ToString();
    }
}

/// <summary>Everything that a reader sees of a letter.</summary>
sealed record LetterWords(
    string From, string Subject, IReadOnlyList<string> Paragraphs, string? Code, IReadOnlyList<(string Text, string Address)> Links, string Why,
    (string Text, string Address)? Unsubscribe);
