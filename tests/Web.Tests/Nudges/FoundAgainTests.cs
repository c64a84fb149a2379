using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>What the rules find of all is what they find of the few that it is about: whoever has just found need not ask again.</summary>
public sealed class FoundAgainTests
{
    [Test]
    public async Task Whatever_falls_due_would_be_found_again_at_the_same_time()
    {
        await using var hub = await TestHub.Sown();
        var (here, finder) = (await hub.Programme(), hub.Services.GetRequiredService<NudgeFinder>());
        var kinds = new HashSet<NudgeKind>();
        for (var day = -20; day <= 40; day += 3)
        {
            var then = here.Local(DateTimeOffset.UtcNow.AddDays(day));
            var found = await finder.Find(here, then);
            var again = await finder.StillTrue(here, then, [.. found.Select(due => due.FallsDue(here.Id, then))]);
            foreach (var due in found)
                Assert.That(again.GetValueOrDefault(Stored.Id(due)), Is.Not.Null.And.Matches<DueNudge?>(one => one!.Period == due.Period && one.Until == due.Until), $"{due.Kind} {due.Object} {day}");
            kinds.UnionWith(found.Select(due => due.Kind));
        }

        Assert.That(kinds, Has.Count.GreaterThan(5));
    }
}
