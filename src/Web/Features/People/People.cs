using Activation.Web.Platform;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.People;

/// <summary>A person. Names and addresses live here and nowhere else: to erase somebody is to delete this row.</summary>
/// <param name="Former">Names and numbers as they stood before they were put right: others may have written them, and they are looked for when somebody is erased.</param>
public sealed record PersonRow(Guid Person, string Name, string Email, string Language, string? Phone = null, string[]? Former = null);

/// <summary>The only place that knows names.</summary>
public sealed class PeopleDirectory(Views views, Texts texts)
{
    public static string Ddl => $$"""
        create schema if not exists hub;
        create table if not exists hub.person (person uuid primary key, name text not null, email text not null, language text not null);
        alter table hub.person add column if not exists phone text;
        alter table hub.person add column if not exists former text[] not null default '{}';
        create index if not exists person_name on hub.person (name, person);
        create unique index if not exists person_email on hub.person (lower(email));
        create index if not exists person_mailbox on hub.person ({{EmailAddress.MailboxOf("email")}});
        """;

    public Task<PersonRow?> Find(Guid person) => views.Everywhere.One<PersonRow>("select * from hub.person where person = @person", new { person });

    /// <summary>Those of these who are known; who was erased is not.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonRow>> Find(IEnumerable<Guid> people)
    {
        var ids = people.Distinct().ToArray();
        if (ids.Length == 0) return new Dictionary<Guid, PersonRow>();
        return (await views.Everywhere.Many<PersonRow>("select * from hub.person where person = any(@ids)", new { ids })).ToDictionary(row => row.Person);
    }

    /// <summary>Names by id. Who was erased is called so.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IEnumerable<Guid> people)
    {
        var ids = people.Distinct().ToArray();
        var known = await Find(ids);
        return ids.ToDictionary(id => id, id => known.TryGetValue(id, out var row) ? row.Name : texts["people.erased"]);
    }

    /// <summary>What somebody puts right about themselves.</summary>
    public Task Correct(Guid person, string name, string? phone) => views.Execute(
        """
        update hub.person set name = @name, phone = @phone,
               former = array(select distinct word from unnest(former || array[name, phone]) word where word is not null and word <> @name and word is distinct from @phone)
         where person = @person
        """,
        new { person, name, phone });

    /// <summary>The language of the letters to somebody.</summary>
    public Task ReadsIn(Guid person, string language) =>
        views.Execute("update hub.person set language = @language where person = @person", new { person, language });

    /// <summary>Somebody new, or whoever has the address already: of two invitations that are answered at once one is late.</summary>
    /// <returns>Who it is.</returns>
    public async Task<Guid> Meet(PersonRow row)
    {
        await views.Execute("insert into hub.person (person, name, email, language) values (@Person, @Name, @Email, @Language) on conflict do nothing", row);
        return await views.Everywhere.Value<Guid>("select person from hub.person where lower(email) = lower(@Email)", row);
    }

    public Task Add(IReadOnlyCollection<PersonRow> people) => views.Execute(
        """
        insert into hub.person (person, name, email, language)
        select * from unnest(@ids, @names, @emails, @languages) on conflict (person) do update
        set name = excluded.name, email = excluded.email, language = excluded.language
        """,
        new
        {
            ids = people.Select(p => p.Person).ToArray(), names = people.Select(p => p.Name).ToArray(),
            emails = people.Select(p => p.Email).ToArray(), languages = people.Select(p => p.Language).ToArray(),
        });
}
