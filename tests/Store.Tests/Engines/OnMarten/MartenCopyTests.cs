using Activation.Store.Copying;
using Activation.Store.Marten;
using Activation.Store.Postgres;
using Npgsql;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.OnMarten;

/// <summary>To Marten.</summary>
[TestFixture]
sealed class ToMartenTests : InPlaceCopyContract
{
    protected override string Head => "log.log_head";

    protected override string Events => "marten.mt_events";

    protected override LogStore Source(EventTypes types) => new PostgresEventStore(From, types);

    protected override LogStore Target(EventTypes types) => new MartenEventStore(To, types);

    protected override Task Scar()
    {
        Execute(To, "select nextval('marten.mt_events_sequence')");
        return Task.CompletedTask;
    }
}

/// <summary>And back.</summary>
[TestFixture]
sealed class FromMartenTests : InPlaceCopyContract
{
    protected override string Head => "marten.turn";

    protected override string Events => "log.event";

    protected override LogStore Source(EventTypes types) => new MartenEventStore(From, types);

    protected override LogStore Target(EventTypes types) => new PostgresEventStore(To, types);

    [Test]
    public async Task What_counts_in_positions_follows_when_a_hole_is_closed()
    {
        Execute(
            From,
            """
            select nextval('marten.mt_events_sequence'); create table beside (position bigint primary key); insert into beside values (0), (13), (15), (16);
            create table noted (kind text, item text, primary key (kind, item));
            insert into noted values ('place', '13'), ('place', '15'), ('place', '16'), ('word', '15'), ('word', 'fifteen');
            create schema pages; create table pages.checkpoint (position bigint, fingerprint text); insert into pages.checkpoint values (5, 'far behind')
            """);
        await using (var source = Source(Today))
        {
            await source.Start();
            for (var i = 0; i < 2; i++) await source.Append(SayHello(NewStream(), 0));
            await using var target = Target(Today);
            Assert.That((await new LogCopy(source, target, [new("beside", "position"), new("noted", "item", "kind = 'place'")]).Run()).Renumbered, Is.True);
            Assert.That((await target.ReadLog(0, 100)).Select(one => one.Position), Is.EqualTo(Enumerable.Range(1, 15)));
        }

        await using var connection = NpgsqlDataSource.Create(From);
        await using var numbers = connection.CreateCommand("select array_agg(position order by position) from beside");
        Assert.That(await numbers.ExecuteScalarAsync(), Is.EqualTo(new long[] { 0, 13, 14, 15 }));
        await using var notes = connection.CreateCommand("select array_agg(item order by kind, item) from noted");
        Assert.That(await notes.ExecuteScalarAsync(), Is.EqualTo(new[] { "13", "14", "15", "15", "fifteen" }));
        await using var pages = connection.CreateCommand("select position || fingerprint from pages.checkpoint");
        Assert.That(await pages.ExecuteScalarAsync(), Is.EqualTo("0"), "what was folded by the old numbers is made anew");
    }

    [Test]
    public async Task What_the_hub_has_not_made_yet_has_nothing_to_follow_with()
    {
        Execute(From, "select nextval('marten.mt_events_sequence')");
        await using var source = Source(Today);
        await source.Start();
        await source.Append(SayHello(NewStream(), 0));
        await using var target = Target(Today);
        Assert.That((await new LogCopy(source, target, [new("hub.of_a_newer_version", "position")]).Run()).Renumbered, Is.True);
    }

    [Test]
    public async Task Who_followed_by_Martens_daemon_begins_anew_when_the_log_comes_back()
    {
        Execute(From, "insert into marten.mt_event_progression (name, last_seq_id) values ('HighWaterMark', 1000), ('house:All', 1000)");
        await Copy(_ => { });
        await using (PostgresEventStore away = new(To, Today))
        await using (MartenEventStore back = new(From, Today))
            await new LogCopy(away, back).Run();

        await using var connection = NpgsqlDataSource.Create(From);
        await using var marks = connection.CreateCommand("select count(*) from marten.mt_event_progression");
        Assert.That(await marks.ExecuteScalarAsync(), Is.Zero);
    }
}
