using Activation.Domain.Initiatives;
using Activation.Domain.Nudges;
using Activation.Web.Features.Nudges;
using Activation.Web.Platform.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>What is late after weeks without reminders.</summary>
public sealed partial class NudgeDeliveryTests
{
    [Test]
    public async Task After_the_summer_a_letter_of_the_week_begins_with_what_its_nudge_still_asks_for()
    {
        const string Place = "summer";
        var (tuesday, friday) = (new DateTimeOffset(2027, 8, 10, 9, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2027, 8, 13, 9, 0, 0, TimeSpan.FromHours(2)));
        var reader = Enumerable.Range(0, 99).Select(n => DerivedId.From($"{Place} {n}")).First(one => !HoldOut.Has(one, NudgeKind.Overdue, "2027-Q3"));
        await Enrolled(reader, Place);
        var (idea, deed) = (DerivedId.From("summer idea"), DerivedId.From("summer deed"));
        await town.At(Morning.AddDays(-39), $"initiative-{idea:N}", town.Coordinator,
            new InitiativeProposed(idea, town.Coordinator, Place, [], 0, "Familjegirot", "", [], [], [], Morning.AddDays(-20), null),
            new ActivityPlanned(idea, deed, reader, Place, new("Cykla", "", "", "", null, "", "", null, "", "", ""), town.Coordinator),
            new ActivityScheduled(idea, deed, "Fritid", new DateOnly(2027, 7, 1), "Torget"));
        await town.Hub.Settled();
        Assert.That(await AreDue(tuesday), Is.SupersetOf(new[] { NudgeKind.Overdue, NudgeKind.WeeklyDigest }), "twelve days late, the weeks without reminders not counted");
        Assert.That(await AreDue(friday), Has.No.Member(NudgeKind.Overdue).And.No.Member(NudgeKind.WeeklyDigest), "fifteen: it is for a talk now");

        async Task<List<NudgeKind>> AreDue(DateTimeOffset now) =>
            [.. (await town.Hub.Services.GetRequiredService<NudgeFinder>().Find(town.Here, now)).Where(due => due.Recipient == reader).Select(due => due.Kind)];
    }
}
