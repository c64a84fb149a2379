using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using Activation.Support;

namespace Activation.Domain.Tests.Nudges;

/// <summary>The page that tells people of all nudges tells of all of them, and names rules that there are.</summary>
public class CatalogueTests
{
    static readonly string[][] Table =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "src", "Web", "README.md"))
            .SkipWhile(line => !line.StartsWith("| N | Kind |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Test]
    public void The_table_names_each_kind_of_the_catalogue_once() =>
        Assert.That(Table.Select(row => row[1].Trim('`')), Is.EquivalentTo(Catalogue.All.Select(rules => $"{rules.Kind}")));

    [Test]
    public void Its_numbers_are_1_to_27() => Assert.That(Table.Select(row => row[0]).Distinct(), Is.EqualTo(Enumerable.Range(1, 27).Select(n => $"{n}")));

    [Test]
    public void It_names_the_rule_of_each_or_the_feature_it_comes_with() => Assert.Multiple(() =>
    {
        foreach (var row in Table)
            if (Enum.Parse<NudgeKind>(row[1].Trim('`')).Rules().ComesWith is { } feature) Assert.That(row[4], Does.StartWith($"none: comes with `{feature}`"), row[1]);
            else Assert.That(row[4].Split(", ").Where(rule => !IsRule(rule.Trim('`').Split('.'))), Is.Empty, row[1]);
    });

    static bool IsRule(string[] name) => typeof(Examples).Assembly.GetType($"{typeof(Examples).Namespace}.{name[0]}")?.GetMethod(name[^1]) is not null;
}
