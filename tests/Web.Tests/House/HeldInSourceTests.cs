using System.Text.RegularExpressions;
using Activation.Support;

namespace Activation.Web.Tests.House;

/// <summary>What SECURITY.md says of the source itself: read there, and not believed.</summary>
public sealed partial class HeldInSourceTests
{
    static readonly string Web = Path.Combine(Repository.Root, "src", "Web");

    /// <summary>Where HTML is taken: what this hub drew for this very page. One more has to be looked at, and written here.</summary>
    static readonly string[] TakesHtml =
    [
        "plan.js: place.innerHTML = await answer.text();",
        "plan.js: if (!isOver(answer, form) && answer.ok) document.querySelector(\"[data-similar-here]\").innerHTML = await answer.text();",
        "preview.js: const next = new DOMParser().parseFromString(await answer.text(), \"text/html\").getElementById(\"preview\");",
        "story.js: if (answer.ok && !answer.redirected) preview.innerHTML = await answer.text();",
    ];

    /// <summary>Who hashes how. SHA-1 is the keyed hash that authenticator apps count by (RFC 6238), and nothing else.</summary>
    static readonly string[] Weak = ["Web/Platform/Identity/Totp.cs: HMACSHA1"];

    [Test]
    public void Scripts_show_text_as_text_and_run_nothing_that_they_are_given()
    {
        var found = Lines(Path.Combine(Web, "wwwroot", "js"), "*.js").Where(one => Draws().IsMatch(one.Line)).Select(one => $"{one.File}: {one.Line.Trim()}");
        Assert.That(found, Is.EquivalentTo(TakesHtml));
    }

    [Test]
    public void No_hash_is_one_that_is_broken_and_what_hashes_is_the_frameworks()
    {
        var hashes = Lines(Path.Combine(Repository.Root, "src"), "*.cs").Where(one => !one.Line.TrimStart().StartsWith("//", StringComparison.Ordinal)).SelectMany(one => Hashes().Matches(one.Line).Select(match => (one.File, Name: match.Value))).Distinct().ToList();
        Assert.That(hashes, Has.Count.GreaterThan(10));
        Assert.That(hashes.Where(one => !Strong().IsMatch(one.Name)).Select(one => $"{one.File}: {one.Name}"), Is.EquivalentTo(Weak));
    }

    [Test]
    public void Every_pattern_stands_in_the_code_and_has_a_time_limit()
    {
        var sources = Files(Path.Combine(Repository.Root, "src"), "*.cs").Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file))).ToList();
        var patterns = sources.SelectMany(source => Patterns().Matches(source.Text).Select(match => (source.Name, match.Value))).ToList();
        Assert.That(patterns, Has.Count.GreaterThan(7));
        Assert.That(patterns.Where(one => !TimeLimit().IsMatch(one.Value)), Is.Empty);
        Assert.That(sources.Where(source => OnTheWay().IsMatch(source.Text)).Select(source => source.Name), Is.Empty, "a pattern that is made while it runs");
    }

    [Test]
    public void Scripts_compare_without_changing_types_and_write_under_no_name_that_comes_from_outside() => Assert.That(
        Lines(Path.Combine(Web, "wwwroot", "js"), "*.js").Where(one => LooseOrNamed().IsMatch(one.Line)).Select(one => $"{one.File}: {one.Line.Trim()}"), Is.Empty);

    [Test]
    public void What_is_drawn_by_chance_is_drawn_so_that_nobody_foretells_it() => Assert.That(
        Lines(Path.Combine(Web), "*.cs").Where(one => !one.File.StartsWith("Platform/Seeding/", StringComparison.Ordinal) && !one.File.StartsWith("Platform/Simulation/", StringComparison.Ordinal))
            .Where(one => Guessable().IsMatch(one.Line)).Select(one => $"{one.File}: {one.Line.Trim()}"), Is.Empty);

    static IEnumerable<(string File, string Line)> Lines(string folder, string pattern)
    {
        var files = Files(folder, pattern);
        return files.SelectMany(file => File.ReadLines(file).Select(line => (Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), line)));
    }

    static List<string> Files(string folder, string pattern)
    {
        var files = Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Intersect(["node_modules", "obj", "bin"]).Any()).ToList();
        Assert.That(files, Has.Count.GreaterThan(10));
        return files;
    }

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|setHTML|createContextualFragment|DOMParser|srcdoc|document\.write|\beval\b|new Function|set(Timeout|Interval)\(\s*[""'`]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Draws();

    [GeneratedRegex(@"\b(HMAC)?(MD5|SHA\d+|SHA3_\d+|RIPEMD\w*|CRC\w*)(?=\b)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hashes();

    // An attribute ends where its line does.
    [GeneratedRegex(@"\[GeneratedRegex\(.*?\)\]\r?$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Patterns();

    [GeneratedRegex(@"(\b1000\)\]|RegexOptions\.NonBacktracking.*)\s*\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeLimit();

    [GeneratedRegex(@"\bnew Regex\(|\bRegex\.(IsMatch|Match|Matches|Replace|Split|Count|EnumerateMatches)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnTheWay();

    [GeneratedRegex(@"(?<![=!<>])[=!]=(?!=)|[\w)]\[[^\]""'`\d][^\]]*\]\s*=(?![=>])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LooseOrNamed();

    [GeneratedRegex(@"\bRandom\.Shared\b|\bnew (System\.)?Random\(|\bSystem\.Random\b|\bRandom \w+ = new\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guessable();

    [GeneratedRegex(@"^(HMAC)?SHA(256|512)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Strong();
}
