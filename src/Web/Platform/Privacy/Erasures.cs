using Activation.Domain;
using Activation.Domain.Members;
using Activation.Store.Followers;
using Activation.Web.Features.Consents;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Invitations;
using Activation.Web.Features.Members;
using Activation.Web.Features.People;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Platform.Privacy;

/// <summary>An erasure that was made: the number is all that is left.</summary>
/// <param name="Texts">How many texts held the name or the address, and were taken out.</param>
/// <param name="LeftIn">What the programme called things by that name: kinds of events, by stored name. It is an administrator's to write anew.</param>
public sealed record ErasureRow(Guid Person, Guid By, DateTimeOffset At, int Texts, string[] LeftIn);

/// <summary>Makes a hub forget who somebody was. The log keeps a number that leads nowhere; what was voted still counts.</summary>
public sealed class Erasures(
    Views views, Streams streams, ReadModels readModels, PeopleDirectory people, Inviting invitations, TextRemoval texts, LettersForgotten letters, KeptWords kept,
    ConsentBook consents, NamedPeople named, WalkSeats walks, TakingBack works, ErasedList list)
{
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(5);

    /// <summary>Whoever began this long ago is not at it any more.</summary>
    static readonly TimeSpan CutOff = TimeSpan.FromHours(1);

    public static string Ddl => """
        create table if not exists hub.erasure (person uuid primary key, by uuid not null, at timestamptz not null, texts int not null);
        alter table hub.erasure add column if not exists under_way boolean not null default false;
        alter table hub.erasure add column if not exists left_in text[] not null default '{}';
        """;

    sealed record Seat(Guid Programme, string Name);

    /// <summary>Who does it and when; nobody is the house itself.</summary>
    sealed record Doer(Guid By, DateTimeOffset Now, CancellationToken Patience)
    {
        public Guid? Member => By == Guid.Empty ? null : By;
    }

    /// <summary>Texts that hold what gives somebody away, and how far the log was read for them.</summary>
    sealed record Found(IReadOnlyList<WrittenText> Texts, IReadOnlyList<WrittenText> Beside, long Until)
    {
        public Found Of(IReadOnlyList<string> words) => this with { Texts = Holding(Texts, words), Beside = Holding(Beside, words) };

        static List<WrittenText> Holding(IEnumerable<WrittenText> texts, IReadOnlyList<string> words) => [.. texts.Where(text => words.Any(word => WholeWord.IsIn(text.Text, word)))];
    }

    sealed record Begun(Guid Person, Guid By);

    /// <summary>Erases a person, by their own wish or by an administrator of every programme they are in. Whoever asked for it may go: it is ended without them.</summary>
    /// <returns><see cref="Done"/>, also when it was done before; nothing has changed when it is refused.</returns>
    public async Task<Outcome> Erase(Guid person, Guid by, DateTimeOffset now)
    {
        var seats = await Seats(person);
        if (await Refused(person, by, seats, now) is { } refused) return new No(refused.Key, refused.Args);
        Deadline.Lift();
        var actors = new Dictionary<Guid, Actor>();
        foreach (var seat in seats) actors[seat.Programme] = await ActorIn(seat.Programme, person, by);
        return await Forget(person, new Doer(by, now, CancellationToken.None), seats, await Find(await Traces(person), CancellationToken.None), (seat, member) =>
            Enrolling.Erase(member, new EraseMember(), actors[seat.Programme], now));
    }

    /// <summary>The house forgets those who left long ago. Who has come back to any programme is left as they are.</summary>
    public async Task EraseLeft(IReadOnlyList<Guid> people, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var traces = new Dictionary<Guid, IReadOnlyList<string>>();
        foreach (var person in people) traces[person] = await Traces(person);
        // The whole log is read once for all of them.
        var found = await Find([.. traces.Values.SelectMany(words => words)], cancellationToken);
        foreach (var (person, words) in traces)
        {
            var seats = await Seats(person);
            var members = await Task.WhenAll(seats.Select(seat => streams.Read(StreamNames.Member(seat.Programme, person))));
            if (seats.Count == 0 || members.Any(member => !member.HasLeft)) continue;
            await Forget(person, new Doer(Guid.Empty, now, cancellationToken), seats, found.Of(words), (_, member) => Enrolling.EraseLeft(member));
        }
    }

    /// <summary>The house ends what was begun and cut off: it was asked for and allowed then. Whom the house itself began with, and who has come back, stays.</summary>
    public async Task Finish(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (person, by) in await views.Everywhere.Many<Begun>("select person, by from hub.erasure where under_way and at < @before", new { before = now - CutOff }))
            await Forget(person, new Doer(by, now, cancellationToken), await Seats(person), await Find(await Traces(person), cancellationToken), (_, member) =>
                by == Guid.Empty ? Enrolling.EraseLeft(member) : Enrolling.Erase(member, new EraseMember(), Actor.House, now));
    }

    /// <summary>After a copy was put back: whoever is on the list and in the database again is erased again.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> EraseAgain(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var back = await views.Everywhere.Column<Guid>("select person from hub.person where person = any(@erased)", new { erased = list.All().ToArray() });
        foreach (var person in back)
        {
            var outcome = await Forget(person, new Doer(Guid.Empty, now, cancellationToken), await Seats(person), await Find(await Traces(person), cancellationToken), (_, member) =>
                Enrolling.Erase(member, new EraseMember(), Actor.House, now));
            if (outcome is No no) throw new InvalidOperationException($"{person} was not erased again: {no.Key}");
        }

        return back.Count;
    }

    /// <summary>What of the proof is not on the list yet: erased by another node, or while its disk took nothing.</summary>
    public async Task List() => list.Add(
        (await views.Everywhere.Many<ErasureRow>("select person, by, at, texts, left_in from hub.erasure where not under_way order by at")).Select(one => (one.Person, one.At)));

    /// <summary>
    /// What was begun is noted first, and the row that says what to look for goes last: whoever repeats what was cut off in between still finds it, and
    /// knows that rows may hold what the log has forgotten already.
    /// </summary>
    async Task<Outcome> Forget(Guid person, Doer doer, IReadOnlyList<Seat> seats, Found found, Func<Seat, Member, Decision> decide)
    {
        var row = await people.Find(person);
        var again = await views.Everywhere.Value<bool>("select exists (select from hub.erasure where person = @person and under_way)", new { person });
        await views.Execute(
            """
            insert into hub.erasure (person, by, at, texts, under_way, left_in) values (@person, @By, @Now, @Count, true, @left)
            on conflict (person) do update set under_way = true, texts = greatest(hub.erasure.texts, excluded.texts), left_in = excluded.left_in
            """,
            new { person, doer.By, doer.Now, found.Texts.Count, left = found.Beside.Select(text => $"{text.Programme} {text.Kind}").Distinct().Order(StringComparer.Ordinal).ToArray() });
        Outcome last = new Done(0, Changed: false);
        foreach (var seat in seats)
        {
            var writer = new Writer(seat.Programme, doer.Member, doer.Now, Guid.CreateVersion7());
            last = await streams.Decide(StreamNames.Member(seat.Programme, person), writer, member => decide(seat, member), doer.Patience);
            if (last is No) return await CalledOff(person, last);
        }

        await views.Execute(string.Join(";\n", PersonalTables.Doors.Select(table => $"delete from {table} where person = @person")), new { person });
        await consents.End(person);
        await named.Withdraw(person, doer.Now);
        await works.Of(person, doer.Now);
        await walks.Of(person, doer.Now);
        if (row is not null) await ForgetWords(row, doer, found, again);
        await views.Execute(
            $"""
            begin;
            {string.Join(";\n", PersonalTables.All.Select(table => table.Forget))};
            update hub.erasure set under_way = false where person = @person;
            commit
            """,
            new { person });
        list.Add([(person, doer.Now)]);
        if (last is Done done) await readModels.WaitFor(done.Position, OwnChange, doer.Patience);
        return last;
    }

    async Task ForgetWords(PersonRow row, Doer doer, Found found, bool again)
    {
        var words = Words(row);
        await invitations.Forget(row.Email);
        await kept.Forget(words);
        if (!await texts.Blank([.. found.Texts.Select(text => text.Place)], doer.Member, doer.Now, doer.Patience) || again) await texts.Anew();
        await letters.Forget(row.Email, words, doer.Patience);
        // Somebody may have written of them meanwhile.
        var since = await texts.Find(words, doer.Patience, found.Until);
        if (since.Count == 0) return;
        await views.Execute("update hub.erasure set texts = texts + @Count where person = @Person", new { since.Count, row.Person });
        await texts.Remove([.. since.Select(text => text.Place)], doer.Member, doer.Now, doer.Patience);
    }

    /// <summary>Somebody changed something between the question and the deed: nothing of the rest was done.</summary>
    async Task<Outcome> CalledOff(Guid person, Outcome refused)
    {
        await views.Execute("delete from hub.erasure where person = @person and under_way", new { person });
        return refused;
    }

    async Task<Found> Find(IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        var until = await texts.Head(cancellationToken);
        var all = await texts.FindAll(words, cancellationToken);
        return new Found([.. all.Where(text => text.MayGo)], [.. all.Where(text => !text.MayGo)], until);
    }

    /// <summary>What was erased in a programme, the newest first: the proof for whoever asks.</summary>
    public async Task<IReadOnlyList<ErasureRow>> In(Guid programme)
    {
        var members = await views.In(programme).Column<Guid>("select member from member where programme = @programme", new { programme });
        return await views.Everywhere.Many<ErasureRow>(
            """
            select person, by, at, texts, array(select split_part(l, ' ', 2) from unnest(left_in) l where split_part(l, ' ', 1) = @programme::text) as left_in
              from hub.erasure where person = any(@members) and not under_way order by at desc
            """,
            new { programme, members = members.ToArray() });
    }

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

    Task<IReadOnlyList<Seat>> Seats(Guid person) =>
        views.Everywhere.Many<Seat>("select programme, name from member join programme using (programme) where member = @person", new { person });

    async Task<IReadOnlyList<string>> Traces(Guid person) => await people.Find(person) is { } row ? Words(row) : [];

    async Task<Actor> ActorIn(Guid programme, Guid person, Guid by) =>
        await views.In(programme).One<MemberRow>(
            "select * from member where programme = @programme and member = @by and not \"left\"", new { programme, by }) is { } row
            ? row.ToActor()
            : new Actor(by, "", new HashSet<Role>(), new HashSet<string>());

    /// <summary>
    /// What a text would give somebody away by, as it is written now and as it was before they put it right. A single name is everybody's: only
    /// both together are looked for.
    /// </summary>
    static string[] Words(PersonRow row)
    {
        string[] called = [.. (row.Former ?? []).Append(row.Name).Where(IsOneself)];
        // The address of a story is made of its headline.
        var inAddresses = called.Where(name => !WholeWord.IsNumber(name)).Select(Slug.Words);
        return [.. called.Concat(inAddresses).Append(row.Email).Append(row.Phone).OfType<string>().Where(word => word.Length > 4).Distinct()];
    }

    static bool IsOneself(string word) => word.Any(char.IsWhiteSpace) || word.Any(char.IsAsciiDigit);
}
