using Npgsql;

namespace Activation.Store.Tests.Engines.Faults;

/// <summary>The canary: numbers from a sequence are given out before the commit, so a reader that trusts them skips. If the harness did not
/// catch this one, it would prove nothing about the others.</summary>
[TestFixture]
sealed class NaiveReaderTests : PostgresFixture
{
    [Test]
    public async Task A_reader_that_trusts_a_sequence_is_caught_skipping()
    {
        await Run("create table naive (position bigserial primary key)");
        await using var slow = await Database.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await using (var first = new NpgsqlCommand("insert into naive default values", slow)) await first.ExecuteNonQueryAsync();
        await Run("insert into naive default values");
        var reader = new Reader(Page);
        await reader.ReadOn();
        await transaction.CommitAsync();
        await reader.ReadOn();

        Assert.That(reader.Skipped(await Page(0)), Is.EqualTo(new long[] { 1 }));
    }

    async Task<IReadOnlyList<long>> Page(long after) =>
        await Ask<object>($"select coalesce(array_agg(position order by position), '{{}}') from naive where position > {after}") as long[] ?? [];
}
