using System.Text.RegularExpressions;
using Activation.Support;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.House;

public sealed partial class TextsTests
{
    static readonly Texts All = new();

    [Test]
    public void Every_text_exists_in_every_language()
    {
        var everyKey = Texts.Languages.SelectMany(language => All.Of(language).Keys).ToHashSet();
        Assert.Multiple(() =>
        {
            foreach (var language in Texts.Languages)
                Assert.That(everyKey.Except(All.Of(language).Keys), Is.Empty, $"missing in {language}");
        });
    }

    [Test]
    public void Every_language_fills_in_the_same_places()
    {
        Assert.Multiple(() =>
        {
            foreach (var (key, text) in All.Of("sv"))
                foreach (var language in Texts.Languages.Where(language => All.Of(language).ContainsKey(key)))
                    Assert.That(Places(All.Of(language)[key]), Is.EquivalentTo(Places(text)), $"{key} in {language}");
        });
    }

    [TestCase("definitions.completion.name", "overview.promises", "board.completed")]
    [TestCase("definitions.top-outcome.name", "board.top-outcome", "board.top-outcome-long", "rates.step-TopOutcome")]
    [TestCase("scores.score", "scores.csv-score", "scores.by-score")]
    public void A_figure_has_one_name_wherever_it_stands(params string[] keys)
    {
        const string softHyphen = "\u00ad";
        foreach (var language in Texts.Languages)
            Assert.That(keys.Select(key => All.Of(language)[key].Replace(softHyphen, "", StringComparison.Ordinal)).Distinct().Count(), Is.EqualTo(1), language);
    }

    [Test]
    public void No_text_is_empty()
    {
        var empty = Texts.Languages.SelectMany(language => All.Of(language).Where(text => text.Value.Trim().Length == 0).Select(text => $"{text.Key} {language}"));
        Assert.That(empty, Is.Empty);
    }

    [Test]
    public void Every_key_that_the_pages_name_has_a_text()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Web"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Key: match.Groups["key"].Value, Counted: match.Value.StartsWith("T.Count", StringComparison.Ordinal))));
        var missing = named.Where(use => !All.Of("sv").ContainsKey(use.Counted ? $"{use.Key}.one" : use.Key)).Select(use => $"{use.File}: {use.Key}");
        Assert.That(missing.Distinct(), Is.Empty);
    }

    static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Groups["n"].Value).Distinct();

    [GeneratedRegex(@"\{(?<n>\d+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\bT(\.Count\(|\[)""(?<key>[a-z-]+\.[A-Za-z.-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
