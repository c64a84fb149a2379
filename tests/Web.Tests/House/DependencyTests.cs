using System.Reflection;
using System.Xml.Linq;
using Activation.Support;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.House;

/// <summary>Who may know whom. Project files say what could be used, assemblies what is.</summary>
public sealed class DependencyTests
{
    [TestCase("Domain", ExpectedResult = "")]
    [TestCase("Store", ExpectedResult = "Npgsql")]
    [TestCase("Jobs", ExpectedResult = "Npgsql Quartz")]
    public string A_project_references_only_the_packages_it_is_about(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));
        return string.Join(' ', file.Descendants("PackageReference")
            .Where(reference => reference.Attribute("PrivateAssets") is null)
            .Select(reference => reference.Attribute("Include")!.Value)
            .Where(name => !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)).Order());
    }

    [TestCase("Domain")]
    [TestCase("Store")]
    [TestCase("Jobs")]
    public void Only_the_web_knows_the_others(string project)
    {
        var assembly = Assembly.Load($"Activation.{project}");
        var others = assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Activation.", StringComparison.Ordinal));
        Assert.That(others, Is.Empty);
    }
}
