using Activation.Domain.Stories;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Initiatives;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using DomainText = Activation.Domain.Text;

namespace Activation.Web.Tests.Stories;

/// <summary>Whatever the log holds, a first text can be begun with.</summary>
public sealed class OpeningTests
{
    [Test]
    public async Task Long_words_and_signs_of_two_halves_are_cut_where_they_may_be()
    {
        await using var hub = await TestHub.Sown(limits: false);
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var activity = (await hub.Views.One<ActivityCard>("select * from activity where programme = @Id and state = 'carried_out' limit 1", new { here.Id }))!;
        var initiative = (await hub.Views.One<InitiativeCard>("select * from initiative where initiative = @Initiative", new { activity.Initiative }))!;
        var signs = string.Concat(Enumerable.Repeat("🎈", 6000));
        foreach (var shift in new[] { "", "a" })
        {
            var text = hub.Services.GetRequiredService<Opening>().In(
                "sv", here, initiative with { Description = shift + signs },
                activity with { Title = shift + signs, Note = shift + signs, Plan = activity.Plan with { What = shift + signs, Resources = shift + signs } }, here.Rules.On(here.Today(DateTimeOffset.UtcNow)));
            foreach (var part in new[] { text.Title, text.Lead, text.Body, text.Cost })
                Assert.That(part.EnumerateRunes().Any(rune => rune.Value == 0xfffd), Is.False, "no half of a sign");
            foreach (var (part, limit) in new[] { (text.Title, DomainText.TitleLimit), (text.Lead, Telling.LeadLimit), (text.Body, Telling.BodyLimit), (text.Cost, Telling.FactLimit) })
                Assert.That(part.Length, Is.LessThanOrEqualTo(limit));
        }
    }
}
