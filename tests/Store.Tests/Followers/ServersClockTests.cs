using Activation.Support;
using Npgsql;

namespace Activation.Store.Tests.Followers;

/// <summary>Who ends what takes too long, and what is asked once more.</summary>
[TestFixture]
sealed class ServersClockTests
{
    [Test]
    public async Task What_pages_ask_is_ended_by_the_server_after_half_a_minute()
    {
        await using var log = await AccountLog.InPostgres();
        await using var models = await log.Following();
        Assert.That(await Timeout(models.Pages), Is.EqualTo("30s"));
    }

    [Test]
    public async Task Whoever_runs_the_hub_may_set_another_time_for_it()
    {
        var settings = new NpgsqlConnectionStringBuilder(await PostgresServer.FreshDatabase());
        settings.Options = $"{settings.Options} -c statement_timeout=7s".Trim();
        await using var source = NpgsqlDataSource.Create(settings.ByServersClock());
        Assert.That((await Timeout(source), settings.CommandTimeout), Is.EqualTo(("7s", 0)));
    }

    [TestCase("127.0.0.1", ExpectedResult = true)]
    [TestCase("/run/postgresql", ExpectedResult = false)]
    public bool A_server_of_another_machine_is_asked_for_signs_of_life(string host) => new NpgsqlConnectionStringBuilder { Host = host }.ByServersClock().TcpKeepAlive;

    [TestCase(PostgresErrorCodes.AdminShutdown, ExpectedResult = 2)]
    [TestCase(PostgresErrorCodes.QueryCanceled, ExpectedResult = 1, Description = "it took half a minute and would again")]
    [TestCase(PostgresErrorCodes.SyntaxError, ExpectedResult = 1)]
    public int Only_what_a_dead_connection_took_along_is_asked_once_more(string state)
    {
        var asked = 0;
        Assert.That(
            () => Outages.Reread<bool>(() =>
            {
                asked++;
                throw new PostgresException("no", "ERROR", "ERROR", state);
            }),
            Throws.TypeOf<PostgresException>());
        return asked;
    }

    static async Task<string> Timeout(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("show statement_timeout");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
