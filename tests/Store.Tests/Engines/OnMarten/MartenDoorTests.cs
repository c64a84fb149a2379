using Activation.Store.Marten;
using Activation.Store.Postgres;
using Activation.Support;
using Marten;
using Npgsql;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.OnMarten;

/// <summary>What holds on Marten beside the contract: what others see who open its tables with Marten, and what a failed batch leaves behind.</summary>
[TestFixture]
sealed class MartenDoorTests
{
    string database = "";
    MartenEventStore store = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        database = await PostgresServer.FreshDatabase();
        // What is slow the first time on a busy machine has an outcome all the same.
        store = new MartenEventStore(database, Types, new PostgresStoreOptions { Deadline = TimeSpan.FromMinutes(1) });
        await store.Start();
    }

    [OneTimeTearDown]
    public async Task End() => await store.DisposeAsync();

    [Test]
    public async Task Marten_itself_reads_the_events_under_their_stored_names()
    {
        var append = Say(NewStream(), 0, new Said("hello"), new Counted(2));
        await store.Append(append);

        await using var session = store.Documents.QuerySession();
        var read = await session.Events.FetchStreamAsync(append.Stream);

        Assert.That(read.Select(one => one.EventTypeName), Is.EqualTo(new[] { "said", "counted" }));
        Assert.That(read.Select(one => one.Data), Is.EqualTo(new object[] { new Said("hello"), new Counted(2) }));
        Assert.That(read.Select(one => (one.CausationId, one.CorrelationId, one.Timestamp)), Is.All.EqualTo(($"{append.CommandId}", $"{append.Tenant}", Noon)));
    }

    [Test]
    public async Task An_old_shape_is_read_as_todays_by_Marten_too_whatever_type_stands_beside_it()
    {
        var stream = NewStream();
        await using var yesterday = new MartenEventStore(database, Types.Add("greeted", SayingsJson.Default.Greeted));
        await yesterday.Start();
        await yesterday.Append(Say(stream, 0, new Greeted("Astrid")));
        await using var today = new MartenEventStore(
            database, Types.Add("greeted-v2", SayingsJson.Default.GreetedPolitely).Upcast("greeted", SayingsJson.Default.Greeted, (Greeted old) => new GreetedPolitely(old.Name, "citizen")));

        await using var session = today.Documents.QuerySession();
        Assert.That((await session.Events.FetchStreamAsync(stream)).Single().Data, Is.EqualTo(new GreetedPolitely("Astrid", "citizen")));
    }

    [Test]
    public async Task A_batch_that_the_database_refuses_harms_nobody_in_it_and_leaves_nothing_to_read()
    {
        var before = await store.Head();
        // The database says no when Marten is already writing.
        await Execute("alter table marten.mt_events add constraint no_poison check (data ->> 'text' is distinct from 'poison')");
        var appends = Enumerable.Range(0, 40).Select(i => Say(NewStream(), 0, new Said(i % 8 == 3 ? "poison" : "fine"))).ToList();

        var outcomes = await Task.WhenAll(appends.Select(async append =>
        {
            try
            {
                return (await store.Append(append)).ToString();
            }
            catch (ArgumentException)
            {
                return "refused";
            }
        }));
        await Execute("alter table marten.mt_events drop constraint no_poison");

        Assert.That(outcomes.Count(outcome => outcome == "refused"), Is.EqualTo(5));
        var read = await store.ReadLog(before, 100);
        Assert.That(read.Select(one => one.CommandId), Is.EquivalentTo(appends.Where((_, i) => i % 8 != 3).Select(append => append.CommandId)));
    }

    [Test]
    public async Task A_hole_at_the_end_is_not_the_head_of_the_log()
    {
        var last = (Appended)await store.Append(SayHello(NewStream(), 0));
        await Execute("alter table marten.mt_events add constraint no_venom check (data ->> 'text' is distinct from 'venom')");
        Assert.That(() => store.Append(Say(NewStream(), 0, new Said("venom"))), Throws.ArgumentException);
        await Execute("alter table marten.mt_events drop constraint no_venom");

        Assert.That((await store.Head(), (await store.ReadLog(last.Position, 10)).Count), Is.EqualTo((last.Position, 0)));
        Assert.That(((Appended)await store.Append(SayHello(NewStream(), 0))).Position, Is.GreaterThan(last.Position + 1), "there is a hole");
    }

    [Test]
    public void A_name_that_Marten_keeps_for_itself_names_no_event() => Assert.That(
        () => new MartenEventStore(database, Types.Add("tombstone", SayingsJson.Default.Greeted)), Throws.ArgumentException.With.Message.Contains("tombstone"), "nobody would ever read it");

    [Test]
    public async Task Another_engine_does_not_start_on_this_log()
    {
        await using var other = new PostgresEventStore(database, Types);
        Assert.That(() => other.Start(), Throws.InstanceOf<WrongEngineException>().With.Message.Contains("'marten'"));
    }

    [Test]
    public async Task A_node_of_an_older_epoch_writes_no_more()
    {
        var own = await PostgresServer.FreshDatabase();
        await using var node = new MartenEventStore(own, Types);
        await node.Start();
        await using (var source = NpgsqlDataSource.Create(own))
        await using (var raise = source.CreateCommand("update marten.turn set epoch = epoch + 1"))
            await raise.ExecuteNonQueryAsync();

        Assert.That(() => node.Append(SayHello(NewStream(), 0)), Throws.InstanceOf<StoreBusyException>());
        Assert.That(node.Fenced, Is.True);
        Assert.That(await node.ReadLog(0, 10), Is.Empty);
    }

    async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
