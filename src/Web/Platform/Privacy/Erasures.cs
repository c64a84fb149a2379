using Activation.Domain;
using Activation.Domain.Members;
using Activation.Store.Followers;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Members;
using Activation.Web.Features.People;

namespace Activation.Web.Platform.Privacy;

/// <summary>An erasure that was made: the number is all that is left.</summary>
/// <param name="Texts">How many texts held the name or the address, and were taken out.</param>
public sealed record ErasureRow(Guid Person, Guid By, DateTimeOffset At, int Texts);

/// <summary>Makes a hub forget who somebody was. The log keeps a number that leads nowhere; what was voted still counts.</summary>
public sealed class Erasures(Views views, Streams streams, ReadModels readModels, PeopleDirectory people, Inviting invitations, TextRemoval texts)
{
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(5);

    public static string Ddl => """
        create table if not exists hub.erasure (person uuid primary key, by uuid not null, at timestamptz not null, texts int not null);
        """;

    sealed record Seat(Guid Programme, string Name);

    /// <summary>Erases a person, by their own wish or by an administrator of every programme they are in.</summary>
    /// <returns><see cref="Done"/>, also when it was done before; nothing has changed when it is refused.</returns>
    public async Task<Outcome> Erase(Guid person, Guid by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seats = await views.Everywhere.Many<Seat>("select programme, name from member join programme using (programme) where member = @person", new { person });
        if (await Refused(person, by, seats, now) is { } refused) return new No(refused.Key, refused.Args);
        var words = Array.Empty<string>();
        if (await people.Find(person) is { } row)
        {
            words = Words(row);
            await invitations.Forget(row.Email);
        }

        Outcome last = new Done(0, Changed: false);
        foreach (var seat in seats)
        {
            var actor = await ActorIn(seat.Programme, person, by);
            last = await streams.Decide(
                StreamNames.Member(seat.Programme, person), new Writer(seat.Programme, by, now, Guid.CreateVersion7()),
                member => Enrolling.Erase(member, new EraseMember(), actor, now), cancellationToken);
        }

        // Found first and removed last: the row that says what to look for goes in between, and with it every door.
        var found = await texts.Find(words, cancellationToken);
        await views.Execute(
            $"""
            begin;
            {string.Join(";\n", PersonalTables.All.Select(table => $"delete from {table.Table} where {table.Person} = @person"))};
            insert into hub.erasure (person, by, at, texts) values (@person, @by, @now, @Count) on conflict (person) do update set texts = hub.erasure.texts + excluded.texts;
            commit
            """,
            new { person, by, now, found.Count });
        await texts.Remove(found, by, now, cancellationToken);
        if (last is Done done) await readModels.WaitFor(done.Position, OwnChange, cancellationToken);
        return last;
    }

    /// <summary>What was erased in a programme, the newest first: the proof for whoever asks.</summary>
    public Task<IReadOnlyList<ErasureRow>> In(Guid programme) => views.Everywhere.Many<ErasureRow>(
        "select e.* from hub.erasure e join member m on m.member = e.person where m.programme = @programme order by e.at desc", new { programme });

    async Task<Refused?> Refused(Guid person, Guid by, IReadOnlyList<Seat> seats, DateTimeOffset now)
    {
        foreach (var seat in seats)
        {
            var actor = await ActorIn(seat.Programme, person, by);
            var elsewhere = person == by || actor.Is(Role.Administrator) ? null : seat.Name;
            if (Enrolling.MayErase(elsewhere, person, by) is Refused notMine) return notMine;
            var member = await streams.Read(StreamNames.Member(seat.Programme, person));
            if (Enrolling.Erase(member, new EraseMember(), actor, now) is Refused refused) return refused;
        }

        return null;
    }

    async Task<Actor> ActorIn(Guid programme, Guid person, Guid by) =>
        await views.Everywhere.One<MemberRow>(
            "select * from member where programme = @programme and member = @by and not \"left\"", new { programme, by }) is { } row
            ? row.ToActor()
            : new Actor(by, "", new HashSet<Role>(), new HashSet<string>());

    /// <summary>What a text would give somebody away by. A single name is everybody's: only both together are looked for.</summary>
    static string[] Words(PersonRow row) =>
        [.. new[] { row.Name.Contains(' ', StringComparison.Ordinal) ? row.Name : null, row.Email, row.Phone }.OfType<string>().Where(word => word.Length > 4)];
}
