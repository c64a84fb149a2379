using System.Diagnostics;
using System.Globalization;
using Activation.Store.Embedded;
using Npgsql;

namespace Activation.Store.Tests.Embedded;

[Category("Fault"), FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
public sealed class PrivatePostgresTests
{
    readonly List<PrivatePostgres> started = [];
    string place = "";

    [SetUp]
    public void MakePlace() => place = Directory.CreateDirectory(Path.Combine("/tmp", "hub-" + Guid.NewGuid().ToString("N")[..8])).FullName;

    [TearDown]
    public async Task StopAll()
    {
        foreach (var postgres in started) await postgres.Stop();
        Directory.Delete(place, recursive: true);
        started.Clear();
    }

    [Test]
    public async Task It_is_made_and_started_with_checksums_fsync_and_no_network()
    {
        await At("new").EnsureRunning();
        Assert.That(await Ask("select concat_ws(' ', current_database(), current_setting('data_checksums'), current_setting('fsync'), current_setting('synchronous_commit'), current_setting('jit'), current_setting('timezone'), '[' || current_setting('listen_addresses') || ']')"),
            Is.EqualTo("hub on on on off UTC []"));
    }

    [Test]
    public async Task It_never_runs_as_root()
    {
        await At("new").EnsureRunning();
        using var owner = Process.Start(new ProcessStartInfo("ps", ["-o", "user=", "-p", Pid().ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        Assert.That((await owner.StandardOutput.ReadToEndAsync()).Trim(), Is.Not.Empty.And.Not.EqualTo("root"));
    }

    [Test]
    public async Task What_was_written_is_there_after_a_stop_and_a_start()
    {
        await At("new").EnsureRunning();
        await Ask("create table kept as select 7 as number");
        await started[0].Stop();
        Assert.That(File.Exists(PidFile), Is.False);
        await At("new").EnsureRunning();
        Assert.That(await Ask("select number from kept"), Is.EqualTo(7));
    }

    [Test]
    public async Task A_server_that_a_killed_program_left_behind_is_taken_up_again()
    {
        // A killed program lets go of its locks and stops nothing: forgetting the object without Stop is the same to the next one.
        await At("new").EnsureRunning();
        var pid = Pid();
        await At("new").EnsureRunning();
        Assert.That(Pid(), Is.EqualTo(pid));
    }

    [Test]
    public async Task A_killed_server_recovers_at_the_next_call_with_all_it_acknowledged()
    {
        await At("new").EnsureRunning();
        await Ask("create table kept as select 7 as number");
        var pid = Pid();
        Process.GetProcessById(pid).Kill();
        await started[0].EnsureRunning();
        Assert.That(await Ask("select number from kept"), Is.EqualTo(7));
        Assert.That(Pid(), Is.Not.EqualTo(pid));
    }

    [Test]
    public async Task A_watched_server_comes_back_by_itself()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await At("new").EnsureRunning();
        var watch = started[0].KeepRunning(enough.Token);
        var pid = Pid();
        Process.GetProcessById(pid).Kill();
        while (Pid() == pid || !await Answers()) await Task.Delay(100, enough.Token);
        await enough.CancelAsync();
        await watch;
        Assert.That(Pid(), Is.Not.EqualTo(pid));
    }

    [Test]
    public async Task A_pid_file_that_names_a_stranger_is_not_believed()
    {
        await At("new").EnsureRunning();
        var lines = await File.ReadAllLinesAsync(PidFile);
        await started[0].Stop();
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(PidFile, lines);
        await At("new").EnsureRunning();
        Assert.That(await Ask("select 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task Four_starters_at_once_share_one_server()
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => At("new")).Select(one => Task.Run(() => one.EnsureRunning())));
        Assert.That(connections.Distinct(), Has.Exactly(1).Items);
        Assert.That(await Ask("select 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_server_stops_with_its_last_user()
    {
        await At("new").EnsureRunning();
        await At("new").EnsureRunning();
        await started[0].Stop();
        Assert.That(await Ask("select 1"), Is.EqualTo(1));
        await started[1].Stop();
        Assert.That(File.Exists(PidFile), Is.False);
    }

    [TestCase("two words, åäö and 'quotes'")]
    [TestCase("a/very/deep/folder/whose/path/is/far/longer/than/the/107/bytes/that/the/address/of/a/unix/socket/can/ever/hold")]
    public async Task Any_folder_will_do(string folder)
    {
        await At(folder).EnsureRunning();
        Assert.That(await Ask("select 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_interrupted_making_is_begun_again()
    {
        var half = Directory.CreateDirectory(Path.Combine(place, "new", "making"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "15");
        await At("new").EnsureRunning();
        Assert.That(await Ask("select 1"), Is.EqualTo(1));
    }

    PrivatePostgres At(string folder)
    {
        var postgres = PrivatePostgres.At(Path.Combine(place, folder));
        started.Add(postgres);
        return postgres;
    }

    string PidFile => Path.Combine(place, "new", "data", "postmaster.pid");

    int Pid() => File.Exists(PidFile) ? int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture) : 0;

    async Task<object?> Ask(string sql)
    {
        await using var source = NpgsqlDataSource.Create(started[0].ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    async Task<bool> Answers()
    {
        try
        {
            return await Ask("select 1") is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
