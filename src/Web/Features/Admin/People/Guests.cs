using Activation.Domain.Members;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;
using CsvHelper;

namespace Activation.Web.Features.Admin.People;

/// <summary>A row of a list of people to invite, and what will become of it.</summary>
/// <param name="Why">In words, why nothing is sent; null when an invitation goes out.</param>
public sealed record GuestRow(int Line, string Email, string Name, string Municipality, string Roles, Invite? Invite, string? Why);

/// <summary>Reads a list of people to invite: address, name, municipality, role. Nothing is sent by reading it.</summary>
public sealed class Guests(Inviting inviting, Texts texts)
{
    public const int MostRows = 500;

    public const int LongestText = 200_000;

    /// <summary>A spreadsheet would run what begins like this.</summary>
    const string Formula = "=+-@\t";

    static readonly char[] BetweenRoles = [',', '/', '|', '&'];

    /// <returns>Null when it is no list.</returns>
    public async Task<IReadOnlyList<GuestRow>?> Read(string text, ProgrammeView here, Actor by, string language)
    {
        if (Cells(text) is not { } cells) return null;
        if (cells is [(1, var first), ..] && NamesColumns(first, here)) cells.RemoveAt(0);
        if (cells.Count is 0 or > MostRows) return null;
        var waiting = (await inviting.Waiting(here.Id)).Select(invitation => invitation.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = await inviting.Look(here, [.. cells.Select(cell => EmailAddress.Parse(cell.Row[0])).OfType<string>().Distinct()]);
        var rows = new List<GuestRow>();
        foreach (var (line, row) in cells) rows.Add(Dosed(await Fate(line, row, seen, by, language, waiting, listed), seen.Dose, rows.Count(one => one.Invite is not null)));
        return rows;
    }

    /// <param name="before">How many letters the rows above it get.</param>
    GuestRow Dosed(GuestRow row, Dose dose, int before) => row.Invite switch
    {
        { } invite when dose.IsFull(invite.Email) => row with { Invite = null, Why = texts[Inviting.AddressFull, InvitationDose.LettersADay] },
        { } when before >= dose.Room => row with { Invite = null, Why = texts[Inviting.ProgrammeFull, InvitationDose.ProgrammeADay] },
        _ => row,
    };

    static List<(int Line, string[] Row)>? Cells(string text)
    {
        try
        {
            var rows = new List<(int, string[])>();
            using var reader = CsvReader.FromText(text, new CsvReaderOptions { HasHeader = false, SkipEmptyLines = true });
            for (var line = 1; reader.Read(); line++)
            {
                var row = Enumerable.Range(0, Math.Min(4, reader.FieldCount)).Select(cell => reader.GetString(cell).Trim()).ToArray();
                if (row.All(cell => cell.Length == 0)) continue;
                rows.Add((line, [.. row, .. Enumerable.Repeat("", 4 - row.Length)]));
                // With the headings, which may be one of them.
                if (rows.Count > MostRows + 1) return null;
            }

            return rows.Count == 0 ? null : rows;
        }
        catch (CsvFormatException)
        {
            return null;
        }
    }

    // The first line may be headings; an address that was typed wrong is none, nor is what names a municipality or a role of ours.
    bool NamesColumns(string[] row, ProgrammeView here) =>
        !row[0].Contains('@', StringComparison.Ordinal) && !row[0].Contains('.', StringComparison.Ordinal)
        && Place(row[2], here) is null or "" && Roles(row[3]) is null or [];

    async Task<GuestRow> Fate(int line, string[] row, Seen seen, Actor by, string language, HashSet<string> waiting, Dictionary<string, string> listed)
    {
        GuestRow Not(string why) => new(line, row[0], row[1], row[2], row[3], null, why);
        if (row.Any(cell => cell.Length > 0 && Formula.Contains(cell[0], StringComparison.Ordinal))) return Not(texts["guests.formula"]);
        if (EmailAddress.Parse(row[0]) is not { } email) return Not(texts["invitations.address-wrong"]);
        if (!listed.TryAdd(InvitationDose.MailboxOf(email), email)) return Not(texts[listed[InvitationDose.MailboxOf(email)] == email ? "guests.twice" : Inviting.SameMailbox]);
        if (waiting.Contains(email)) return Not(texts["guests.waiting"]);
        if (Place(row[2], seen.Here) is not { } place) return Not(texts["guests.municipality", row[2]]);
        if (Roles(row[3]) is not { Length: > 0 } roles) return Not(texts["guests.role", row[3]]);
        var invite = new Invite(email, place, roles, language, row[1]);
        return await inviting.Refusal(seen, by, email, invite) is { } refused
            ? Not(texts[refused.Key, [.. refused.Args]])
            : new GuestRow(line, email, row[1], row[2], string.Join(", ", roles.Select(role => texts[$"roles.{role}"])), invite, null);
    }

    static string? Place(string typed, ProgrammeView here) => typed.Length == 0
        ? ""
        : here.Municipalities.FirstOrDefault(m => Same(m.Name, typed) || Same(m.Municipality, typed))?.Municipality;

    /// <summary>As they are called here, in whichever language of the hub.</summary>
    Role[]? Roles(string typed)
    {
        var found = typed.Split(BetweenRoles, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Enum.GetValues<Role>().Where(role => Same($"{role}", word) || Texts.Languages.Any(language => Same(texts.Of(language)[$"roles.{role}"], word))).Select(role => (Role?)role).FirstOrDefault())
            .ToList();
        return found.Contains(null) ? null : [.. found.OfType<Role>().Distinct()];
    }

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
