using System.Diagnostics;
using System.Text.Encodings.Web;
using Activation.Web.Features.Stories;
using AngleSharp;
using AngleSharp.Dom;

namespace Activation.Web.Tests.Stories;

/// <summary>What people write in Markdown is drawn by a list of what is let through.</summary>
public sealed class ProseTests
{
    static readonly string[] Known = ["h2", "h3", "p", "blockquote", "ol", "ul", "li", "hr", "pre", "code", "br", "strong", "em", "a"];

    [TestCase("[x](javascript:alert(1))"), TestCase("<javascript:alert(1)>"), TestCase("[x](data:text/html;base64,PHNjcmlwdD4=)"), TestCase("[x](vbscript:x)")]
    [TestCase("[x](&#x6A;avascript:alert(1))"), TestCase("[x](JaVa\tscript:alert(1))"), TestCase("[x](<java\nscript:alert(1)>)"), TestCase("[x]: javascript:alert(1)\n\n[x]")]
    [TestCase("[x](//evil.example)"), TestCase("[x](/\\evil.example)"), TestCase("[x](file:///etc/passwd)"), TestCase("[x](\u0001javascript:alert(1))"), TestCase("[x](blob:https://a.example/1)")]
    public async Task A_link_leads_to_the_web_or_to_this_site_or_nowhere(string markdown) =>
        Assert.That((await Drawn(markdown)).QuerySelectorAll("[href]"), Is.Empty, markdown);

    [TestCase("[x](https://a.example/?q=1&r=2)", "https://a.example/?q=1&r=2"), TestCase("[x](/p/familjen/goals)", "/p/familjen/goals")]
    [TestCase("[x](mailto:a@b.example)", "mailto:a@b.example"), TestCase("<https://a.example/>", "https://a.example/")]
    public async Task An_honest_link_is_one(string markdown, string address) => Assert.That((await Drawn(markdown)).QuerySelector("a")!.GetAttribute("href"), Is.EqualTo(address));

    [TestCase("<script>alert(1)</script>"), TestCase("<img src=x onerror=alert(1)>"), TestCase("<div hx-get=/x hx-on:click=y data-hx-post=/z style=color:red>a</div>")]
    [TestCase("<base href=//evil>"), TestCase("<meta http-equiv=refresh content=0>"), TestCase("<svg onload=alert(1)>"), TestCase("a <b onclick=x>b</b>"), TestCase("```<script>\nx\n```")]
    [TestCase("![x](https://evil.example/pixel.png)"), TestCase("![x](x \"onerror=alert(1)\")"), TestCase("[x](https://a.example \"\\\" onclick=alert(1)\")"), TestCase("&lt;script&gt;")]
    public async Task No_tag_and_no_attribute_of_the_writer_reaches_the_page(string markdown)
    {
        var drawn = await Drawn(markdown);
        Assert.That(drawn.QuerySelectorAll("*").Select(element => element.LocalName).Except(Known), Is.Empty);
        Assert.That(drawn.QuerySelectorAll("*").SelectMany(element => element.Attributes).Select(attribute => attribute.Name).Except(["href", "rel"]), Is.Empty);
    }

    [Test]
    public async Task Headings_lists_quotes_and_weight_are_drawn()
    {
        var drawn = await Drawn("# Ett\n\n### Tre\n\n1. **Först**\n2. sedan\n\n> sagt\n\n- *punkt*");
        Assert.That(drawn.QuerySelectorAll("h2, h3, ol li strong, blockquote p, ul li em").Select(element => element.TextContent), Is.EqualTo(new[] { "Ett", "Tre", "Först", "sagt", "punkt" }));
    }

    /// <summary>From which on what nobody writes would hold up others.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    static IEnumerable<TestCaseData> Heavy =>
    [
        new TestCaseData(new string('>', 100_000)).SetArgDisplayNames("quotes"), new TestCaseData(string.Concat(Enumerable.Repeat("- ", 100_000))).SetArgDisplayNames("lists"),
        new TestCaseData(new string('[', 20_000)).SetArgDisplayNames("brackets"), new TestCaseData(string.Concat(Enumerable.Repeat("*a **b ", 2_800))).SetArgDisplayNames("emphasis"),
        new TestCaseData(new string('a', 1_000_000)).SetArgDisplayNames("one line"), new TestCaseData(string.Concat(Enumerable.Repeat("`", 20_000)) + "x").SetArgDisplayNames("ticks"),
        new TestCaseData(string.Concat(Enumerable.Repeat("![", 10_000))).SetArgDisplayNames("pictures"), new TestCaseData(string.Concat(Enumerable.Repeat("> - ", 7)) + new string('a', 19_000)).SetArgDisplayNames("as deep as is drawn"),
        new TestCaseData(string.Concat(Enumerable.Repeat("[a](b ", 1_900)) + new string(')', 1_900)).SetArgDisplayNames("as many signs as are read"),
    ];

    [TestCaseSource(nameof(Heavy)), CancelAfter(10_000), Category("Clock")]
    public void What_nobody_writes_is_drawn_in_no_time(string markdown, CancellationToken _)
    {
        // The best of three: what it takes, and not how long others on the machine made it wait, nor how the program is made ready for the first.
        Assert.That(Enumerable.Range(0, 3).Min(_ => Drawing(markdown)), Is.LessThan(Longest));
    }

    static TimeSpan Drawing(string markdown)
    {
        var watch = Stopwatch.StartNew();
        Assert.That(Prose.Html(markdown), Is.Not.Null);
        Assert.That(Prose.Words(markdown), Is.Not.Null);
        return watch.Elapsed;
    }

    [Test]
    public void Words_leave_the_signs_behind() =>
        Assert.That(Prose.Words("## Så gör ni\n\n1. **Håll** tiden\n2. [Fråga](https://a.example)"), Is.EqualTo("Så gör ni. Håll tiden. Fråga."));

    static async Task<IElement> Drawn(string markdown)
    {
        using var html = new StringWriter();
        Prose.Html(markdown).WriteTo(html, HtmlEncoder.Default);
        return (await BrowsingContext.New().OpenAsync(answer => answer.Content($"<main>{html}</main>"))).QuerySelector("main")!;
    }
}
