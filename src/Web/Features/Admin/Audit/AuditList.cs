using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Admin.Audit;

/// <summary>Something that was done, in words.</summary>
/// <param name="Door">Of <see cref="Doors"/>; null when the house did it by itself, or nobody wrote it down.</param>
public sealed record Entry(
    long Position, DateTimeOffset At, Guid? Actor, string? Who, string Kind, int? Number, string? Title, string? About, Guid? Member, string? Detail, string? Door,
    string? Device);

/// <summary>What was done in a programme, the newest first: looked for by who did it or whom it was about, by what it was and when.</summary>
public sealed class AuditList(Views views)
{
    /// <summary>Entries. Of so few people it is looked up what each of them did that they come to no more: going back through all that was done until enough of theirs is found
    /// may take the whole of it. Of more people, enough is found soon.</summary>
    const int Most = 10_000;

    // Of those who are anywhere in it: the hub knows more of that name.
    const string Called = """
        select p.person from hub.person p
         where strpos(lower(p.name), @Who) > 0
           and (exists (select from audit a where a.actor = p.person and a.programme = @Id) or exists (select from audit a where a.member = p.person and a.programme = @Id)) limit @some
        """;

    const string Fits = "a.programme = @Id and (@Before = 0 or a.position < @Before) and (@Kind = '' or a.kind = @Kind) and a.at >= @From and a.at < @Until";

    const string Names = "and (strpos(lower(p.name), @Who) > 0 or strpos(lower(q.name), @Who) > 0)";

    // Nobody's newest are more than are asked for of all.
    const string Theirs = $"""
        and a.position = any(array(
          select newest.position from unnest(@people) who(person) cross join lateral (
            (select a.position from audit a where a.actor = who.person and {Fits} order by a.position desc limit @limit)
            union (select a.position from audit a where a.member = who.person and {Fits} order by a.position desc limit @limit)) newest))
        """;

    public async Task<IReadOnlyList<Entry>> Find(ProgrammeView here, Lookup looked, int limit)
    {
        var few = Most / limit;
        var people = looked.Who.Length == 0 ? [] : (await views.Column<Guid>(Called, new { here.Id, looked.Who, some = few + 1 })).ToArray();
        return await views.Many<Entry>(
            Newest(looked.Who.Length == 0 ? "" : people.Length > few ? Names : Theirs),
            new { here.Id, looked.Before, looked.Kind, looked.Who, looked.From, looked.Until, people, limit });
    }

    static string Newest(string ofWhom) => $"""
        select a.position, a.at, a.actor, p.name as who, a.kind, i.number, i.title, q.name as about, a.member, a.detail, c.door, c.device
          from audit a left join hub.person p on p.person = a.actor left join initiative i on i.initiative = a.initiative
          left join hub.person q on q.person = a.member left join hub.came_by c on c.position = a.position
         where {Fits} {ofWhom} order by a.position desc limit @limit
        """;
}
