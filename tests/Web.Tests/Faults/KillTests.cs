using System.Globalization;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Faults;

/// <summary>Programs and servers that end in the middle of voting, and a hub that comes back with everything it has promised.</summary>
[TestFixture, Category("Fault"), Platform("Linux")]
sealed class KillTests
{
    static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("ACTIVATION_FAULT_ROUNDS") ?? "1", CultureInfo.InvariantCulture);

    Election election = null!;

    [OneTimeSetUp]
    public async Task Begin() => election = await OneElection.Begun;

    [Test]
    public Task Nothing_promised_is_lost_or_counted_twice_when_the_program_is_killed() => Play(
        "program killed", election.Hub.Kill, election.Hub.Start);

    [Test]
    public Task Nothing_promised_is_lost_or_counted_twice_when_the_database_is_killed() => Play(
        "database killed", election.Hub.Server.Kill, Nothing);

    [Test]
    public Task Nothing_promised_is_lost_or_counted_twice_when_the_process_that_writes_the_log_is_killed() => Play(
        "its writer killed", KillWriter, Nothing);

    [Test]
    public Task Nothing_promised_is_lost_or_counted_twice_when_both_are_killed_together() => Play(
        "both killed", () => Task.WhenAll(election.Hub.Server.Kill(), election.Hub.Kill()), election.Hub.Start);

    /// <summary>The tables of pages commit without waiting for the disk: they go back with a crash, and nobody's next vote brings them forward.</summary>
    [Test]
    public async Task A_vote_is_still_counted_when_the_database_is_killed_right_after_it_and_nobody_votes_again()
    {
        // Otherwise most of what is not waited for has reached the disk by the time of the blow.
        await Run("alter system set wal_writer_delay = '10s'");
        await Run("select pg_reload_conf()");
        var checks = new Checks(election.Hub.Database);
        using var visitor = new Visitor(election.Hub.Address, "sv");
        await visitor.StepInto(election.Bystander.Person);
        for (var i = 0; i < Rounds; i++)
        {
            var path = Sown.Initiative(election.Open[i % election.Open.Count].Number);
            var sheet = await visitor.Get(path);
            await visitor.Send(sheet, sheet.All("form[action*=Unvote]").Count > 0 ? "form[action*=Unvote]" : "button[value=Support]");
            await election.Hub.Server.Kill();
            await election.Hub.Answers();
            Assert.That(await checks.Behind(), Is.Empty);
            Assert.That(await checks.Miscounted(), Is.Empty);
        }

        await Run("alter system reset wal_writer_delay");
        await Run("select pg_reload_conf()");
    }

    async Task Play(string what, Func<Task> strike, Func<Task> mend)
    {
        var rounds = new List<Round>();
        for (var i = 1; i <= Rounds; i++)
        {
            rounds.Add(await election.Go(strike, mend));
            TestContext.Progress.WriteLine($"{what}, round {i}: {rounds[^1]}");
            Assert.That(rounds[^1].Wrong, Is.Empty);
        }

        TestContext.Progress.WriteLine($"{what}: {Sum(rounds)}");
        Assert.That(rounds.Max(round => round.Back), Is.LessThan(TimeSpan.FromSeconds(60)));
    }

    async Task KillWriter()
    {
        await using var command = election.Hub.Database.CreateCommand(
            "select pid from pg_stat_activity where application_name = 'activation log' and query like '%log_head%' limit 1");
        await ServerProcesses.KillOne((int)(await command.ExecuteScalarAsync())!);
    }

    async Task Run(string sql)
    {
        await using var command = election.Hub.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    static Task Nothing() => Task.CompletedTask;

    static string Sum(List<Round> rounds)
    {
        List<double> back = [.. rounds.Select(round => round.Back.TotalSeconds).Order()];
        return $"{rounds.Count} rounds, {rounds.Sum(round => round.Promises.Count)} acknowledged, {rounds.Sum(round => round.Repeated)} repeated, "
            + $"{rounds.Sum(round => round.WrittenUnanswered)} of them written already, {rounds.Sum(round => round.Wrong.Count)} wrong; "
            + $"back after min {back[0]:0.00} s, median {back[back.Count / 2]:0.00} s, max {back[^1]:0.00} s";
    }
}
