using System.Diagnostics;
using Activation.Store.Followers;
using Npgsql;

namespace Activation.Store.Tests.Followers;

[TestFixture]
sealed class RebuildTests
{
    const string SwapWaits = """
        select exists (select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock'
            and database = (select oid from pg_database where datname = current_database()))
        """;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Readers_with_prepared_statements_never_notice_a_swap()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await log.OpenAll();
        await models.WaitFor(await log.Pay(0, 1), Patience);
        var enough = new TaskCompletionSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Read(models, enough.Task)).ToArray();
        var writing = log.PayAtRandom(600, seed: 7);
        for (var swaps = 0; swaps < 5; swaps++) await models.Rebuild();
        await writing;
        enough.SetResult();
        Assert.That(await Task.WhenAll(readers), Has.All.GreaterThan(10));
        await log.ShouldBeExact(models);
    }

    // A plan that is kept waits for the tables it knows; a statement that is new looks for them by name, and may do so just as the swap is committed.
    [Test]
    public async Task Readers_whose_statements_are_new_never_notice_a_swap()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await log.OpenAll();
        var enough = new TaskCompletionSource();
        var readers = Enumerable.Range(0, 16).Select(async reader =>
        {
            for (var asked = 0; !enough.Task.IsCompleted; asked++)
            {
                await using var command = models.Pages.CreateCommand($"select count(*) from total /* {reader} {asked} */");
                await command.ExecuteScalarAsync();
                await Task.Delay(Random.Shared.Next(15));
            }
        }).ToArray();
        for (var swaps = 0; swaps < 30; swaps++) await models.Rebuild();
        enough.SetResult();
        await Task.WhenAll(readers);
    }

    [Test]
    public async Task A_reader_that_takes_its_time_delays_the_swap_and_not_the_other_readers()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await log.OpenAll();
        await models.WaitFor(await log.Pay(0, 1), Patience);
        Task rebuild;
        await using (var slow = await models.ReadSnapshot())
        {
            rebuild = models.Rebuild();
            Assert.That(() => log.Ask<bool>(SwapWaits), Is.True.After(20_000, 5));
            Assert.That(await models.WaitFor(await log.Pay(0, 1), Patience), Is.True, "others still write");
            Assert.That(await Total(models), Is.EqualTo(2), "and read");
            Assert.That(rebuild.IsCompleted, Is.False);
            await using var command = new NpgsqlCommand("select count(*) from payment", slow.Connection);
            Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo(1));
        }

        await rebuild.WaitAsync(Patience);
    }

    // They are taken away while the tables grow, and pages are found by them.
    [Test]
    public async Task Every_index_is_there_again()
    {
        const string all = "select string_agg(indexdef, '; ' order by indexdef) from pg_indexes where schemaname = 'pages'";
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        var before = await log.Ask<string>(all);
        Assert.That(before, Does.Contain("(balance)"));
        await models.Rebuild();
        Assert.That(await log.Ask<string>(all), Is.EqualTo(before));
    }

    [Test]
    public async Task A_projection_with_other_tables_rebuilds_by_itself()
    {
        await using var log = await AccountLog.InPostgres();
        await log.OpenAll();
        await using (var old = await log.Following()) await old.WaitFor(await log.PayAtRandom(50, seed: 8), Patience);
        await using var models = await log.Following(new WithOwner());
        await models.Ready.WaitAsync(Patience);
        Assert.That(await log.Ask<long>("select count(owner) from pages.account"), Is.Zero);
        await log.Pay(0, 1);
        await log.ShouldBeExact(models);
    }

    [Test]
    public async Task A_raised_revision_rebuilds_by_itself_and_only_once()
    {
        await using var log = await AccountLog.InPostgres();
        await log.OpenAll();
        await using (var old = await log.Following()) await old.WaitFor(await log.Pay(0, 1), Patience);
        var before = await Oid(log);
        await using (var same = await log.Following()) await same.Ready.WaitAsync(Patience);
        Assert.That(await Oid(log), Is.EqualTo(before), "nothing changed, nothing was rebuilt");
        await using var one = await log.Following(new Revised());
        await using var other = await log.Following(new Revised());
        await Task.WhenAll(one.Ready, other.Ready).WaitAsync(Patience);
        Assert.That(await Oid(log), Is.Not.EqualTo(before));
        await log.Pay(0, 1);
        await log.ShouldBeExact(one);
        await log.ShouldBeExact(other);
    }

    [Test]
    public async Task An_older_program_keeps_off_the_tables_of_a_newer_one()
    {
        await using var log = await AccountLog.InPostgres();
        await log.OpenAll();
        await using var old = await log.Following();
        await using var models = await log.Following(new Revised());
        await models.Ready.WaitAsync(Patience);
        await log.Pay(0, 1);
        Assert.That(await old.WaitFor(long.MaxValue, Patience), Is.False);
        Assert.That((await old.Health()).StoppedWith, Does.Contain("another version"));
        await log.ShouldBeExact(models);
    }

    [Test]
    public async Task Two_rebuilds_at_once_take_turns_while_the_log_grows()
    {
        await using var log = await AccountLog.InPostgres();
        await using var one = await log.Following();
        await using var two = await log.Following(store: await log.AnotherNode());
        await log.OpenAll();
        var writing = log.PayAtRandom(300, seed: 9);
        await Task.WhenAll(one.Rebuild(), two.Rebuild(), one.Rebuild());
        await writing;
        await log.ShouldBeExact(one);
        await log.ShouldBeExact(two);
    }

    [Test]
    public async Task An_interrupted_rebuild_leaves_the_tables_as_they_were()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = await log.Following();
        await log.OpenAll();
        await models.WaitFor(await log.PayAtRandom(3000, seed: 10), Patience);
        var before = await Oid(log);
        using var interruption = new CancellationTokenSource();
        var atFirstPage = new Told(_ => interruption.Cancel());
        Assert.That(async () => await models.Rebuild(atFirstPage, interruption.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await Oid(log), Is.EqualTo(before));
        await models.Rebuild();
        await log.ShouldBeExact(models);
    }

    // Words that are taken out of the log stand there, too, and a dump of the database has them.
    [TestCase("pages_next"), TestCase("pages_compared")]
    public async Task What_was_cut_off_is_gone_after_the_next_start(string left)
    {
        await using var log = await AccountLog.InPostgres();
        await using (await log.Following()) await log.Execute($"create schema {left}; create table {left}.account (name text)");
        await using var models = await log.Following();
        Assert.That(() => log.Ask<bool>(Exists(left)), Is.False.After(20_000, 50));
    }

    [Test]
    public async Task Words_taken_out_of_live_rows_are_gone_from_what_a_rebuild_has_left()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        var account = log.Accounts[0];
        await models.WaitFor(await log.Write(new Opened(account, "ord")), Patience);
        await log.Execute("create schema pages_next; create table pages_next.account as select * from pages.account");
        var before = await log.Store.ReadLog(0, 10);
        Assert.That(await models.Refold(before, [before[0] with { Data = new Opened(account, "borttaget") }]), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await log.Ask<string>("select name from pages.account"), Is.EqualTo("borttaget"));
            Assert.That(await log.Ask<bool>(Exists("pages_next")), Is.False);
        }
    }

    // Each table has a reader that lets go after the one before it: tables that are locked already may not wait for all of them.
    [Test, Retry(3)]
    public async Task Readers_wait_no_longer_for_many_tables_than_for_one()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        await log.OpenAll();
        var holders = new[] { "account", "checkpoint", "payment", "total" }.Select((table, n) => Hold(log, table, TimeSpan.FromMilliseconds(200 * (n + 1)))).ToArray();
        var rebuild = models.Rebuild();
        await holders[0];
        Assert.That(() => log.Ask<bool>("select exists (select from pg_locks where granted and mode = 'AccessExclusiveLock' and relation = 'pages.account'::regclass)"), Is.True.After(20_000, 5));
        var begun = Stopwatch.GetTimestamp();
        await using (var command = models.Pages.CreateCommand("select count(*) from account")) await command.ExecuteScalarAsync();
        Assert.That(Stopwatch.GetElapsedTime(begun), Is.LessThan(TimeSpan.FromMilliseconds(300)));
        await Task.WhenAll([rebuild, .. holders]);
    }

    [Test]
    public async Task A_long_log_is_rebuilt_fast()
    {
        await using var log = await AccountLog.InPostgres();
        await log.OpenAll();
        await log.Write([.. Enumerable.Range(0, 100).Select(i => new Paid(log.Accounts[i % 20], i - 50))]);
        await log.Execute("""
            insert into log.event select log_id, position + n * 100, tenant, stream || n, version, type, gen_random_uuid(), ord, actor, data, at, recorded_at
            from log.event, generate_series(1, 600) n where position > 20;
            update log.log_head set position = position + 60000
            """);
        await using var models = log.ReadModels();
        var watch = Stopwatch.StartNew();
        await models.Rebuild();
        var rate = 60_120 / watch.Elapsed.TotalSeconds;
        TestContext.Out.WriteLine($"{rate:0} events a second");
        Assert.That(rate, Is.GreaterThan(3_000), "far below what a quiet machine does: events are no longer folded page by page");
        await models.Start();
        await log.ShouldBeExact(models);
    }

    [Test]
    public async Task Tables_of_a_log_that_was_replaced_are_made_again()
    {
        await using var log = await AccountLog.InMemory();
        await log.OpenAll();
        await using (var old = await log.Following()) await old.WaitFor(await log.Pay(0, 1), Patience);
        var shorter = new Memory.InMemoryEventStore(AccountProjection.Types);
        await using var models = await log.Following(store: shorter);
        await models.Ready.WaitAsync(Patience);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(models.Position, Is.Zero);
            Assert.That(await log.Ask<long>("select count(*) from pages.account"), Is.Zero);
        }
    }

    static async Task<int> Read(ReadModels models, Task enough)
    {
        var (reads, lastTotal, lastPosition) = (0, 0L, 0L);
        for (; !enough.IsCompleted; reads++)
        {
            var total = await Total(models);
            Assert.That(total, Is.GreaterThanOrEqualTo(lastTotal), "what a page has seen never goes back");
            lastTotal = total;
            await using var snapshot = await models.ReadSnapshot();
            await using var payments = new NpgsqlCommand("select count(*) from payment", snapshot.Connection);
            await using var sum = new NpgsqlCommand("select payments from total", snapshot.Connection);
            Assert.That(await payments.ExecuteScalarAsync(), Is.EqualTo(await sum.ExecuteScalarAsync()), "two tables, one state");
            Assert.That(snapshot.Position, Is.GreaterThanOrEqualTo(lastPosition));
            lastPosition = snapshot.Position;
        }

        return reads;
    }

    static async Task<long> Total(ReadModels models)
    {
        await using var command = models.Pages.CreateCommand("select payments from total where name = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "all" });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static Task<uint> Oid(AccountLog log) => log.Ask<uint>("select 'pages.account'::regclass::oid");

    sealed class Told(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }

    sealed class WithOwner : AccountProjection
    {
        public override string Ddl => base.Ddl + "; alter table account add owner text";
    }

    sealed class Revised : AccountProjection
    {
        public override int Revision => 2;
    }

    static string Exists(string schema) => $"select exists (select from pg_namespace where nspname = '{schema}')";

    static async Task Hold(AccountLog log, string table, TimeSpan time)
    {
        await using var connection = await log.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"lock table pages.{table} in access share mode", connection)) await command.ExecuteNonQueryAsync();
        await Task.Delay(time);
    }
}
