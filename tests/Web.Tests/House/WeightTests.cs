using System.Text.Json;
using Activation.Support;
using Activation.Web.Tests.Walks;

namespace Activation.Web.Tests.House;

/// <summary>What the hub costs others: a phone that loads its pages, and the machine that it shares.</summary>
public sealed class WeightTests
{
    const int MostScript = 100_000;

    [Test]
    public void All_scripts_together_are_lighter_than_any_page_may_be()
    {
        var root = Path.Combine(Repository.Root, "src", "Web", "wwwroot");
        var scripts = Directory.EnumerateFiles(Path.Combine(root, "js"), "*.js").Concat(Directory.EnumerateFiles(Path.Combine(root, "lib", "signalr"), "*.js")).ToList();
        Assert.That(scripts, Has.Count.GreaterThan(10));
        Assert.That(scripts.Sum(script => Line.Packed(File.ReadAllBytes(script))), Is.LessThan(MostScript));
    }

    [Test]
    public void The_hub_runs_under_the_collector_that_leaves_memory_to_others()
    {
        using var built = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Activation.Web.runtimeconfig.json")));
        Assert.That(built.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty("System.GC.Server").GetBoolean(), Is.False);
    }
}
