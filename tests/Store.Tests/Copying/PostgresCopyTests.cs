using Activation.Store.Copying;
using Activation.Store.Postgres;
using static Activation.Store.Tests.Engines.Sayings;

namespace Activation.Store.Tests.Copying;

/// <summary>From a database to another one.</summary>
[TestFixture]
sealed class PostgresCopyTests : LogCopyContract
{
    protected override bool InPlace => false;

    protected override string Events => "log.event";

    protected override LogStore Source(EventTypes types) => new PostgresEventStore(From, types);

    protected override LogStore Target(EventTypes types) => new PostgresEventStore(To, types);

    [Test]
    public async Task What_is_appended_meanwhile_comes_along()
    {
        await using var source = Source(Today);
        await source.Start();
        var late = SayHello(NewStream(), 0);

        var copied = await Copy(events => { if (events == 13) source.Append(late).Wait(); });

        await using var target = Target(Today);
        Assert.That((copied.Events, (await target.ReadStream(late.Stream)).Single().CommandId), Is.EqualTo((14, late.CommandId)));
    }

    [Test]
    public async Task A_source_that_is_written_to_without_end_is_given_up_and_goes_on_later()
    {
        await using var source = Source(Today);
        await source.Start();

        Assert.That(
            () => Copy(_ => source.Append(SayHello(NewStream(), 0)).Wait()), Throws.InstanceOf<CopyRefusedException>().With.Message.Contains("Stop its hub"));
        Assert.That((await Copy(_ => { })).Events, Is.EqualTo(await source.Head()));
    }

    [Test]
    public async Task A_second_copy_into_the_same_database_is_refused()
    {
        Task<LogCopied>? second = null;
        var copied = await Copy(_ => Task.WhenAny(second ??= Copy(_ => { })).Wait());

        Assert.That(() => second!, Throws.InstanceOf<CopyRefusedException>().With.Message.Contains("under way"));
        Assert.That(copied.Events, Is.EqualTo(13));
    }

    [Test]
    public void Nobody_starts_on_half_a_log()
    {
        Assert.That(() => Copy(_ => throw new OperationCanceledException("killed")), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => Target(Today).Start(), Throws.InstanceOf<WrongEngineException>().With.Message.Contains("copy-events"));
    }

    [Test]
    public void A_copy_that_was_changed_is_not_gone_on_with()
    {
        var pages = 0;
        Assert.That(() => Copy(copied => { if (copied == 13) Change(); }), Throws.InstanceOf<CopyRefusedException>());
        Assert.That(() => Copy(_ => pages++), Throws.InstanceOf<CopyRefusedException>().With.Message.Contains(Talk));
        Assert.That(pages, Is.LessThanOrEqualTo(1), "at the page that holds it");
    }

    [TestCase("create table other (one int)", TestName = "A database with other tables is no target")]
    [TestCase("create schema log; create table log.engine (name text); insert into log.engine values ('postgres')", TestName = "A database with a log is no target")]
    public void A_database_that_holds_anything_else_is_no_target(string other)
    {
        Execute(To, other);
        Assert.That(() => Copy(_ => { }), Throws.InstanceOf<CopyRefusedException>().With.Message.Contains("holds"));
    }

    [Test]
    public void A_log_is_not_copied_onto_itself() => Assert.That(() => new LogCopy(Source(Today), Source(Today)).Run(), Throws.InstanceOf<CopyRefusedException>());
}
