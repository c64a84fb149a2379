using Activation.Web.Platform.Hosting;

namespace Activation.Web.Tests.Hosting;

public sealed class CommandLineTests
{
    [Test]
    public void The_demo_is_never_open_to_the_world() =>
        Assert.That(CommandLine.Parse(["--demo", "--public", "https://hub.example"], null).Wrong, Is.Not.Null);

    [TestCase("--demo")]
    [TestCase("--public", "https://hub.example")]
    public void Either_of_them_alone_is_understood(params string[] args) => Assert.That(CommandLine.Parse(args, null).Wrong, Is.Null);
}
