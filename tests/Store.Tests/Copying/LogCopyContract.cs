using Activation.Store.Copying;
using Activation.Store.Postgres;
using Activation.Store.Tests.Engines;
using Activation.Support;
using Npgsql;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Copying;

/// <summary>What holds for a log that moves, from whichever engine to whichever.</summary>
abstract class LogCopyContract
{
    static readonly EventTypes Yesterday = Types.Add("greeted", SayingsJson.Default.Greeted);
    Append first = null!;
    List<string> written = [];

    protected static EventTypes Today => Types.Add("greeted-v2", SayingsJson.Default.GreetedPolitely)
        .Upcast("greeted", SayingsJson.Default.Greeted, (Greeted old) => new GreetedPolitely(old.Name, "citizen"));

    protected string From { get; private set; } = "";

    protected string To { get; private set; } = "";

    /// <summary>A stream in the middle of the log: a text, a number, a text, and more numbers.</summary>
    protected string Talk => first.Stream;

    /// <summary>Source and target in one database.</summary>
    protected abstract bool InPlace { get; }

    /// <summary>The target's events, for who changes them behind its back.</summary>
    protected abstract string Events { get; }

    protected abstract LogStore Source(EventTypes types);

    protected abstract LogStore Target(EventTypes types);

    /// <summary>What a copy that was killed may leave behind.</summary>
    protected virtual Task Scar() => Task.CompletedTask;

    [SetUp]
    public async Task Fill()
    {
        From = await PostgresServer.FreshDatabase();
        To = InPlace ? From : await PostgresServer.FreshDatabase();
        await using var source = Source(Yesterday);
        await source.Start();
        first = Say(NewStream(), 0, new Said("secret", "aside"), new Counted(2), new Said("åäö 👩🏽‍🌾 \"\\"));
        await source.Append(Say(NewStream(), 0, new Greeted("Astrid")) with { Actor = null, At = Noon.AddTicks(1234567) });
        await source.Append(first);
        for (var i = 0; i < 8; i++) await source.Append(Say(first.Stream, i + 3, new Counted(i)));
        await source.Mask(first.Stream, 1, ["text"], null, Noon);
        await using var today = Source(Today);
        written = [.. (await today.ReadLog(0, 100)).Select(Told)];
    }

    [Test]
    public async Task Every_event_is_the_same_afterwards_and_the_log_goes_on()
    {
        var copied = await Copy(_ => { });

        Assert.That((copied.Events, copied.Streams, copied.Renumbered), Is.EqualTo((13, 2, false)));
        await using var target = Target(Today);
        await target.Start();
        Assert.That((await target.ReadLog(0, 100)).Select(Told), Is.EqualTo(written));
        Assert.That(await target.Append(first), Is.EqualTo(new Appended(4, 3, Repeated: true)), "a command of before");
        Assert.That(await target.Append(SayHello(first.Stream, 12)), Is.EqualTo(new Appended(14, 13, Repeated: false)));
        Assert.That(await target.Append(SayHello(first.Stream, 12)), Is.EqualTo(new WrongVersion(13)));
    }

    [Test]
    public async Task A_copy_that_is_killed_anywhere_goes_on_where_it_stopped()
    {
        var kills = 0;
        while (await IsKilled(page: kills + 1)) kills++;

        Assert.That(kills, Is.GreaterThanOrEqualTo(4));
        await using var target = Target(Today);
        Assert.That((await target.ReadLog(0, 100)).Select(Told), Is.EqualTo(written));
    }

    [Test]
    public void An_event_that_changes_behind_its_back_is_noticed() =>
        Assert.That(() => Copy(copied => { if (copied == 13) Change(); }), Throws.InstanceOf<CopyRefusedException>().With.Message.Contains(Talk));

    [Test]
    public async Task A_log_is_given_over_once()
    {
        await Copy(_ => { });
        Assert.That(() => Copy(_ => { }), Throws.InstanceOf<CopyRefusedException>());
    }

    protected static void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    protected void Change() => Execute(To, $"update {Events} set data = jsonb_set(data, '{{number}}', '77') where version = 2");

    protected async Task<LogCopied> Copy(Action<long> heard)
    {
        await using var source = Source(Today);
        await using var target = Target(Today);
        return await new LogCopy(source, target, pageLength: 3).Run(new Ear(heard));
    }

    async Task<bool> IsKilled(int page)
    {
        var pages = 0;
        try
        {
            await Copy(_ => { if (++pages == page) throw new OperationCanceledException("killed"); });
            return false;
        }
        catch (OperationCanceledException)
        {
            await Scar();
            return true;
        }
    }

    protected static string Told(Recorded one) =>
        $"{one.Position} {one.Tenant} {one.Stream} {one.Version} {one.Type} {one.CommandId} {one.Actor} {one.At:O} {Today.Write(one.Data)}";

    sealed class Ear(Action<long> heard) : IProgress<long>
    {
        public void Report(long value) => heard(value);
    }
}
