using Activation.Store;
using Activation.Web.Platform.Hosting;

namespace Activation.Web.Tests.Hosting;

/// <summary>An engine that is not there is named at once, before anything is written.</summary>
public sealed class EnginesTests
{
    [TestCase("Store", "'postgres' and 'marten'")]
    [TestCase("Jobs", "'quartz' and 'hangfire'")]
    public void An_engine_that_does_not_exist_is_refused_and_told_which_ones_do(string what, string known) =>
        Assert.That(() => Build($"--{what}:Engine=abacus"), Throws.InstanceOf<WrongEngineException>().With.Message.Contains("'abacus'").And.Message.Contains(known));

#if !MARTEN
    [Test]
    public void A_program_that_was_built_without_Marten_says_how_to_build_it_with() =>
        Assert.That(() => Build("--Store:Engine=marten"), Throws.InstanceOf<WrongEngineException>().With.Message.Contains("ENGINES=marten"));
#endif

    [Test]
    public async Task A_database_of_another_engine_is_left_as_it_is()
    {
        var database = await Support.PostgresServer.FreshDatabase();
        await using var source = Npgsql.NpgsqlDataSource.Create(database);
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await EngineMark.Claim(connection, "abacus");
            await transaction.CommitAsync();
        }

        Assert.That(() => TestHub.On(database, null), Throws.InstanceOf<WrongEngineException>().With.Message.Contains("'abacus'"));
        await using var command = source.CreateCommand("select string_agg(nspname, ' ') from pg_namespace where nspname in ('hub', 'log', 'pages')");
        Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo("log"), "the mark, and nothing else");
    }

    static object Build(string setting) => Hub.Build(new HubSettings(TestHub.Data, "Host=nowhere", 0, false, null), "Host=nowhere", [setting]);
}
