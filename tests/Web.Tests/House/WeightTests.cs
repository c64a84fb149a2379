using Activation.Support;
using Activation.Web.Tests.Walks;

namespace Activation.Web.Tests.House;

/// <summary>What the hub costs a phone that loads its pages.</summary>
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
}
