using System.Text.RegularExpressions;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Activation.Web.Tests.Pages;

/// <summary>What can be found wrong with a page that stands in a window.</summary>
static partial class LookedAt
{
    /// <summary>What light and room decide: the rest of a page is the same by night and on a phone.</summary>
    public static readonly string[] OfLightAndRoom = ["color-contrast", "target-size", "scrollable-region-focusable"];

    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    [GeneratedRegex(@"\[[a-z][a-z-]*\.[a-z0-9._-]+\]", RegexOptions.NonBacktracking)]
    private static partial Regex MissingText();

    /// <summary>What those who see, hear or touch the page otherwise would stumble on.</summary>
    /// <param name="only">Rules that are all that has to be asked again; none asks everything.</param>
    public static async Task<IEnumerable<string>> ForAccess(IPage page, params string[] only)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Axe);
        // 24 pixels to hit is WCAG 2.2 AA, but axe asks for it only when told to. What is below the bar at the foot can be scrolled up.
        return await page.EvaluateAsync<string[]>(
            """
            async (only) => {
              document.querySelector(".tabbar")?.style.setProperty("position", "static");
              const rules = only.length ? { runOnly: { type: "rule", values: only } } : { rules: { "target-size": { enabled: true } } };
              const { violations } = await axe.run(document, { ...rules, resultTypes: ["violations"], preload: false });
              document.querySelector(".tabbar")?.style.removeProperty("position");
              return violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${v.help}: ${node.target} ${node.html}`));
            }
            """,
            only);
    }

    /// <summary>What makes a narrow page move sideways.</summary>
    public static async Task<IEnumerable<string>> ForWidth(IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          return [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > room + 0.5).slice(0, 5)
            .map((e) => `wider than the screen: ${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 60)}`)
            .concat("moves sideways");
        }
        """);

    /// <summary>Access and width in a narrow window and in a wide one, by day and by night.</summary>
    /// <param name="name">What findings call it, and pictures, when somebody asks for them.</param>
    /// <param name="wide">Pixels.</param>
    public static async Task<IReadOnlyList<string>> InEveryLight(IPage page, string name, int wide)
    {
        var findings = new List<string>();
        foreach (var width in new[] { Window.Phone.Width, wide })
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.SetViewportSizeAsync(width, Window.Desk.Height);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                // By night it is made of the same.
                findings.AddRange((await ForAccess(page, scheme == ColorScheme.Light ? [] : OfLightAndRoom)).Concat(await ForWidth(page)).Select(found => $"{name} {width} {scheme}: {found}"));
                await Pictures.Take(page, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}");
            }

        return findings;
    }

    /// <summary>Texts that are missing or stand in another language, and a page that says it is in another.</summary>
    public static async Task<IEnumerable<string>> ForLanguage(IPage page, string language, Texts texts)
    {
        var found = new List<string>();
        if (await page.Locator("html").GetAttributeAsync("lang") is var lang && lang != language) found.Add($"says it is in {lang}");
        var shown = await page.EvaluateAsync<string[]>(
            """
            () => {
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const texts = [document.title];
              // What says of itself that it is in another language may be.
              const own = (e) => e.closest("[lang]").lang === document.documentElement.lang;
              while (walker.nextNode()) if (own(walker.currentNode.parentElement)) texts.push(walker.currentNode.textContent.trim());
              for (const e of document.querySelectorAll("[aria-label],[title],[placeholder],[alt]"))
                texts.push(...["aria-label", "title", "placeholder", "alt"].map((name) => e.getAttribute(name) ?? ""));
              return texts.filter(Boolean);
            }
            """);
        found.AddRange(shown.Where(text => MissingText().IsMatch(text)).Select(text => $"missing text: {text}"));
        var own = texts.Of(language).Values.ToHashSet();
        var foreign = Texts.Languages.Where(other => other != language).SelectMany(other => texts.Of(other).Values)
            .Where(text => text.Length > 12 && text.Contains(' ', StringComparison.Ordinal)).ToHashSet();
        found.AddRange(shown.Where(text => foreign.Contains(text) && !own.Contains(text)).Select(text => $"in another language: {text}"));
        return found;
    }
}
