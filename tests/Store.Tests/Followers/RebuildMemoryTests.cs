using Activation.Store.Followers;

namespace Activation.Store.Tests.Followers;

/// <summary>What a rebuild keeps in memory may never show in the tables.</summary>
[TestFixture]
sealed class RebuildMemoryTests
{
    [Test]
    public async Task A_rebuild_that_may_keep_few_rows_makes_the_same_tables()
    {
        await using var log = await AccountLog.InMemory();
        var quiet = Guid.NewGuid();
        await log.Write(new Opened(quiet, "vilar"), new Paid(quiet, 1));
        await log.OpenAll();
        await log.PayAtRandom(6000, seed: 13);
        await log.Write(new Paid(quiet, 2));
        await using var models = new ReadModels(log.Database, log.Store, [new AccountProjection()], rowsKept: 3);
        await models.Rebuild();
        await models.Start();
        var few = await log.Ask<string>("select md5(string_agg(a::text, ',' order by id)) from pages.account a");
        await using var many = log.ReadModels();
        await many.Rebuild();
        Assert.That(await log.Ask<long>($"select balance from pages.account where id = '{quiet}'"), Is.EqualTo(3));
        Assert.That(await log.Ask<string>("select md5(string_agg(a::text, ',' order by id)) from pages.account a"), Is.EqualTo(few));
        await log.ShouldBeExact(models);
    }

    [Test]
    public async Task An_added_row_is_found_on_a_later_page()
    {
        await using var log = await AccountLog.InMemory();
        await log.OpenAll();
        await log.Pay(0, 1);
        await log.PayAtRandom(6000, seed: 14);
        await using var models = await log.Following(new LooksBack());
        await models.WaitFor(await log.Pay(0, 1), TimeSpan.FromSeconds(20));
        Assert.That(await log.Ask<long>("select count(*) from pages.payment where amount = 1000"), Is.EqualTo(1), "the live tables found it");
        Assert.That(await models.Compare(), Is.Empty, "and so did a rebuild");
    }

    [TestCase(200_000)]
    [TestCase(3)]
    public async Task A_row_is_found_by_who_looks_for_it_only_when_thousands_of_others_have_gone_by(int rowsKept)
    {
        await using var log = await AccountLog.InMemory();
        await using var models = new ReadModels(log.Database, log.Store, [new AsksLate()], rowsKept: rowsKept);
        await models.Start();
        var early = Guid.NewGuid();
        object[] page = [.. Enumerable.Range(1, 6000).Select(amount => new Paid(early, amount))];
        await log.Write(new Opened(early, "tidig"));
        await log.Write([.. page, new Closed(early)]);
        await models.WaitFor(await log.Write([.. page, new Closed(early)]), TimeSpan.FromSeconds(20));
        Assert.That(await log.Ask<long>("select times from pages.seen where position = 0"), Is.EqualTo(3), "the live tables found it");
        Assert.That(await models.Compare(), Is.Empty, "and so did a rebuild");
        Assert.That(await log.Ask<long>("select count(*) from pages.seen"), Is.EqualTo(12_001));
    }

    [Test]
    public async Task A_name_that_only_one_may_have_goes_from_one_to_another()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = new ReadModels(log.Database, log.Store, [new Names()], rowsKept: 60);
        var (giver, taker) = (Guid.NewGuid(), Guid.NewGuid());
        object[] page = [.. Enumerable.Repeat(new Paid(giver, 1), 5000)];
        await log.Write([new Opened(giver, "ett"), new Opened(taker, "två"), .. Others(), .. page, .. Others()]);
        await log.Write([.. page, new Opened(taker, "tre"), .. page, new Opened(giver, "fyra"), .. page, new Opened(taker, "ett")]);
        await models.Rebuild();
        Assert.That(await log.Ask<string>($"select string_agg(name, ',' order by name) from pages.name where account in ('{giver}', '{taker}')"), Is.EqualTo("ett,fyra"));
        Assert.That(await log.Ask<long>("select count(*) from pages.name"), Is.EqualTo(62));
        Assert.That(await log.Ask<string>("select pg_get_constraintdef(oid) from pg_constraint where connamespace = 'pages'::regnamespace and contype = 'u'"), Is.EqualTo("UNIQUE (name)"));

        static IEnumerable<Opened> Others() => Enumerable.Range(0, 30).Select(_ => Guid.NewGuid()).Select(other => new Opened(other, $"{other}"));
    }

    sealed record NameRow(Guid Account, string Name);

    /// <summary>What an account was called last, as which no other may be called. Nobody looks what it was called before.</summary>
    sealed class Names : IProjection
    {
        public string Name => "names";

        public int Revision => 1;

        public string Ddl => "create table name (account uuid primary key, name text not null unique)";

        public IReadOnlyList<Table> Tables { get; } = [Table.Of<NameRow>("name", "account")];

        public void Wants(Recorded recorded, Wanted wanted)
        {
        }

        public void Fold(Recorded recorded, Rows rows)
        {
            if (recorded.Data is Opened opened) rows.Put(new NameRow(opened.Account, opened.Name), opened.Account);
        }
    }

    /// <summary>Every payment far down the log marks the very first one, which was added and never put.</summary>
    sealed class LooksBack : AccountProjection
    {
        const long First = 21;

        public override void Wants(Recorded recorded, Wanted wanted)
        {
            base.Wants(recorded, wanted);
            if (recorded.Position > 9000) wanted.Row<PaymentRow>(First);
        }

        public override void Fold(Recorded recorded, Rows rows)
        {
            base.Fold(recorded, rows);
            if (recorded.Position > 9000 && rows.Find<PaymentRow>(First) is { } first) rows.Put(first with { Amount = 1000 }, First);
        }
    }

    sealed record SeenRow(Guid Account, long Position, long Times);

    /// <summary>A row for every payment, which nobody looks for; whoever closes looks for their first.</summary>
    sealed class AsksLate : IProjection
    {
        public string Name => "seen";

        public int Revision => 1;

        public string Ddl => "create table seen (account uuid not null, position bigint not null, times bigint not null, primary key (account, position))";

        public IReadOnlyList<Table> Tables { get; } = [Table.Of<SeenRow>("seen", "account", "position")];

        public void Wants(Recorded recorded, Wanted wanted)
        {
            if (recorded.Data is Closed closed) wanted.Row<SeenRow>(closed.Account, 0L);
        }

        public void Fold(Recorded recorded, Rows rows)
        {
            if (recorded.Data is Opened opened) rows.Put(new SeenRow(opened.Account, 0, 1), opened.Account, 0L);
            if (recorded.Data is Paid paid) rows.Put(new SeenRow(paid.Account, recorded.Position, 1), paid.Account, recorded.Position);
            if (recorded.Data is Closed closed && rows.Find<SeenRow>(closed.Account, 0L) is { } seen) rows.Put(seen with { Times = seen.Times + 1 }, closed.Account, 0L);
        }
    }
}
