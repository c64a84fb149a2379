using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>A letter of every kind as it is written, in a narrow window and a wide one, by day and by night, in three languages.</summary>
[Category("Browser")]
public sealed class LetterLooksTests
{
    static readonly Uri Somewhere = new("https://hub.example/x");

    /// <summary>As long as one may be, with a word that no line holds.</summary>
    const string Long = "Språkpromenad från biblioteket till torget och hela vägen hem igen med kommunövergripandetrygghetsvandringssamordning och fika";

    static IEnumerable<string> Languages => Texts.Languages;

    static readonly NudgeKind[] Singles = [.. Catalogue.All.Where(rules => rules.ComesWith is null && rules.Kind != NudgeKind.WeeklyDigest).Select(rules => rules.Kind)];

    TestHub hub;

    [OneTimeSetUp]
    public async Task Sow() => hub = await TestHub.Sown(limits: false);

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Letters_fit_and_can_be_read([ValueSource(nameof(Languages))] string language)
    {
        var letters = new List<(string Name, Letter Letter)>();
        foreach (var kind in Singles) letters.Add((kind.Kebab(), await Written(kind, language, NudgeSamples.Facts[kind])));
        letters.Add(("long", await Written(NudgeKind.DueSoon, language, [Long, "2027-05-30", "17"])));
        letters.Add(("digest-asks", await Digest(language)));
        letters.AddRange([("digest", Weekly(language)), ("digest-full", Full(language)), ("digest-quiet", Quiet(language))]);
        var page = await Window.Bare();
        var findings = new List<string>();
        foreach (var (name, letter) in letters)
        {
            await page.SetContentAsync(new Printing(new Texts()).Print(letter).Html);
            findings.AddRange(await LookedAt.InEveryLight(page, $"letter-{name}-{language}", wide: 640));
        }

        await page.Context.CloseAsync();
        Assert.That(findings.Distinct(), Is.Empty);
    }

    async Task<Letter> Written(NudgeKind kind, string language, string[] facts, params NudgeRow[] waiting)
    {
        var nudge = await Nudge(kind, facts);
        var reader = new PersonRow(nudge.Recipient, "Bo Varnhem", "bo@example.test", language);
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        return (await (await hub.Services.GetRequiredService<NudgeLetters>().For(here, [reader.Person]))(nudge, reader, here, waiting))!;
    }

    async Task<NudgeRow> Nudge(NudgeKind kind, string[] facts)
    {
        var subject = await hub.Views.Value<Guid>("select activity from activity order by activity limit 1");
        return await hub.Nudge(await hub.Rings(await hub.PersonCalled(Cast.Bo), kind, facts, ActOf(kind), subject));
    }

    /// <summary>What waited for room, told by a letter of the week.</summary>
    async Task<Letter> Digest(string language) => await Written(NudgeKind.WeeklyDigest, language, [], [
        await Nudge(NudgeKind.Overdue, [Long, "2027-05-30"]), await Nudge(NudgeKind.NeedsTalk, NudgeSamples.Facts[NudgeKind.NeedsTalk]),
        await Nudge(NudgeKind.RateOutcome, NudgeSamples.Facts[NudgeKind.RateOutcome]), await Nudge(NudgeKind.StillAlive, NudgeSamples.Facts[NudgeKind.StillAlive]),
        await Nudge(NudgeKind.OutcomeKnown, NudgeSamples.Facts[NudgeKind.OutcomeKnown]),
    ]);

    static NudgeAct ActOf(NudgeKind kind) => kind switch
    {
        NudgeKind.IdleDraft or NudgeKind.ReadyDraft => NudgeAct.Plan,
        NudgeKind.NoPlanYet => NudgeAct.Schedule,
        NudgeKind.DueSoon or NudgeKind.Overdue => NudgeAct.TellHow,
        NudgeKind.RateOutcome => NudgeAct.Rate,
        NudgeKind.WaitingApproval => NudgeAct.Answer,
        NudgeKind.StillAlive => NudgeAct.StillAlive,
        NudgeKind.FadingOut => NudgeAct.Choose,
        _ => NudgeAct.Look,
    };

    /// <summary>Seven lines, of two programmes.</summary>
    static Letter Full(string language) => Weekly(language) with
    {
        Args = NudgeArgs.Of(NudgeKind.WeeklyDigest, ["Familjeresan, Grannprogrammet", $"{Long}. Du var med. Ett betyg tar 20 sekunder."]),
        Sections =
        [
            new("nudges.digest-waiting",
            [
                new("nudges.overdue-subject", NudgeArgs.Of(NudgeKind.Overdue, NudgeSamples.Facts[NudgeKind.Overdue]), Somewhere), new("nudges.rate-outcome-subject", [Long], Somewhere),
            ]),
            .. Weekly(language).Sections,
        ],
    };

    /// <summary>Nothing needs its reader.</summary>
    static Letter Quiet(string language) => Weekly(language) with
    {
        Args = NudgeArgs.Of(NudgeKind.WeeklyDigest, ["Familjeresan", new Texts().Of(language)["nudges.digest-quiet"]]),
        Links = [new LetterLink("nudges.digest-open", Somewhere)],
    };

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
