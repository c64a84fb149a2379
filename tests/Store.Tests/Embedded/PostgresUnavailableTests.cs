using System.Runtime.Versioning;
using Activation.Store.Embedded;

namespace Activation.Store.Tests.Embedded;

[UnsupportedOSPlatform("windows"), FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
public sealed class PostgresUnavailableTests
{
    string place = "";

    [SetUp]
    public void MakePlace() => place = Directory.CreateDirectory(Path.Combine("/tmp", "hub-" + Guid.NewGuid().ToString("N")[..8])).FullName;

    [TearDown]
    public void RemovePlace() => Directory.Delete(place, recursive: true);

    [Test]
    public async Task Without_PostgreSQL_one_message_says_what_to_install()
    {
        var message = await Refusal(PrivatePostgres.At(Path.Combine(place, "new"), lookIn: [place]));
        Assert.That(message, Does.Contain("apt-get install postgresql").And.Contain("dnf install postgresql-server")
            .And.Contain("brew install postgresql").And.Contain("@embedded-postgres/").And.Contain("PG_BIN").And.Contain("ConnectionStrings__Hub"));
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        var message = await Refusal(PrivatePostgres.At(ReadOnlyFolder()));
        Assert.That(message, Does.Contain(ReadOnlyFolder()).And.Contain("--data DIR").And.Contain("cannot be used"));
    }

    [Test]
    public async Task A_data_folder_of_another_major_version_is_left_alone()
    {
        var data = Directory.CreateDirectory(Path.Combine(place, "new", "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "PG_VERSION"), "12\n");
        var message = await Refusal(PrivatePostgres.At(Path.Combine(place, "new")));
        Assert.That(message, Does.Contain("made by PostgreSQL 12").And.Contain("postgresql-12").And.Contain("infra/restore"));
        Assert.That(Directory.GetFiles(data), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_damaged_cluster_shows_the_last_words_of_its_server()
    {
        var folder = Path.Combine(place, "new");
        await using (var postgres = PrivatePostgres.At(folder)) await postgres.EnsureRunning();
        File.Delete(Path.Combine(folder, "data", "global", "pg_control"));
        var message = await Refusal(PrivatePostgres.At(folder));
        Assert.That(message, Does.Contain("did not start").And.Contain("pg_control"));
    }

    [Test]
    public async Task A_folder_that_the_servers_account_may_not_enter_is_named()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root steps down to another account");
        var closed = Directory.CreateDirectory(Path.Combine(place, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        var message = await Refusal(PrivatePostgres.At(Path.Combine(closed, "new")));
        Assert.That(message, Does.Contain($"may not enter {closed}.").And.Contain("--data DIR"));
    }

    string ReadOnlyFolder()
    {
        if (Environment.IsPrivilegedProcess) return "/proc/hub";   // no mode stops root
        var shut = Directory.CreateDirectory(Path.Combine(place, "shut"), UnixFileMode.UserRead | UnixFileMode.UserExecute).FullName;
        return Path.Combine(shut, "new");
    }

    static async Task<string> Refusal(PrivatePostgres postgres)
    {
        try
        {
            await postgres.EnsureRunning();
        }
        catch (PostgresUnavailableException e)
        {
            return e.Message;
        }
        throw new AssertionException("it was not refused");
    }
}
