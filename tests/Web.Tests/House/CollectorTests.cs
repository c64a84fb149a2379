using System.Text.Json;

namespace Activation.Web.Tests.House;

/// <summary>What the hub costs the machine that it shares with others.</summary>
public sealed class CollectorTests
{
    [Test]
    public void The_hub_runs_under_the_collector_that_leaves_memory_to_others()
    {
        using var built = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Activation.Web.runtimeconfig.json")));
        Assert.That(built.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty("System.GC.Server").GetBoolean(), Is.False);
    }
}
