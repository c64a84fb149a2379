using System.Security.Cryptography;
using Activation.Domain.Scoring;
using Dapper;
using Npgsql;

namespace Activation.Web.Features.Baseline;

/// <summary>What became of an answer.</summary>
public enum Taken
{
    Now,

    /// <summary>The same person has answered already; what they said then stands.</summary>
    Before,

    /// <summary>The wave has been closed in the meantime.</summary>
    TooLate,
}

/// <summary>
/// Keeps who has answered and what was answered so that nobody can put the two together, whatever they read of the database. Who answers takes a seat;
/// the answer waits, sealed, until ten of the same municipality wait; then five of them, picked by chance, join the others, and all answers of the
/// wave are written anew in a random order and one transaction. An answer has no number that grows, no person and no time; what its row
/// could betray (place, transaction) is the same for all. When the wave closes, the last ones join, and municipalities with fewer than five
/// answers lose their names, so that no single answer stands beside a single name.
/// </summary>
public sealed class Answers(NpgsqlDataSource database, AnswerSeal seal, ILogger<Answers> logger)
{
    /// <summary>So many go at a time, and no fewer stay, until the last ones go together.</summary>
    const int Group = SmallGroups.AtLeast;

    public static string Ddl => """
        create schema if not exists hub;
        create table if not exists hub.baseline_round (programme uuid not null, stage int not null, finished boolean not null default false, primary key (programme, stage));
        create table if not exists hub.baseline_seat (programme uuid not null, stage int not null, person uuid not null, primary key (programme, stage, person));
        create table if not exists hub.baseline_waiting (waiting uuid primary key, programme uuid not null, stage int not null, sealed bytea not null);
        create index if not exists baseline_waiting_wave on hub.baseline_waiting (programme, stage);
        create table if not exists hub.baseline_answer (programme uuid not null, stage int not null, municipality text not null, grades text not null check (grades ~ '^[1-5]{5}$'));
        create index if not exists baseline_answer_wave on hub.baseline_answer (programme, stage);
        """;

    /// <summary>Takes an answer. Durable when it returns.</summary>
    public async Task<Taken> Take(Guid programme, int stage, Guid person, string municipality, IReadOnlyList<int> grades, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            // Whoever closes the wave waits for those who are sitting down, and nobody sits down afterwards.
            var finished = await connection.QuerySingleAsync<bool>(
                """
                insert into hub.baseline_round values (@programme, @stage) on conflict do nothing;
                select finished from hub.baseline_round where programme = @programme and stage = @stage for share
                """,
                new { programme, stage });
            if (finished) return Taken.TooLate;
            var seats = await connection.ExecuteAsync(
                "insert into hub.baseline_seat values (@programme, @stage, @person) on conflict do nothing", new { programme, stage, person });
            if (seats == 0) return Taken.Before;
            var content = seal.Seal($"{string.Concat(grades)} {municipality}");
            // A random number: one that grew would tell who came first.
            await connection.ExecuteAsync(
                "insert into hub.baseline_waiting values (gen_random_uuid(), @programme, @stage, @content)", new { programme, stage, content });
            await transaction.CommitAsync(CancellationToken.None);
        }

        await Join(connection, programme, stage, isLast: false, cancellationToken);
        return Taken.Now;
    }

    /// <summary>Lets the last ones join, for good. May be repeated.</summary>
    public async Task Finish(Guid programme, int stage, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await Join(connection, programme, stage, isLast: true, cancellationToken);
    }

    /// <summary>Lets people answer anew where fewer than five had, of whom nothing is kept: also those few. Where anything is kept nothing is done. May be repeated.</summary>
    public async Task Reopen(Guid programme, int stage, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One statement: nobody is let in before the old seats are gone, and of those who came since none loses theirs.
        await connection.ExecuteAsync(
            """
            with again as (
              update hub.baseline_round r set finished = false
               where r.programme = @programme and r.stage = @stage and r.finished
                 and not exists (select from hub.baseline_answer a where a.programme = r.programme and a.stage = r.stage)
              returning r.stage)
            delete from hub.baseline_seat where programme = @programme and stage = @stage and exists (select from again)
            """,
            new { programme, stage });
    }

    async Task Join(NpgsqlConnection connection, Guid programme, int stage, bool isLast, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var finished = await connection.QuerySingleAsync<bool>(
            """
            insert into hub.baseline_round values (@programme, @stage) on conflict do nothing;
            select finished from hub.baseline_round where programme = @programme and stage = @stage for update
            """,
            new { programme, stage });
        if (finished) return;
        var waiting = (await connection.QueryAsync<WaitingRow>(
            "select waiting as \"Waiting\", sealed as \"Sealed\" from hub.baseline_waiting where programme = @programme and stage = @stage", new { programme, stage })).ToList();
        var opened = waiting.Select(row => Opened.Of(row.Waiting, seal.Open(row.Sealed))).OfType<Opened>().ToList();
        if (isLast && opened.Count < waiting.Count) logger.LogWarning("{Count} answers cannot be opened: their key is gone", waiting.Count - opened.Count);
        var joining = isLast ? opened : [.. opened.GroupBy(answer => answer.Municipality).Where(group => group.Count() >= 2 * Group).SelectMany(Some)];
        if (joining.Count > 0) await Write(connection, programme, stage, joining);
        if (isLast) await Close(connection, programme, stage);
        if (joining.Count > 0 || isLast) await transaction.CommitAsync(CancellationToken.None);
    }

    static IEnumerable<Opened> Some(IEnumerable<Opened> group)
    {
        var all = group.ToArray();
        RandomNumberGenerator.Shuffle(all.AsSpan());
        return all.Take(Group);
    }

    // All of the wave's answers are written anew: rows that were written earlier would otherwise tell who answered early.
    static Task Write(NpgsqlConnection connection, Guid programme, int stage, IReadOnlyList<Opened> joining) => connection.ExecuteAsync(
        """
        delete from hub.baseline_waiting where waiting = any(@ids);
        with before as (delete from hub.baseline_answer where programme = @programme and stage = @stage returning municipality, grades),
             everyone as (select municipality, grades from before union all select * from unnest(@places, @grades) as joined (municipality, grades))
        insert into hub.baseline_answer select @programme, @stage, municipality, grades from everyone order by gen_random_uuid()
        """,
        new
        {
            programme, stage, ids = joining.Select(answer => answer.Waiting).ToArray(), places = joining.Select(answer => answer.Municipality).ToArray(),
            grades = joining.Select(answer => answer.Grades).ToArray(),
        });

    // Of those who are too few to be hidden among each other nothing is kept but that they were there.
    static async Task Close(NpgsqlConnection connection, Guid programme, int stage)
    {
        var sizes = (await connection.QueryAsync<(string Municipality, int N)>(
            "select municipality, count(*)::int from hub.baseline_answer where programme = @programme and stage = @stage group by municipality", new { programme, stage }))
            .ToDictionary(group => group.Municipality, group => group.N);
        var named = SmallGroups.Shown(sizes).ToArray();
        var least = sizes.Values.Sum() < SmallGroups.AtLeast ? "false" : "true";
        await connection.ExecuteAsync(
            $"""
            with before as (delete from hub.baseline_answer where programme = @programme and stage = @stage returning municipality, grades)
            insert into hub.baseline_answer
            select @programme, @stage, case when municipality = any(@named) then municipality else '' end, grades from before where {least} order by gen_random_uuid();
            delete from hub.baseline_waiting where programme = @programme and stage = @stage;
            update hub.baseline_round set finished = true where programme = @programme and stage = @stage
            """,
            new { programme, stage, named });
    }

    sealed record WaitingRow(Guid Waiting, byte[] Sealed);

    sealed record Opened(Guid Waiting, string Grades, string Municipality)
    {
        public static Opened? Of(Guid waiting, string? text) => text?.Split(' ', 2) is [var grades, var municipality] ? new(waiting, grades, municipality) : null;
    }
}
