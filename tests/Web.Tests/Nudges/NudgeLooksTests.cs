using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Nudges;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;
using Activation.Web.Tests.Hosting;
using Activation.Web.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>What the engine itself writes, as it stands on a phone and beside a mail list, by day and by night, in three languages.</summary>
[Category("Browser")]
public sealed class NudgeLooksTests
{
    const string Admin = $"{Sown.Here}/admin/nudges";

    TestHub hub;
    string signed;

    static IEnumerable<string> Languages => Texts.Languages;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        foreach (var (name, change) in new[]
        {
            (Cast.Iris, "state = 'failed'"), (Cast.Greta, "state = 'unknown', lease_until = hub.clock(), shown_at = null, sent_at = null"), (Cast.Bo, "state = 'skipped', reason = 'no_longer_true'"),
            (Cast.Cilla, "state = 'skipped', reason = 'too_late'"), (Cast.David, "state = 'waiting', reason = 'dose_spent', passed_at = null, shown_at = null, sent_at = null"),
        })
        {
            var nudge = await hub.Rings(await hub.PersonCalled(name), NudgeKind.NoPlanYet, NudgeSamples.Facts[NudgeKind.NoPlanYet]);
            await hub.Views.Execute($"update hub.nudge set {change} where nudge = @nudge", new { nudge });
        }

        signed = await hub.Views.Value<string>("select number from sign_off where comment is not null order by length(comment) desc limit 1");
        await Neighbours();
    }

    [OneTimeTearDown]
    public Task Close() => hub.DisposeAsync().AsTask();

    [Test]
    public async Task Pages_of_what_went_out_and_what_did_not_fit_and_can_be_read([ValueSource(nameof(Languages))] string language)
    {
        await using var window = await Window.OpenAs(hub, Cast.Farid, language);
        var findings = new List<string>();
        foreach (var (name, path) in new[] { ("nudges", Admin), ("tomorrow", $"{Admin}/tomorrow"), ("sign-off", $"{Sown.Here}/goals/{signed}") })
        {
            await window.Page.GotoAsync(path);
            findings.AddRange(await LookedAt.ForLanguage(window.Page, language, hub.Services.GetRequiredService<Texts>()));
            findings.AddRange(await LookedAt.InEveryLight(window.Page, $"nudge-{name}-{language}", wide: 700));
        }

        Assert.That(findings.Distinct(), Is.Empty);
    }

    [Test]
    public async Task A_letter_of_the_week_over_two_programmes_fits_and_can_be_read([ValueSource(nameof(Languages))] string language)
    {
        var greta = (await hub.Services.GetRequiredService<PeopleDirectory>().Find(await hub.PersonCalled(Cast.Greta)))! with { Language = language };
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        NudgeRow[] waiting =
        [
            await hub.Nudge(await hub.Rings(greta.Person, NudgeKind.FollowUpOpen, ["4", "2026", "2026-12-20"])),
            await hub.Nudge(await hub.Rings(greta.Person, NudgeKind.MetricOrphan, NudgeSamples.Facts[NudgeKind.MetricOrphan])),
        ];
        var letter = await (await hub.Services.GetRequiredService<NudgeLetters>().For(here, [greta.Person]))(await hub.Nudge(await hub.Rings(greta.Person, NudgeKind.WeeklyDigest, [])), greta, here, waiting);
        var page = await Window.Bare();
        await page.SetContentAsync(hub.Services.GetRequiredService<Printing>().Print(letter!).Html);
        var findings = await LookedAt.InEveryLight(page, $"nudge-two-programmes-{language}", wide: 700);
        await page.Context.CloseAsync();
        Assert.That(findings.Distinct(), Is.Empty);
    }

    /// <summary>Greta is in another programme too, in which something moved.</summary>
    async Task Neighbours()
    {
        var (there, idea, greta) = (DerivedId.From("neighbours"), DerivedId.From("sauna"), await hub.PersonCalled(Cast.Greta));
        await Happens($"programme-{there:N}",
            new ProgrammeStarted(there, "grannar", "Grannprogrammet", "Prov", "Europe/Stockholm", ["sv"], false),
            new MunicipalityJoined("astorp", "Åstorp", 1, 16000, new DateOnly(2026, 1, 1), 56.1, 12.9, new LabelPlace(0, 0, "start")));
        await Happens($"member-{there:N}-{greta:N}", new MemberEnrolled(greta, "astorp", [Role.CoreTeam]));
        await Happens($"initiative-{idea:N}", new InitiativeProposed(idea, Guid.NewGuid(), "astorp", [], 0, "Bastu vid sjön", "", [], [], [], DateTimeOffset.UtcNow.AddDays(20), null));
        await hub.Settled();

        async Task Happens(string stream, params object[] events) => await hub.Log.Append(new Append(Guid.CreateVersion7(), there, null, stream, 0, DateTimeOffset.UtcNow, events));
    }
}
