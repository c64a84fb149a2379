using Activation.Store.Followers;

namespace Activation.Store.Tests.Followers;

/// <summary>An event that turns all rows of a group finds them wherever they are: in the tables, in the page before it, in what a rebuild keeps.</summary>
[TestFixture]
sealed class GroupsTests
{
    [TestCase(200_000)]
    [TestCase(3)]
    public async Task All_rows_whose_key_begins_so_are_found_live_and_in_a_rebuild(int rowsKept)
    {
        await using var log = await AccountLog.InMemory();
        await using var models = new ReadModels(log.Database, log.Store, [new Seats()], rowsKept: rowsKept);
        await models.Start();
        var (here, other) = (Guid.NewGuid(), Guid.NewGuid());
        await models.WaitFor(await log.Write(new Paid(here, 1), new Paid(other, 2)), TimeSpan.FromSeconds(10));
        await models.WaitFor(await log.Write(new Paid(here, 3), new Closed(here), new Paid(here, 4)), TimeSpan.FromSeconds(10));
        await models.WaitFor(await log.PayAtRandom(300, seed: 15), TimeSpan.FromSeconds(20));
        Assert.That(await log.Ask<string>($"select string_agg(amount::text, ',' order by place) from pages.seat where account = '{here}'"), Is.EqualTo("-1,-3,4"));
        Assert.That(await log.Ask<long>($"select amount from pages.seat where account = '{other}'"), Is.EqualTo(2));
        Assert.That(await models.Compare(), Is.Empty);
        var memory = new InMemoryReadModels(new Seats());
        memory.Fold(await log.Store.ReadLog(0, int.MaxValue));
        Assert.That(memory.All<SeatRow>().Sum(row => row.Amount), Is.EqualTo(await log.Ask<decimal>("select sum(amount) from pages.seat")));
    }

    [Test]
    public async Task A_group_of_many_thousands_is_turned_as_often_as_somebody_closes()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = new ReadModels(log.Database, log.Store, [new Seats()]);
        await models.Start();
        var (here, other) = (Guid.NewGuid(), Guid.NewGuid());
        object[] page = [.. Enumerable.Range(1, 6000).Select(amount => new Paid(other, amount))];
        await log.Write([.. Enumerable.Range(1, 21_000).Select(amount => new Paid(here, amount)), new Closed(here)]);
        await log.Write([.. page, new Closed(here), new Paid(here, 1)]);
        await models.WaitFor(await log.Write([.. page, new Closed(here)]), TimeSpan.FromSeconds(30));
        Assert.That(await log.Ask<decimal>($"select sum(amount) from pages.seat where account = '{here}'"), Is.EqualTo(-21_000L * 21_001 / 2 - 1));
        Assert.That(await models.Compare(), Is.Empty);
    }

    [Test]
    public async Task A_group_that_is_named_by_words_goes_with_them_where_nobody_else_is_in_it()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = new ReadModels(log.Database, log.Store, [new Names()]);
        await models.Start();
        var (ann, bo, other) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await models.WaitFor(await log.Write(new Opened(ann, "Ann"), new Opened(bo, "Bo"), new Opened(other, "Bo")), TimeSpan.FromSeconds(10));
        var all = await log.Store.ReadLog(0, 10);
        Assert.That(await Called(), Is.EqualTo("Ann,Bo,Bo again"));
        Assert.That(await models.Refold([all[0]], [all[0] with { Data = new Opened(ann, "") }]), Is.True);
        Assert.That(await Called(), Is.EqualTo(",Bo,Bo again"));
        Assert.That(await log.Ask<string>("select string_agg(name, ',' order by name) from pages.name"), Is.EqualTo(",Bo,Bo"));
        Assert.That(await models.Refold([all[1]], [all[1] with { Data = new Opened(bo, "") }]), Is.False, "what becomes of the other this stream does not tell");
        Assert.That(await models.Refold([all[2]], [all[2] with { Data = new Opened(other, "") }]), Is.False);
        Assert.That(await Called(), Is.EqualTo(",Bo,Bo again"));

        Task<string> Called() => log.Ask<string>("select string_agg(called, ',' order by called) from pages.called");
    }

    [Test]
    public async Task What_was_not_asked_for_is_not_taken_for_nothing()
    {
        await using var log = await AccountLog.InMemory();
        await log.Write(new Closed(Guid.NewGuid()));
        Assert.That(
            async () => new InMemoryReadModels(new Forgetful()).Fold(await log.Store.ReadLog(0, int.MaxValue)),
            Throws.TypeOf<FoldException>().With.Message.Contains("were not wanted"));
    }

    sealed record SeatRow(Guid Account, long Place, long Amount);

    /// <summary>Whoever closes turns every amount they paid.</summary>
    class Seats : IProjection
    {
        public string Name => "seats";

        public int Revision => 1;

        public string Ddl => "create table seat (account uuid not null, place bigint not null, amount bigint not null, primary key (account, place))";

        public IReadOnlyList<Table> Tables { get; } = [Table.Of<SeatRow>("seat", "account", "place")];

        public virtual void Wants(Recorded recorded, Wanted wanted)
        {
            if (recorded.Data is Closed closed) wanted.Rows<SeatRow>(closed.Account);
        }

        public void Fold(Recorded recorded, Rows rows)
        {
            if (recorded.Data is Paid paid) rows.Put(new SeatRow(paid.Account, recorded.Position, paid.Amount), paid.Account, recorded.Position);
            if (recorded.Data is not Closed closed) return;
            foreach (var seat in rows.Starting<SeatRow>(closed.Account)) rows.Put(seat with { Amount = -seat.Amount }, seat.Account, seat.Place);
        }
    }

    sealed record NameRow(string Name, Guid Account);

    sealed record CalledRow(Guid Account, string Called);

    /// <summary>Who comes later is called otherwise.</summary>
    sealed class Names : IProjection
    {
        public string Name => "names";

        public int Revision => 1;

        public string Ddl => """
            create table name (name text not null, account uuid not null, primary key (name, account));
            create table called (account uuid primary key, called text not null)
            """;

        public IReadOnlyList<Table> Tables { get; } =
            [Table.Of<NameRow>("name", "name", "account") with { OfOneStream = true }, Table.Of<CalledRow>("called", "account")];

        public void Wants(Recorded recorded, Wanted wanted)
        {
            if (recorded.Data is Opened opened) wanted.Rows<NameRow>(opened.Name);
        }

        public void Fold(Recorded recorded, Rows rows)
        {
            if (recorded.Data is not Opened opened) return;
            var isTaken = rows.Starting<NameRow>(opened.Name).Any(other => other.Account != opened.Account);
            rows.Put(new NameRow(opened.Name, opened.Account), opened.Name, opened.Account);
            rows.Put(new CalledRow(opened.Account, isTaken ? $"{opened.Name} again" : opened.Name), opened.Account);
        }
    }

    sealed class Forgetful : Seats
    {
        public override void Wants(Recorded recorded, Wanted wanted)
        {
        }
    }
}
