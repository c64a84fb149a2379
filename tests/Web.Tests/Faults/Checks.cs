using Activation.Store.Followers;
using Activation.Store.Postgres;
using Activation.Web.Platform;
using Dapper;
using Npgsql;

namespace Activation.Web.Tests.Faults;

/// <summary>What must be true whatever has happened to the hub. Each check names what is wrong; nothing is wrong when it names nothing.</summary>
sealed class Checks(NpgsqlDataSource database)
{
    const string Votes = """
        select position, type, (data->>'initiative')::uuid as initiative, (data->>'member')::uuid as member,
               case type when 'vote-cast' then data->>'stance' end as stance
          from log.event where type in ('vote-cast', 'vote-withdrawn')
        """;

    sealed record Vote(long Position, string Type, Guid Initiative, Guid Member, string? Stance);

    /// <summary>All of them, once the read models have come to the end of the log.</summary>
    /// <param name="since">The end of the log before the voters began.</param>
    /// <param name="seen">What each reader of the log saw.</param>
    public async Task<IReadOnlyList<string>> Find(Ledger ledger, long since, IEnumerable<IReadOnlyList<long>> seen) =>
    [
        .. await Holes(), .. await Promises(ledger, since), .. await Doubles(), .. await Unread(seen), .. await Behind(), .. await Miscounted(),
        .. await Differences(), .. Odd(ledger),
    ];

    public async Task<long> Head() => await One<long>("select position from log.log_head");

    /// <summary>The log goes from 1 to its head without a hole.</summary>
    public async Task<IReadOnlyList<string>> Holes() => await Many<string>(
        """
        select format('the log has %s events, from %s to %s, and says that it ends at %s', count(*), min(e.position), max(e.position), h.position)
          from log.log_head h left join log.event e using (log_id) group by h.position
        having count(*) <> h.position or min(e.position) <> 1 or max(e.position) <> h.position
        """);

    /// <summary>What the voters did is in the log as they were told, in their order, at the place they were told, and nothing else of theirs is.</summary>
    public async Task<IReadOnlyList<string>> Promises(Ledger ledger, long since)
    {
        var members = ledger.Promises.Select(promise => promise.Member).ToHashSet();
        var written = (await Many<Vote>($"{Votes} and position > @since order by position", new { since })).Where(vote => members.Contains(vote.Member))
            .ToLookup(vote => (vote.Initiative, vote.Member));
        var promised = ledger.Promises.ToLookup(promise => (promise.Initiative, promise.Member));
        var wrong = new List<string>();
        foreach (var ballot in promised.Select(group => group.Key).Union(written.Select(group => group.Key)))
        {
            var (told, there) = (promised[ballot].ToList(), written[ballot].ToList());
            wrong.AddRange(told.Where(promise => promise.Position is { } at && !there.Exists(vote => vote.Position == at && vote.Stance == promise.Stance))
                .Select(promise => $"lost: {promise}"));
            if (!told.Select(promise => promise.Stance).SequenceEqual(there.Select(vote => vote.Stance)))
                wrong.Add($"{ballot.Member} on {ballot.Initiative}: told {told.Count}, written {there.Count}, or in another order");
        }

        return wrong;
    }

    /// <summary>One standing vote a member and initiative: none is cast that stands already, none taken back that does not.</summary>
    public async Task<IReadOnlyList<string>> Doubles() => await Many<string>(
        $"""
        select format('doubled at %s: %s by %s on %s', position, type, member, initiative)
          from (select v.*, lag(stance) over (partition by initiative, member order by position) as before from ({Votes}) v) v
         where stance is not distinct from before
        """);

    /// <summary>Everyone who followed the programme's log saw each event once and in order.</summary>
    public async Task<IReadOnlyList<string>> Unread(IEnumerable<IReadOnlyList<long>> seen)
    {
        var all = await Many<long>(
            $"""
            select position from log.event where tenant = (select programme from pages.programme where slug = @Programme) and {Api.Script.NotPrivate} order by position
            """,
            new { Hosting.Cast.Programme });
        return
        [
            .. seen.Where(one => !one.SequenceEqual(all))
                .Select(one => $"a reader saw {one.Count} of {all.Count} events, {one.Distinct().Count()} different ones"),
        ];
    }

    /// <summary>The read models come to the end of the log by themselves.</summary>
    public async Task<IReadOnlyList<string>> Behind(int tenthsOfSeconds = 300)
    {
        const string where = "from pages.checkpoint c, log.log_head h where c.position <> h.position";
        for (; tenthsOfSeconds > 0 && await One<bool>($"select exists (select {where})"); tenthsOfSeconds--) await Task.Delay(100);
        return await Many<string>($"select format('the read models stay at %s of %s', c.position, h.position) {where}");
    }

    /// <summary>No answer but done, again, and a broken connection.</summary>
    public static IReadOnlyList<string> Odd(Ledger ledger) =>
        [.. ledger.Odd.Select(odd => $"odd answer: {(int)odd.Status!} {odd.Text}").Take(3)];

    /// <summary>What pages count is what stands in the log, on every initiative whose voting never closed.</summary>
    public async Task<IReadOnlyList<string>> Miscounted() => await Many<string>(
        $"""
        with standing as (select distinct on (initiative, member) * from ({Votes}) v order by initiative, member, position desc),
             counted as (select initiative, count(*) filter (where stance = 'Support') as supports, count(*) filter (where stance = 'NotNow') as not_nows
                           from standing group by initiative)
        select format('initiative %s shows %s and %s, and has %s and %s', i.number, i.supports, i.not_nows, c.supports, c.not_nows)
          from pages.initiative i join counted c using (initiative)
         where (i.supports, i.not_nows) <> (c.supports, c.not_nows) and i.state in ('proposed', 'active') and not i.voting_closed and i.voting_until > now()
        """);

    /// <summary>The read models are what a rebuild makes of the log.</summary>
    public async Task<IReadOnlyList<string>> Differences()
    {
        await using var store = new PostgresEventStore(database.ConnectionString, EventNames.All());
        await using var models = new ReadModels(database.ConnectionString, store, Listeners.Projections, rowLock: Listeners.OneProgramme);
        return [.. (await models.Compare()).Select(difference => $"not as rebuilt: {difference}")];
    }

    async Task<T> One<T>(string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    async Task<IReadOnlyList<T>> Many<T>(string sql, object? parameters = null)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }
}
