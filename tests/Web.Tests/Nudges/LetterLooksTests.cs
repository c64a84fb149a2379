using Activation.Domain.Nudges;
using Activation.Support;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Microsoft.Playwright;

namespace Activation.Web.Tests.Nudges;

/// <summary>Letters of nudges in a narrow window and a wide one, by day and by night, in three languages.</summary>
[Category("Browser")]
public sealed class LetterLooksTests
{
    static readonly Uri Somewhere = new("https://hub.example/x");
    static readonly string? Folder = Environment.GetEnvironmentVariable("PICTURES");

    static IEnumerable<string> Languages => Texts.Languages;

    static readonly (string Name, NudgeKind Kind, NudgeAct Act)[] Singles =
    [
        ("due-soon", NudgeKind.DueSoon, NudgeAct.TellHow), ("decision", NudgeKind.DecisionMade, NudgeAct.Look), ("rate", NudgeKind.RateOutcome, NudgeAct.Rate),
        ("overdue", NudgeKind.Overdue, NudgeAct.TellHow), ("first-act", NudgeKind.FirstAct, NudgeAct.Look),
    ];

    [Test]
    public async Task Letters_fit_and_can_be_read([ValueSource(nameof(Languages))] string language)
    {
        var printing = new Printing(new Texts());
        var page = await Window.Bare();
        var findings = new List<string>();
        foreach (var (name, letter) in Singles.Select(one => (one.Name, Single(one.Kind, one.Act, language))).Append(("digest", Weekly(language))))
            foreach (var width in new[] { 390, 640 })
                foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                {
                    await page.SetViewportSizeAsync(width, 800);
                    await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    await page.SetContentAsync(printing.Print(letter).Html);
                    findings.AddRange((await LookedAt.ForAccess(page)).Concat(await LookedAt.ForWidth(page)).Select(found => $"{name} {language} {width} {scheme}: {found}"));
                    if (Folder is { Length: > 0 })
                        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, Folder, $"letter-{name}-{language}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
                }

        await page.Context.CloseAsync();
        Assert.That(findings.Distinct(), Is.Empty);
    }

    static Letter Single(NudgeKind kind, NudgeAct act, string language)
    {
        var facts = NudgeSamples.Facts[kind];
        var key = NudgeWords.KeyOf(kind, facts);
        LetterLink[] taps = [.. NudgeLinks.TapsOf(kind, act).Select(tap => new LetterLink($"nudges.do-{tap}", Somewhere))];
        return new Letter("anna@example.test", language, key, NudgeArgs.Of(kind, facts))
        {
            From = "Familjeresan", Links = taps.Length > 0 ? taps : [new LetterLink($"{key}-action", Somewhere)], Note = taps.Length > 0 ? "nudges.letter-note" : null,
            Quiet = [new LetterLink("nudges.letter-all", Somewhere)], Unsubscribe = Somewhere,
        };
    }

    static Letter Weekly(string language) => new(
        "anna@example.test", language, "nudges.weekly-digest", NudgeArgs.Of(NudgeKind.WeeklyDigest, ["Familjeresan", "Hur gick Prova-på-kör? Du var med. Ett betyg tar 20 sekunder."]))
    {
        From = "Familjeresan", Links = [new LetterLink("nudges.digest-do", Somewhere)],
        Sections =
        [
            new("nudges.digest-moved",
            [
                new("nudges.digest-carried-out", ["Språkpromenad från biblioteket till torget", "Åstorp"], Somewhere),
                new("nudges.digest-approved", ["Familjegirot, etapp 5"], Somewhere), new("nudges.digest-proposed", ["Nattvandring med fika", "Örkelljunga"], Somewhere),
            ]),
            new("nudges.digest-example", [new("nudges.digest-outcome", ["Prova-på-kör", "Klippan", 4.2, 9], Somewhere)]),
        ],
        Quiet = [new LetterLink("nudges.letter-all", Somewhere)], Unsubscribe = Somewhere,
    };
}
