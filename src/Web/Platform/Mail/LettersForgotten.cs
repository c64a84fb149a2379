using System.Net;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Platform.Mail;

/// <summary>
/// Takes somebody who was erased out of letters that have not left the house: those to them are thrown away, in those to others their name,
/// address and number are blanked. What a mail server has taken is out of our hands.
/// </summary>
public sealed class LettersForgotten(Outbox outbox, FolderCarrier folder)
{
    const string Blank = "[…]";

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
        Subject = WholeWord.Blanked(mail.Subject, word, Blank),
        Plain = WholeWord.Blanked(mail.Plain, word, Blank),
        Html = WholeWord.Blanked(mail.Html, WebUtility.HtmlEncode(word), Blank),
    };
}
