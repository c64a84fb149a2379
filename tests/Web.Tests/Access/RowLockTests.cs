using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Activation.Domain.Members;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Activation.Web.Tests.Access;

/// <summary>The second lock: whatever a query forgets to ask for, PostgreSQL shows no row of another programme.</summary>
public sealed partial class RowLockTests
{
    TestHub hub;
    Settlement here;
    Settlement nextDoor;

    [OneTimeSetUp]
    public async Task Settle()
    {
        hub = await TestHub.Sown(limits: false);
        (here, nextDoor) = (await Settlement.Here(hub), await Settlement.NextDoor(hub));
    }

    [OneTimeTearDown]
    public async Task Close() => await hub.DisposeAsync();

    [Test]
    public void The_lock_is_on() => Assert.That(hub.ReadModels.Lock, Is.EqualTo(Listeners.OneProgramme));

    [Test]
    public async Task Every_table_of_the_read_models_says_whose_a_row_is_and_is_locked()
    {
        var open = await hub.Views.Column<string>(
            """
            select c.relname::text from pg_class c where c.relnamespace = 'pages'::regnamespace and c.relkind = 'r' and c.relname <> 'checkpoint'
               and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid) and has_table_privilege('activation_reader', c.oid, 'select'))
            """);
        Assert.That(open, Is.Empty);
        Assert.That(await hub.Views.Value<bool>("select has_table_privilege('activation_reader', 'pages.checkpoint', 'select')"), Is.False);
    }

    /// <summary>What says whose a row is in another way than by a programme's number, and why it is no hole: the role may not read it at all.</summary>
    static readonly Dictionary<string, string> SaidOtherwise = new()
    {
        ["security_event"] = "the slug of the address somebody tried; what is in no programme is of the house",
    };

    [Test]
    public async Task Every_table_beside_the_log_that_says_whose_a_row_is_is_locked_and_what_does_not_say_is_shut_but_for_people()
    {
        var unlocked = await hub.Views.Column<string>(
            $"select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'programme' where {HubTables.Here} and not ({HubTables.IsLocked})");
        Assert.That(unlocked, Is.EquivalentTo(SaidOtherwise.Keys), "a line in HubLocks is missing");
        Assert.That(HubLocks.Read.Concat(HubLocks.Shut).Select(table => table["hub.".Length..]), Is.EquivalentTo(await HubTables.Locked(hub)));
        var open = await hub.Views.Column<string>(
            $"select c.relname::text from pg_class c where {HubTables.Here} and not ({HubTables.IsLocked}) and has_any_column_privilege('activation_reader', c.oid, 'select')");
        Assert.That(open, Is.EqualTo(new[] { "person" }), "names are of no programme");
        Assert.That(await hub.Views.Value<bool>("select has_column_privilege('activation_reader', 'hub.person', 'former', 'select')"), Is.False);
    }

    [Test]
    public async Task Of_every_table_beside_the_log_a_forgotten_condition_shows_no_row_of_next_door()
    {
        await using var connection = await hub.ReadModels.Pages.OpenConnectionAsync();
        foreach (var table in await HubTables.Locked(hub))
        {
            await using var undone = await connection.BeginTransactionAsync();
            await Ask<int>(connection, $"{await HubTables.RowOf(hub, table, here.Id)}; {await HubTables.RowOf(hub, table, nextDoor.Id)}; grant select on hub.{table} to activation_reader; select 1");
            Assert.That(await Ask<bool>(connection, $"select count(distinct programme) > 1 from hub.{table}"), table);
            var seen = $"select string_agg(distinct programme::text, ' ') from hub.{table}";
            await Ask<string>(connection, Listeners.OneProgramme.Turn(here.Id));
            Assert.That(await Ask<string?>(connection, seen), Is.EqualTo(here.Id.ToString()), table);
            await Ask<string>(connection, Listeners.OneProgramme.Turn(null));
            Assert.That(await Ask<string?>(connection, seen), Is.Null, table);
        }
    }

    [Test]
    public async Task The_role_that_reads_owns_nothing_writes_nothing_and_is_locked_itself()
    {
        var might = await hub.Views.Column<string>(
            """
            select 'is above the lock' from pg_roles where rolname = 'activation_reader' and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb)
            union all select 'owns ' || relname from pg_class where relowner = 'activation_reader'::regrole
            union all select 'writes ' || relname from pg_class c, unnest(array['insert', 'update', 'delete', 'truncate']) w
                       where relkind = 'r' and relnamespace in ('pages'::regnamespace, 'hub'::regnamespace, 'log'::regnamespace)
                         and has_table_privilege('activation_reader', c.oid, w)
            union all select 'reads ' || relname from pg_class c
                       where relkind = 'r' and relnamespace in ('log'::regnamespace) and has_table_privilege('activation_reader', c.oid, 'select')
            """);
        Assert.That(might, Is.Empty);
    }

    [Test]
    public async Task Every_query_of_the_pages_without_its_condition_shows_the_same_and_nothing_of_next_door()
    {
        var asked = await Everything();
        var (views, others, tried) = (hub.Services.GetRequiredService<Views>(), new List<string>(), 0);
        var sawMore = 0;
        foreach (var (sql, parameters, _) in asked)
        {
            var bare = Condition().Replace(sql, "true");
            if (bare == sql) continue;
            tried++;
            var own = await Rows(views.In(here.Id), sql, parameters);
            if (!own.SequenceEqual(await Rows(views.In(here.Id), bare, parameters), StringComparer.Ordinal)) others.Add(sql);
            if (!own.SequenceEqual(await Rows(views.Everywhere, bare, parameters), StringComparer.Ordinal)) sawMore++;
        }

        TestContext.Out.WriteLine($"{asked.Count} queries, {tried} with a condition on the programme, {sawMore} of them see more without condition and lock");
        Assert.That(others, Is.Empty);
        Assert.That(tried, Is.GreaterThan(25));
        Assert.That(sawMore, Is.GreaterThan(10), "the tries prove nothing when there is nothing to be seen");
    }

    [Test]
    public async Task Every_query_of_the_pages_in_no_programme_shows_no_row_of_any_and_nobody_by_name()
    {
        var views = hub.Services.GetRequiredService<Views>();
        var people = await hub.Views.Column<string>("select name from hub.person union select email from hub.person");
        foreach (var (sql, parameters, _) in await Everything())
        {
            var bare = Condition().Replace(sql, "true");
            var nowhere = await Rows(views.In(Guid.NewGuid()), bare, parameters);
            Assert.That(await Rows(views, bare, parameters), Is.EqualTo(nowhere), "nothing was said about where");
            Assert.That(nowhere.Where(row => row.Contains(here.Id.ToString()) || row.Contains(nextDoor.Id.ToString())), Is.Empty, sql);
            Assert.That(nowhere.Where(row => people.Any(name => row.Contains(name))), Is.Empty, sql);
        }
    }

    [Test]
    public async Task A_connection_that_was_left_in_the_middle_of_another_programme_shows_nothing_of_it()
    {
        var one = new NpgsqlConnectionStringBuilder(hub.ReadModels.Pages.ConnectionString) { MaxPoolSize = 1 }.ConnectionString;
        await using var pool = NpgsqlDataSource.Create(one);
        var before = await Backend(pool);
        await using (var left = await pool.OpenConnectionAsync())
        {
            using var impatient = new CancellationTokenSource(200);
            await using var batch = new NpgsqlCommand($"{Listeners.OneProgramme.Turn(here.Id)}; select pg_sleep(30) from pages.initiative", left);
            Assert.That(() => batch.ExecuteNonQueryAsync(impatient.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        await using var next = await pool.OpenConnectionAsync();
        await using var forgot = new NpgsqlCommand(
            "begin; set local role activation_reader; select (select count(*) from pages.initiative) + (select count(*) from pages.programme); rollback", next);
        Assert.That(await forgot.ExecuteScalarAsync(), Is.EqualTo(0L));
        await using var still = new NpgsqlCommand("select current_user::text || pg_backend_pid()", next);
        Assert.That(await still.ExecuteScalarAsync(), Is.EqualTo(before), "the same connection, and itself again");
    }

    [Test]
    public async Task After_a_rebuild_and_a_comparison_the_lock_is_on_as_before()
    {
        Assert.That(await hub.ReadModels.Compare(), Is.Empty);
        await hub.ReadModels.Rebuild();
        await Every_table_of_the_read_models_says_whose_a_row_is_and_is_locked();
        var views = hub.Services.GetRequiredService<Views>();
        Assert.That(await views.In(nextDoor.Id).Column<string>("select slug from programme"), Is.EqualTo(new[] { nextDoor.Slug }));
        Assert.That(await views.Column<string>("select slug from programme"), Is.Empty);
    }

    static async Task<string> Backend(NpgsqlDataSource pool)
    {
        await using var command = pool.CreateCommand("select current_user::text || pg_backend_pid()");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    static async Task<T> Ask<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default!;
    }

    /// <summary>Every read under the lock that the pages and the API make in this programme for those of it who see most.</summary>
    async Task<IReadOnlyList<LockedRead>> Everything()
    {
        var asked = new ConcurrentDictionary<string, LockedRead>();
        // What the house does meanwhile in another programme asks for that one.
        using var listening = Views.Told.Subscribe(new Ear<LockedRead>(read => _ = read.Programme == nextDoor.Id || asked.TryAdd(read.Sql, read)));
        foreach (var role in new[] { Role.ProgrammeLead, Role.Coordinator, Role.Administrator })
        {
            using var caller = await Caller.Of(hub, here.People[role]);
            foreach (var door in (await Door.All(hub)).Where(door => !door.Sends)) await caller.Try(door, door.In(here));
        }

        return [.. asked.Values];
    }

    static async Task<IReadOnlyList<string>> Rows(Views views, string sql, object? parameters) =>
        [.. (await views.Column<string>($"select row_to_json(told)::text from ({sql}) told", parameters)).Order(StringComparer.Ordinal)];

    // What asks for one programme; what joins two tables by it stays.
    [GeneratedRegex(@"(\b\w+\.)?\bprogramme = @\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Condition();
}
