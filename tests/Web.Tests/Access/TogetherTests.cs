using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Npgsql;

namespace Activation.Web.Tests.Access;

/// <summary>Questions that are asked in one round trip: each gets its own answer, under its own lock.</summary>
public sealed class TogetherTests
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

    Views Ours => hub.Views.In(here.Id);

    [Test]
    public async Task They_are_one_transaction_and_those_asked_on_their_own_are_not()
    {
        var (open, first, second) = Ours.Together(() => (Instant(hub.Views.Everywhere), Instant(Ours), Instant(Ours)));
        Assert.That(new[] { await first, await second }, Is.All.EqualTo(await open));
        Assert.That(await Instant(Ours), Is.GreaterThan(await open));
    }

    [Test]
    public async Task Whoever_uses_the_same_name_for_another_value_gets_the_answer_to_their_own()
    {
        var (one, both, none, nothing, lists) = Ours.Together(() => (
            Ours.Value<string>("select @word::text", new { word = "ett" }), Ours.Value<string>("select @word || @Other", new { word = "två", other = "tre" }), Ours.Value<string>("select 'utan'"),
            Ours.Value<bool>("select @word is null and @at::timestamptz is null and @number is null", new { word = (string?)null, at = (DateTimeOffset?)null, number = (int?)null }),
            Ours.Value<int>("select count(*)::int from unnest(@words) word where word = any(@words)", new { words = new[] { "a", "b" } })));
        Assert.That((await one, await both, await none, await nothing, await lists), Is.EqualTo(("ett", "tvåtre", "utan", true, 2)));
    }

    [Test]
    public async Task Each_sees_the_rows_of_its_own_programme_only_whichever_others_are_asked_with_it()
    {
        const string Seen = "select distinct programme from initiative order by programme";
        var (ours, all, theirs, again) = Ours.Together(() => (
            Ours.Column<Guid>(Seen), hub.Views.Everywhere.Column<Guid>(Seen), hub.Views.In(nextDoor.Id).Column<Guid>(Seen), Ours.Column<Guid>(Seen)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ours, Is.EqualTo(new[] { here.Id }));
            Assert.That(await theirs, Is.EqualTo(new[] { nextDoor.Id }));
            Assert.That(await again, Is.EqualTo(new[] { here.Id }));
            Assert.That(await all, Is.EquivalentTo(new[] { here.Id, nextDoor.Id }));
        }

        Assert.That(await hub.Views.Everywhere.Column<Guid>(Seen), Is.EqualTo(await all), "the key is kept by the connection");
    }

    [Test]
    public async Task What_builds_on_an_answer_is_asked_after_it_and_what_begins_in_another_is_asked_with_all()
    {
        var (chain, others) = Ours.Together(() => (Chain(), Ours.Together(() => (Instant(Ours), Instant(Ours)))));
        var ((first, then), (one, two)) = (await chain, others);
        Assert.That(new[] { await one, await two }, Is.All.EqualTo(first));
        Assert.That(then, Is.GreaterThan(first));

        async Task<(DateTime First, DateTime Then)> Chain() => (await Instant(Ours), await Instant(Ours));
    }

    [Test]
    public async Task When_one_cannot_be_answered_all_are_told_and_the_next_are_not_concerned()
    {
        var (good, bad) = Ours.Together(() => (Instant(Ours), Ours.Value<int>("select 1 / (select 0)")));
        Assert.That(async () => await bad, Throws.TypeOf<PostgresException>());
        Assert.That(async () => await good, Throws.TypeOf<PostgresException>());
        var (again, more) = Ours.Together(() => (Ours.Value<int>("select 1"), Ours.Value<int>("select 2")));
        Assert.That((await again, await more), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Whoever_cannot_even_begin_leaves_nobody_waiting()
    {
        Task<DateTime>? asked = null;
        Assert.That(() => Ours.Together<Task>(() =>
        {
            asked = Instant(Ours);
            throw new InvalidOperationException("not begun");
        }), Throws.InvalidOperationException);
        Assert.That(await asked!.WaitAsync(TimeSpan.FromSeconds(10)), Is.GreaterThan(DateTime.UnixEpoch));
        Assert.That(await Instant(Ours), Is.GreaterThan(await asked!), "what is asked later is among them still");
    }

    [Test]
    public async Task What_is_read_for_everybody_does_not_go_along_with_what_one_of_them_asks()
    {
        Task<DateTime>? shared = null;
        var own = Ours.Together(() =>
        {
            shared = Deadline.ForAll(() => Instant(Ours));
            Assert.That(shared.Wait(TimeSpan.FromSeconds(10)), Is.True);
            return Instant(Ours);
        });
        Assert.That(await own, Is.GreaterThan(await shared!));
    }

    // Of the transaction, not of the clock on the wall.
    static Task<DateTime> Instant(Views views) => views.Value<DateTime>("select transaction_timestamp()");
}
