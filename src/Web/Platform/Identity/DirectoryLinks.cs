using System.Security.Claims;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Platform.Identity;

/// <summary>Which person a directory means. It names somebody by an id of its own; the first time they are found by their address.</summary>
public sealed class DirectoryLinks(Views views)
{
    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.directory_link (directory text not null, subject text not null, person uuid not null, primary key (directory, subject));
        """;

    /// <returns>Null for somebody who is nobody here: a directory opens the door, it invites nobody.</returns>
    public async Task<Guid?> Find(DirectorySettings directory, ClaimsPrincipal who)
    {
        if (who.FindFirstValue("sub") is not { Length: > 0 } subject) return null;
        var known = await views.Everywhere.Column<Guid>(
            "select d.person from hub.directory_link d join hub.person p using (person) where directory = @Key and subject = @subject", new { directory.Key, subject });
        if (known is [var person]) return person;
        return await ByAddress(directory, who) is { } found ? await Remember(directory, subject, found) : null;
    }

    async Task<Guid?> ByAddress(DirectorySettings directory, ClaimsPrincipal who)
    {
        // Some directories do not say whether an address is verified; one that says it is not is believed.
        if (who.FindFirstValue("email_verified") is { } verified && !verified.Equals("true", StringComparison.OrdinalIgnoreCase)) return null;
        if (EmailAddress.Parse(who.FindFirstValue("email")) is not { } email || !directory.SpeaksFor(email)) return null;
        var found = await views.Everywhere.Column<Guid>("select person from hub.person where lower(email) = @email", new { email });
        return found is [var person] ? person : null;
    }

    async Task<Guid> Remember(DirectorySettings directory, string subject, Guid person)
    {
        await views.Execute(
            "insert into hub.directory_link values (@Key, @subject, @person) on conflict do nothing", new { directory.Key, subject, person });
        return person;
    }
}
