using System.Security.Claims;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Platform.Identity;

/// <summary>Which person a directory means. It names somebody by an id of its own; the first time, and only then, they are found by their address.</summary>
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
        if (await Known(directory, subject) is { } known) return known;
        return await ByAddress(directory, who) is { } found ? await Remember(directory, subject, found) : null;
    }

    /// <summary>The directories that know somebody, by their keys.</summary>
    public Task<IReadOnlyList<string>> Of(Guid person) =>
        views.Everywhere.Column<string>("select directory from hub.directory_link where person = @person order by directory", new { person });

    /// <summary>That directory knows them no longer, by whatever it called them.</summary>
    /// <returns>False when it did not know them.</returns>
    public async Task<bool> Cut(Guid person, string directory) =>
        await views.Execute("delete from hub.directory_link where person = @person and directory = @directory", new { person, directory }) > 0;

    async Task<Guid?> Known(DirectorySettings directory, string subject)
    {
        var known = await views.Everywhere.Column<Guid>(
            "select d.person from hub.directory_link d join hub.person p using (person) where directory = @Key and subject = @subject", new { directory.Key, subject });
        return known is [var person] ? person : null;
    }

    async Task<Guid?> ByAddress(DirectorySettings directory, ClaimsPrincipal who)
    {
        // Some directories do not say whether an address is verified; one that says it is not is believed.
        if (who.FindFirstValue("email_verified") is { } verified && !verified.Equals("true", StringComparison.OrdinalIgnoreCase)) return null;
        if (EmailAddress.Parse(who.FindFirstValue("email")) is not { } email || !directory.SpeaksFor(email)) return null;
        var found = await views.Everywhere.Column<Guid>("select person from hub.person where lower(email) = @email", new { email });
        return found is [var person] ? person : null;
    }

    // Who is known there by another subject is not this one: an address may be given to somebody new, and in some directories people change their own.
    // Two who come at once with one address take turns.
    async Task<Guid?> Remember(DirectorySettings directory, string subject, Guid person)
    {
        await views.Execute(
            """
            select pg_advisory_xact_lock(hashtextextended(@Key || @person, 0));
            insert into hub.directory_link select @Key, @subject, @person
             where not exists (select from hub.directory_link where directory = @Key and person = @person) on conflict do nothing
            """,
            new { directory.Key, subject, person });
        return await Known(directory, subject);
    }
}
