using Activation.Store.Followers;

namespace Activation.Store.Tests.Followers;

/// <summary>A rebuild writes many rows in PostgreSQL's own form; live tables get them as JSON: both are the same rows.</summary>
[TestFixture]
sealed class CopiedRowsTests
{
    const int Many = 2000;

    [Test]
    public async Task Rows_of_every_kind_are_the_same_by_either_way()
    {
        await using var log = await AccountLog.InMemory();
        await using var models = new ReadModels(log.Database, log.Store, [new Kinds()]);
        await models.Start();
        Paid[] some = [.. Enumerable.Range(0, Many).Select(i => new Paid(log.Accounts[0], i))];
        await models.WaitFor(await log.Write([.. some]), TimeSpan.FromSeconds(20));
        Assert.That(await log.Ask<string>(Ways), Is.EqualTo("inse"));
        Assert.That(await models.Compare(), Is.Empty);
        await models.Rebuild();
        Assert.That(await log.Ask<string>(Ways), Is.EqualTo("copy"));
        await models.WaitFor(await log.Write(new Paid(log.Accounts[0], 1)), TimeSpan.FromSeconds(20));
        Assert.That(await models.Compare(), Is.Empty);
        Assert.That(await log.Ask<string>(Ways), Is.EqualTo("copy,inse"));
    }

    const string Ways = "select string_agg(distinct how, ',' order by how) from pages.kind";

    enum Standing { AtEase, UpsideDown }

    sealed record Inner(string Name, DateTimeOffset At, IReadOnlyList<int> Numbers);

    sealed record KindRow(
        long Position, Guid Id, string Text, string? NoText, int Number, int? NoNumber, bool Yes, bool? Maybe, double Share, double? NoShare, decimal Money, DateOnly On, DateOnly? Never,
        DateTimeOffset At, DateTimeOffset? Once, Standing Standing, Standing? NoStanding, Guid[] Ids, IReadOnlyList<string> Words, int[] Numbers, string[]? NoWords, Inner Inner, Inner? NoInner, long Wide, long? NoWide);

    /// <summary>One row for each payment, made of its position and nothing else.</summary>
    sealed class Kinds : IProjection
    {
        static readonly string[] Hard = ["", "å\n\"\\", "nul \0 here", "half \uD83D", "whole 😀", "{\"a\":1}", "null", "'; --"];

        public string Name => "kinds";

        public int Revision => 1;

        // How a row was written: a default that is not among the columns of the row.
        public string Ddl => """
            create table kind (position bigint primary key, id uuid not null, text text not null, no_text text, number int not null, no_number int, yes boolean not null, maybe boolean,
              share float8 not null, no_share float8, money numeric not null, "on" date not null, never date, at timestamptz not null, once timestamptz, standing text not null,
              no_standing text, ids uuid[] not null, words text[] not null, numbers int[] not null, no_words text[], "inner" jsonb not null, no_inner jsonb, wide bigint not null, no_wide bigint,
              how text default lower(left(current_query(), 4)))
            """;

        public IReadOnlyList<Table> Tables { get; } = [Table.Of<KindRow>("kind", "position")];

        public void Wants(Recorded recorded, Wanted wanted)
        {
        }

        public void Fold(Recorded recorded, Rows rows)
        {
            if (recorded.Data is not Paid) return;
            var random = new Random((int)recorded.Position);
            var (text, none) = (Hard[random.Next(Hard.Length)], random.Next(2) == 0);
            // The seventh digit of a second is the one that PostgreSQL has no room for.
            var at = new DateTimeOffset(1999, 3, 29, 1, 59, 59, TimeSpan.FromHours(2)).AddTicks(random.NextInt64(3650 * TimeSpan.TicksPerDay));
            var tie = at.AddTicks(5 - at.Ticks % 10);
            rows.Add(new KindRow(
                recorded.Position, Id(random), text, none ? null : text, random.Next(), none ? null : -1, none, none ? null : true, random.NextDouble() / 3, none ? null : 1e-300,
                random.Next(1000) / 100m, DateOnly.FromDateTime(at.DateTime), none ? DateOnly.MinValue : DateOnly.MaxValue, at, random.Next(4) switch { 0 => null, 1 => DateTimeOffset.MaxValue, 2 => DateTimeOffset.MinValue, _ => tie }, Standing.UpsideDown, none ? null : Standing.AtEase,
                [Id(random), Id(random)], [text, "b"], none ? [] : [1, -2], none ? null : [], new Inner(text, at, [3]), none ? null : new Inner("", tie, []), random.NextInt64(), none ? null : long.MinValue));
        }

        static Guid Id(Random random)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }
    }
}
