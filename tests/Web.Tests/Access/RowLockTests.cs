using System.Globalization;
using Activation.Domain.Members;
using Activation.Jobs;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Live;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Activation.Web.Tests.Access;

/// <summary>The second lock: whatever a query forgets to ask for, PostgreSQL shows no row of another programme.</summary>
public sealed class RowLockTests
{
    TestHub hub;
    Settlement here;
    Settlement nextDoor;
    Lazy<Task<IReadOnlyList<LockedRead>>> everything;

    [OneTimeSetUp]
    public async Task Settle()
    {
        hub = await TestHub.Sown(limits: false);
        (here, nextDoor) = (await Settlement.Here(hub), await Settlement.NextDoor(hub));
        everything = new(() => Reads.While(here.Id, Everything));
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
    public async Task Every_query_of_the_hub_without_its_condition_shows_the_same_and_nothing_of_next_door()
    {
        var asked = await everything.Value;
        await hub.Settled();
        var told = await Reads.Compare(hub.Services.GetRequiredService<Views>(), here.Id, asked);
        Assert.That(told.Others, Is.Empty);
        Assert.That(told.Tried, Is.GreaterThan(100));
        Assert.That(told.SawMore, Is.GreaterThan(25), "the tries prove nothing when there is nothing to be seen");
    }

    [Test]
    public async Task Every_query_of_the_hub_in_no_programme_shows_no_row_of_any_and_nobody_by_name()
    {
        var views = hub.Services.GetRequiredService<Views>();
        var people = await hub.Views.Column<string>("select name from hub.person union select email from hub.person");
        foreach (var read in await everything.Value)
        {
            var nowhere = await Reads.Rows(views.In(Guid.NewGuid()), read.Bare(), read.Parameters);
            Assert.That(await Reads.Rows(views, read.Bare(), read.Parameters), Is.EqualTo(nowhere), "nothing was said about where");
            Assert.That(nowhere.Where(row => row.Contains(here.Id.ToString()) || row.Contains(nextDoor.Id.ToString())), Is.Empty, read.Sql);
            Assert.That(nowhere.Where(row => people.Any(name => row.Contains(name))), Is.Empty, read.Sql);
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

    /// <summary>Whatever reads in this programme: pages, forms and programs for those who see and do most, boards, and what runs by itself.</summary>
    async Task Everything()
    {
        var doors = (await Door.All(hub)).ToLookup(door => door.Sends);
        Role[] mighty = [Role.ProgrammeLead, Role.Coordinator, Role.Administrator];
        (string, object)[] fields = [.. SwappedTests.Plausible, ("activity", here.Submitted), ("comment", here.Comment), ("initiative", here.Initiative), ("Stance", "Support")];
        foreach (var (role, sends) in mighty.Select(role => (role, false)).Concat([.. mighty.Append(Role.Communicator).Append(Role.CoreTeam).Select(role => (role, true))]))
        {
            using var caller = await Caller.Of(hub, here.People[role]);
            foreach (var door in doors[sends]) await caller.Try(door, door.In(here), sends ? fields : []);
        }

        await using var listener = await Listener.Open(hub, $"{Role.ProgrammeLead} i {here.Slug}");
        foreach (var board in hub.Services.GetServices<IBoard>())
            await listener.Sync(string.Create(CultureInfo.InvariantCulture, $"{here.Slug}/{board.Kind}{(board.OfInitiative ? $"/{here.Number}" : "")}"));
        foreach (var schedule in Schedules.All)
        {
            await using var scope = hub.Services.CreateAsyncScope();
            await ((IJob)scope.ServiceProvider.GetRequiredService(schedule.Job)).Run(DateTimeOffset.UtcNow, default);
        }
    }
}
