using System.Net;
using System.Text.RegularExpressions;

namespace Activation.Web.Platform.Mail;

/// <summary>
/// Takes somebody who was erased out of letters that have not left the house: those to them are thrown away, in those to others their name,
/// address and number are blanked. What a mail server has taken is out of our hands.
/// </summary>
public sealed class LettersForgotten(Outbox outbox, FolderCarrier folder)
{
    const string Blank = "[…]";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="words">What would give them away.</param>
    public async Task Forget(string email, IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        // What is carried meanwhile goes from the first place to the second.
        await outbox.Rewrite(Without);
        await folder.Rewrite(Without, cancellationToken);

        PrintedLetter? Without(PrintedLetter mail) =>
            email.Equals(mail.To, StringComparison.OrdinalIgnoreCase) ? null : words.Aggregate(mail, Blanked);
    }

    static PrintedLetter Blanked(PrintedLetter mail, string word) => mail with
    {
        Subject = Blanked(mail.Subject, word),
        Plain = Blanked(mail.Plain, word),
        Html = Blanked(mail.Html, WebUtility.HtmlEncode(word)),
    };

    // Whole words: Ann is not in planning.
    static string Blanked(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase)
        ? Regex.Replace(text, $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(word)}(?![\p{{L}}\p{{N}}])", Blank, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience)
        : text;
}
