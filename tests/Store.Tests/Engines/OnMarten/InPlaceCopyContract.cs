using Activation.Store.Copying;
using Activation.Store.Postgres;
using Activation.Store.Tests.Copying;
using Npgsql;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Engines.OnMarten;

/// <summary>What holds besides when the log stays in its database.</summary>
abstract class InPlaceCopyContract : LogCopyContract
{
    const string Waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())";

    protected override bool InPlace => true;

    /// <summary>The row of the source that its nodes take turns by.</summary>
    protected abstract string Head { get; }

    [Test]
    public async Task The_former_engine_writes_no_more_and_keeps_nothing()
    {
        await using var former = Source(Today);
        await former.Start();
        await Copy(_ => { });

        Assert.That(() => former.Append(SayHello(NewStream(), 0)), Throws.InstanceOf<StoreBusyException>());
        Assert.That(await former.ReadLog(0, 10), Is.Empty);
        await using var target = Target(Today);
        Assert.That(() => Source(Today).Start(), Throws.InstanceOf<WrongEngineException>().With.Message.Contains($"Store__Engine={target.Engine}"));
    }

    [Test]
    public async Task A_node_that_starts_while_the_log_is_given_over_writes_nothing_to_what_is_left()
    {
        await using var gate = await HoldStarts();
        await using var late = Source(Today);
        Task? start = null;
        var copying = Task.Run(() => Copy(copied =>
        {
            if (copied < 13) return;
            start = late.Start();
            Until(1, CancellationToken.None).Wait();
        }));
        // It has the mark and no epoch yet; the copy goes past it, or waits for it.
        using (var over = new CancellationTokenSource())
        {
            await Task.WhenAny(copying, Until(2, over.Token));
            await over.CancelAsync();
        }
        await gate.DisposeAsync();

        Assert.That((await copying).Events, Is.EqualTo(13));
        Assert.That(
            async () => { await start!; await late.Append(SayHello(NewStream(), 0)); }, Throws.InstanceOf<WrongEngineException>().Or.InstanceOf<StoreBusyException>());
        Assert.That(await late.ReadLog(0, 10), Is.Empty);
    }

    [Test]
    public async Task A_log_whose_words_were_masked_after_a_copy_was_killed_is_copied_from_the_beginning()
    {
        Assert.That(() => Copy(copied => { if (copied >= 9) throw new OperationCanceledException("killed"); }), Throws.InstanceOf<OperationCanceledException>());
        List<string> now;
        await using (var source = Source(Today))
        {
            await source.Start();
            await source.Mask(Talk, 3, ["text"], null, Noon);
            now = [.. (await source.ReadLog(0, 100)).Select(Told)];
        }

        Assert.That((await Copy(_ => { })).Events, Is.EqualTo(14));
        await using var target = Target(Today);
        Assert.That((await target.ReadLog(0, 100)).Select(Told), Is.EqualTo(now));
    }

    [Test]
    public async Task A_copy_that_was_changed_is_begun_again()
    {
        Assert.That(() => Copy(copied => { if (copied == 13) Change(); }), Throws.InstanceOf<CopyRefusedException>().With.Message.Contains("call copy-events again"));
        Assert.That((await Copy(_ => { })).Events, Is.EqualTo(13));
    }

    /// <summary>Whoever starts on the source waits, with the mark in its hands and before it reads the epoch, until this is disposed of.</summary>
    async Task<NpgsqlConnection> HoldStarts()
    {
        Execute(From, $"""
            create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(42); return new; end $$;
            create trigger hold before insert on {Head} for each row execute function hold()
            """);
        var gate = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(From) { Pooling = false }.ConnectionString);
        await gate.OpenAsync();
        await using var hold = new NpgsqlCommand("select pg_advisory_lock(42)", gate);
        await hold.ExecuteNonQueryAsync();
        return gate;
    }

    async Task Until(int wait, CancellationToken over)
    {
        await using var source = NpgsqlDataSource.Create(From);
        await using var waiting = source.CreateCommand(Waiting);
        while (!over.IsCancellationRequested && (long)(await waiting.ExecuteScalarAsync(CancellationToken.None))! < wait) await Task.Delay(20, CancellationToken.None);
    }
}
