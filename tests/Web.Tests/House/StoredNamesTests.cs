using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Activation.Domain;
using Activation.Support;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.House;

/// <summary>What is in the log stays readable: names and shapes change only together with the approved file.</summary>
public sealed class StoredNamesTests
{
    static readonly string Approved = Path.Combine(Repository.Root, "tests", "Web.Tests", "House", "stored-names.approved.txt");

    [Test]
    public void Stored_names_and_their_fields_are_the_approved_ones()
    {
        var received = EventNames.All().Shapes().Select(Line).Order(StringComparer.Ordinal).ToList();
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "stored-names.received.txt");
        File.WriteAllLines(file, received);
        Assert.That(received, Is.EqualTo(File.ReadAllLines(Approved)), $"compare {file} with the approved file; a changed shape wants a new name");
    }

    [Test]
    public void Every_event_of_the_domain_has_a_stored_name()
    {
        var named = EventNames.All().Shapes().Select(shape => shape.Shape.Type).ToHashSet();
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Domain"), "*Events.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var events = typeof(Decision).Assembly.GetTypes()
            .Where(type => type.IsClass && files.Any(text => text.Contains($"record {type.Name}(", StringComparison.Ordinal)))
            .Except(typeof(Decision).Assembly.GetTypes().Where(IsPartOfAnEvent));
        Assert.That(events.Except(named), Is.Empty);
    }

    static bool IsPartOfAnEvent(Type type) =>
        EventNames.All().Shapes().SelectMany(shape => shape.Shape.Type.GetProperties()).Any(property => (property.PropertyType.GetElementType() ?? property.PropertyType) == type);

    static string Line((string Name, JsonTypeInfo Shape) entry) =>
        $"{entry.Name}: {string.Join(", ", entry.Shape.Properties.Select(property => property.Name).Order(StringComparer.Ordinal))}";
}
