using Activation.Web.Platform.Hosting;

namespace Activation.Web.Tests.Hosting;

public sealed class CommandLineTests
{
    [Test]
    public void The_demo_is_never_open_to_the_world() =>
        Assert.That(CommandLine.Parse(["--demo", "--public", "https://hub.example"], null).Wrong, Is.Not.Null);

    [TestCase("serve", "--simulate", "--public", "https://hub.example")]
    [TestCase("serve", "--public", "https://hub.example", "--rate", "600")]
    public void Invented_people_never_act_among_real_ones(params string[] args) =>
        Assert.That(CommandLine.Parse(args, null).Wrong, Does.Contain("--simulate").And.Contain("--public"));

    [TestCase("copy-events", "--from", "postgres")]
    [TestCase("copy-events", "--to", "marten")]
    [TestCase("copy-events")]
    [TestCase("serve", "--from", "postgres", "--to", "marten")]
    public void A_log_is_moved_from_somewhere_to_somewhere(params string[] args) =>
        Assert.That(CommandLine.Parse(args, null).Wrong, Does.Contain("copy-events"));

    [Test]
    public void Where_a_log_is_moved_may_be_another_database() =>
        Assert.That(CommandLine.Parse(["copy-events", "--from", "postgres", "--to", "marten:Host=there"], null), Has.Property("Wrong").Null.And.Property("To").EqualTo("marten:Host=there"));

    [Test]
    public void Which_programme_is_exported_is_said_by_its_name_in_addresses() => Assert.That(
        (CommandLine.Parse(["export-events", "skane"], null).Programme, CommandLine.Parse(["export-events"], null).Wrong), Is.EqualTo(("skane", "export-events")));

    [Test]
    public void Whose_second_factors_are_lost_is_said_by_their_address() => Assert.That(
        (CommandLine.Parse(["second-factor-off", "a@example.test"], null).Address, CommandLine.Parse(["second-factor-off"], null).Wrong), Is.EqualTo(("a@example.test", "second-factor-off")));

    [TestCase("--demo")]
    [TestCase("--simulate")]
    [TestCase("--public", "https://hub.example")]
    public void Either_of_them_alone_is_understood(params string[] args) => Assert.That(CommandLine.Parse(args, null).Wrong, Is.Null);
}
