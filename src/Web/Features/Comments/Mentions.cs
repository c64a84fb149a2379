using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Activation.Domain.Comments;
using Activation.Web.Platform;

namespace Activation.Web.Features.Comments;

/// <summary>A member who may be meant.</summary>
public sealed record Meant(Guid Member, string Name, string Municipality);

/// <summary>A name that several have.</summary>
/// <param name="Typed">As it was written, in small letters.</param>
public sealed record Unclear(string Typed, IReadOnlyList<Meant> Candidates);

/// <param name="Text">With a number in the place of each name.</param>
/// <param name="Unclear">Names of which nobody can say whose they are; then nothing is to be kept.</param>
public sealed record Resolved(string Text, IReadOnlyList<Guid> Members, IReadOnlyList<Unclear> Unclear);

/// <summary>
/// Finds whom somebody means who typed an @ and a name: members of the programme by their whole name, or by a first name. What is nobody's name stays
/// what it is.
/// </summary>
public sealed partial class Mentions(Views views)
{
    /// <summary>A name is looked for in so many words.</summary>
    const int MostWords = 4;

    const int MostSigns = 30;

    const int Suggested = 8;

    /// <summary>So many who share a first name are told apart; the others are meant by their whole name.</summary>
    public const int MostOfOne = 50;

    /// <param name="chosen">Whom the writer meant, by what they typed; nothing for nobody.</param>
    public async Task<Resolved> In(Guid programme, string text, IReadOnlyDictionary<string, string> chosen)
    {
        var signs = Sign().Matches(text).Take(MostSigns).Select(match => (match.Index, Words: match.Groups["words"].Value)).ToList();
        if (signs.Count == 0) return new(text, [], []);
        var known = await Known(programme, [.. signs.SelectMany(sign => Beginnings(sign.Words)).Distinct()]);
        var (written, members, unclear, from) = (new StringBuilder(), new List<Guid>(), new Dictionary<string, Unclear>(StringComparer.Ordinal), 0);
        foreach (var (at, words) in signs)
        {
            if (Found(words, known) is not { } found) continue;
            var member = found.People is [var only] ? only.Member : Chosen(found, chosen, unclear);
            if (member is not { } meant) continue;
            written.Append(text, from, at - from).Append(Mention.Of(meant));
            from = at + 1 + found.Length;
            if (!members.Contains(meant)) members.Add(meant);
        }

        return new(written.Append(text, from, text.Length - from).ToString(), members, [.. unclear.Values]);
    }

    /// <summary>Members whose name begins so, for whoever is typing it.</summary>
    public Task<IReadOnlyList<Meant>> Like(Guid programme, string beginning, Guid but) => views.Many<Meant>(
        """
        select m.member, p.name, m.municipality from member m join hub.person p on p.person = m.member
         where m.programme = @programme and not m."left" and m.member <> @but
           and (starts_with(lower(p.name), @beginning) or position(' ' || @beginning in lower(p.name)) > 0) order by p.name, m.member limit @Suggested
        """,
        new { programme, beginning = Small(beginning), but, Suggested });

    async Task<ILookup<string, Meant>> Known(Guid programme, string[] names)
    {
        var people = await views.Many<Meant>(
            """
            select member, name, municipality from (
              select m.member, p.name, m.municipality, lower(p.name) = any(@names) as whole,
                     row_number() over (partition by lower(split_part(p.name, ' ', 1)) order by p.name, m.member) as turn
                from member m join hub.person p on p.person = m.member
               where m.programme = @programme and not m."left" and (lower(p.name) = any(@names) or lower(split_part(p.name, ' ', 1)) = any(@names))) known
             where whole or turn <= @MostOfOne order by name, member
            """,
            new { programme, names, MostOfOne });
        return people.SelectMany(one => new[] { Small(one.Name), Small(one.Name.Split(' ')[0]) }.Distinct().Select(name => (name, one))).ToLookup(pair => pair.name, pair => pair.one);
    }

    /// <summary>The longest name that it begins with.</summary>
    static (string Typed, int Length, List<Meant> People)? Found(string words, ILookup<string, Meant> known)
    {
        foreach (var typed in Beginnings(words))
            if (known.Contains(typed)) return (typed, typed.Length, [.. known[typed]]);
        return null;
    }

    static Guid? Chosen((string Typed, int Length, List<Meant> People) found, IReadOnlyDictionary<string, string> chosen, Dictionary<string, Unclear> unclear)
    {
        if (!chosen.TryGetValue(found.Typed, out var answer))
        {
            unclear[found.Typed] = new(found.Typed, found.People);
            return null;
        }

        // Only one of those it could be: a form that names somebody else names nobody.
        return Guid.TryParse(answer, out var member) && found.People.Any(one => one.Member == member) ? member : null;
    }

    /// <summary>The longest first.</summary>
    static IEnumerable<string> Beginnings(string words)
    {
        var parts = words.Split(' ');
        for (var count = Math.Min(MostWords, parts.Length); count > 0; count--) yield return Small(string.Join(' ', parts[..count]));
    }

    static string Small(string name) => name.ToLower(CultureInfo.InvariantCulture);

    // Not within an address of mail.
    [GeneratedRegex(@"(?<![\p{L}\p{N}._@-])@(?<words>\p{L}[\p{L}\p{M}'’-]*(?: \p{L}[\p{L}\p{M}'’-]*){0,3})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sign();
}
