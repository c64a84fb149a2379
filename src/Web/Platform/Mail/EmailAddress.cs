using System.Globalization;
using System.Text.RegularExpressions;

namespace Activation.Web.Platform.Mail;

/// <summary>Addresses as we keep them: one person, one spelling.</summary>
public static partial class EmailAddress
{
    const int Longest = 254;

    static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>The address in small letters, its domain as the network knows it; null when it is none that we write to.</summary>
    public static string? Parse(string? typed)
    {
        var text = (typed ?? "").Trim();
        var at = text.LastIndexOf('@');
        if (text.Length > Longest || at < 1 || at == text.Length - 1) return null;
        try
        {
            var address = $"{text[..at]}@{Domains.GetAscii(text[(at + 1)..])}".ToLowerInvariant();
            return address.Length <= Longest && Shape().IsMatch(address) ? address : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Where an address leads: what stands after a plus is a note of its owner's, and one provider reads no full stops. Who is written to seldom is counted
    /// by this; a person is known by the address as it is.</summary>
    /// <param name="address">As <see cref="Parse"/> gave it.</param>
    public static string Mailbox(string address)
    {
        var at = address.LastIndexOf('@');
        var (name, domain) = (address[..at].Split('+')[0], address[(at + 1)..]);
        if (domain is "gmail.com" or "googlemail.com") (name, domain) = (name.Replace(".", "", StringComparison.Ordinal), "gmail.com");
        return name.Length == 0 ? address : $"{name}@{domain}";
    }

    /// <summary>The same as SQL, of an address that a column holds: an index of <c>hub.person</c> is made of it, so its words are part of that.</summary>
    public static string MailboxOf(string column) => $"""
        (case when {column} like '+%' then lower({column})
              when lower({column}) ~ '@(gmail|googlemail)\.com$' then replace(split_part(split_part(lower({column}), '@', 1), '+', 1), '.', '') || '@gmail.com'
              else split_part(split_part(lower({column}), '@', 1), '+', 1) || '@' || split_part(lower({column}), '@', 2) end)
        """;

    // Letters that only look like others are no part of a name before the @; quoted names and comments are nobody's.
    [GeneratedRegex(@"\A[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,32}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,10}[a-z]([a-z0-9-]{0,61}[a-z0-9])\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
