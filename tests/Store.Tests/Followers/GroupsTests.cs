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

    sealed class Forgetful : Seats
    {
        public override void Wants(Recorded recorded, Wanted wanted)
        {
        }
    }
}
