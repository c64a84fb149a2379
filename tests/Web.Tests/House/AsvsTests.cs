using System.Globalization;
using System.Text.RegularExpressions;
using Activation.Support;

namespace Activation.Web.Tests.House;

/// <summary>SECURITY.md leaves out no requirement of the standard, and names no test that is not there.</summary>
public sealed partial class AsvsTests
{
    static readonly string Folder = Path.Combine(Repository.Root, "tests");

    static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "src", "Web", "SECURITY.md"));

    /// <summary>The standard's own numbers of levels 1 and 2, by section.</summary>
    static readonly IReadOnlyList<string> Asked =
    [
        .. File.ReadLines(Path.Combine(Folder, "Web.Tests", "House", "asvs-5.0-levels-1-and-2.txt")).Select(line => line.Split(": "))
            .SelectMany(section => section[1].Split(' ').Select(number => $"{section[0]}.{number}")),
    ];

    [Test]
    public void Every_requirement_of_levels_1_and_2_has_its_row()
    {
        Assert.That(Asked, Has.Count.EqualTo(253).And.Unique);
        var rows = Named().Matches(Requirements()).Select(match => (From: Parts(match.Groups["from"].Value), To: match.Groups["to"] is { Success: true } to ? Parts(to.Value) : null)).ToList();
        Assert.That(Asked.Where(one => !rows.Any(row => Covers(row.From, row.To, Parts(one[1..])))), Is.Empty);
    }

    [Test]
    public void Every_test_that_is_named_is_there()
    {
        var sources = Directory.EnumerateFiles(Folder, "*Tests*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("artifacts", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var named = Tests().Matches(Page);
        Assert.That(named, Has.Count.GreaterThan(150));
        Assert.That(
            named.Where(test => !sources.Any(source =>
                source.Contains($"class {test.Groups["class"].Value}", StringComparison.Ordinal) && source.Contains($" {test.Groups["method"].Value}", StringComparison.Ordinal)))
                .Select(test => test.Value).Distinct(),
            Is.Empty);
    }

    [Test]
    public void Whatever_is_met_names_a_test_a_file_or_a_section_that_says_so()
    {
        var files = new[] { "src", "infra", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", new EnumerationOptions { RecurseSubdirectories = true }))
            .SelectMany(file => new[] { Path.GetFileName(file), Path.GetFileNameWithoutExtension(file) }).ToHashSet(StringComparer.Ordinal);
        var met = Rows().Where(row => row[2].TrimStart().StartsWith("met", StringComparison.Ordinal)).ToList();
        Assert.That(met, Has.Count.GreaterThan(80));
        Assert.That(met.Where(row => !Tests().IsMatch(row[2]) && !Sections().Matches(row[2]).Any(section => Page.Contains($"\n## {section.Groups["name"].Value}\n", StringComparison.Ordinal))
            && !Code().Matches(row[2]).Any(code => files.Contains(code.Groups["name"].Value))).Select(row => row[1].Trim()), Is.Empty);
    }

    /// <summary>The first cell of every row of the table.</summary>
    static string Requirements() => string.Join('\n', Rows().Select(row => row[1]));

    static IEnumerable<string[]> Rows() => Page[Page.IndexOf("| Requirement", StringComparison.Ordinal)..].Split('\n').TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', 3));

    static int[] Parts(string number) => [.. number.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];

    // V17 is a chapter, V6.2 a section; a range stays within its section.
    static bool Covers(int[] from, int[]? to, int[] one) => to is null
        ? one.AsSpan().StartsWith(from)
        : one.AsSpan(0, 2).SequenceEqual(from.AsSpan(0, 2)) && one[2] >= from[2] && one[2] <= to[2];

    [GeneratedRegex(@"\bV(?<from>\d+(\.\d+){0,2})(–(?<to>\d+\.\d+\.\d+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("\"(?<name>[^\"]+)\" below", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sections();

    [GeneratedRegex(@"`(infra/)?(?<name>[\w.-]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    // A name that is cut ends in an ellipsis.
    [GeneratedRegex(@"`(\w+/)?(?<class>\w+Tests)(\.(?<method>\w+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tests();
}
