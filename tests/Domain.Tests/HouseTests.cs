using System.Text.Json;
using System.Text.RegularExpressions;

namespace Activation.Domain.Tests;

/// <summary>What holds for the domain as a whole.</summary>
public partial class HouseTests
{
    static readonly string Root = FindRoot();

    static readonly string[] Keys =
        [.. typeof(Refusals).GetNestedTypes().SelectMany(t => t.GetFields()).Select(f => (string)f.GetRawConstantValue()!)];

    [Test]
    public void The_domain_knows_nothing_but_the_base_library()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var others = typeof(Decision).Assembly.GetReferencedAssemblies().Where(a => !File.Exists(Path.Combine(framework, a.Name + ".dll")));
        Assert.That(others, Is.Empty);
    }

    [Test]
    public void Clocks_chance_and_waiting_are_banned()
    {
        var project = File.ReadAllText(Path.Combine(Root, "src/Domain/Domain.csproj"));
        Assert.That(project, Does.Contain("Microsoft.CodeAnalysis.BannedApiAnalyzers").And.Contain("<AdditionalFiles Include=\"BannedSymbols.txt\""));
        var banned = File.ReadAllText(Path.Combine(Root, "src/Domain/BannedSymbols.txt"));
        Assert.That(banned, Does.Contain("System.DateTimeOffset.UtcNow").And.Contain("System.Random").And.Contain("System.Threading.Tasks.Task;"));
        Assert.That(File.ReadAllText(Path.Combine(Root, ".editorconfig")), Does.Not.Contain("RS0030"));
    }

    [TestCase("sv"), TestCase("da"), TestCase("en")]
    public void Every_refusal_has_its_text(string language)
    {
        Assert.That(Keys, Is.Unique.And.Length.GreaterThan(90));
        Assert.That(Texts(language).Keys, Is.EquivalentTo(Keys));
        Assert.That(Texts(language).Values, Has.None.Empty);
    }

    [TestCase("da"), TestCase("en")]
    public void Every_language_names_the_same_things(string language)
    {
        var here = Texts(language);
        Assert.That(Texts("sv").Where(t => !Named(t.Value).SetEquals(Named(here[t.Key]))).Select(t => t.Key), Is.Empty);
    }

    [Test]
    public void Every_refusal_is_used()
    {
        var code = string.Concat(Directory.EnumerateFiles(Path.Combine(Root, "src/Domain"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var used = UsedName().Matches(code).Select(m => m.Value).ToHashSet();
        var unused = typeof(Refusals).GetNestedTypes().SelectMany(t => t.GetFields()).Select(f => $"Refusals.{f.DeclaringType!.Name}.{f.Name}")
            .Where(name => !used.Contains(name));
        Assert.That(unused, Is.Empty);
    }

    static Dictionary<string, string> Texts(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Root, $"src/Web/Texts/refusals.{language}.json")))!;

    static HashSet<string> Named(string text) => [.. Placeholder().Matches(text).Select(m => m.Groups["n"].Value)];

    static string FindRoot([System.Runtime.CompilerServices.CallerFilePath] string here = "")
    {
        var folder = new FileInfo(here).Directory!;
        while (!File.Exists(Path.Combine(folder.FullName, "Activation.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"Refusals\.[A-Za-z]+\.[A-Za-z]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsedName();

    [GeneratedRegex(@"\{(?<n>[0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
