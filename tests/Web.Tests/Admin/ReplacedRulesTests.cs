using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Web.Features.Admin.Rules;
using Activation.Web.Features.Scores;
using Activation.Web.Platform;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Admin;

/// <summary>Rules that are tried are compared with the version that they would replace, wherever that one stands in time, and with no other.</summary>
public sealed class ReplacedRulesTests
{
    static readonly ScoringRules OtherPoints = ScoringRules.AtStart with { Version = "2", Points = PointRules.AtStart with { Approved = 20, CompletedOnTime = 5 } };

    [Test]
    public async Task A_weight_alone_moves_no_points_after_a_version_with_other_points()
    {
        await using var hub = await TestHub.Sown();
        await Set(hub, OtherPoints, daysAhead: -1);
        using var elin = await hub.As(Cast.Elin);
        var (page, compared) = await Compared(hub, elin, ("Numbers[Weights.Breadth]", "0,5"), ("Numbers[Weights.Doing]", "0,1"));
        var total = page.All("#preview td.num").Where(cell => cell.Closest("tr")!.QuerySelector("th")?.TextContent == "Alla tillsammans").Select(cell => cell.TextContent).ToList();
        Assert.Multiple(() =>
        {
            Stands(compared.Points!);
            Assert.That(total, Has.Count.EqualTo(2).And.All.EqualTo(total[0]));
            Assert.That(compared.Municipalities.Select(row => row.New), Is.Not.EqualTo(compared.Municipalities.Select(row => row.Old)), "the weight does move scores");
            Assert.That(page.All("#preview thead th.num").Select(head => head.TextContent), Is.All.AnyOf("Version 2", "Förslag").And.Some.EqualTo("Version 2"));
            Assert.That(page.One("#compared").TextContent, Does.Contain("version 2").And.Not.Contain("börjar gälla"));
        });
    }

    [Test]
    public async Task A_version_of_the_future_is_what_is_replaced_and_what_is_compared_with()
    {
        await using var hub = await TestHub.Sown();
        var next = OtherPoints with { Weights = new(1, 0, 0, 0, 0), Shrinkage = 12 };
        await Set(hub, next, daysAhead: 20);
        using var elin = await hub.As(Cast.Elin);
        var (page, compared) = await Compared(hub, elin, ("Numbers[RankingZ]", "0"));
        var here = await hub.Programme();
        Reach.Into(here.Id);
        var today = here.Today(DateTimeOffset.UtcNow);
        var byNext = (await hub.Services.GetRequiredService<ScoresQuery>().By(_ => next, here, [today]))[today].Rows.ToDictionary(row => row.Key, row => row.Score.Score);
        Assert.Multiple(() =>
        {
            Assert.That(compared.Municipalities, Is.Not.Empty.And.All.Matches<MunicipalityChange>(row => row!.Old == row.New && row.OldPlace == row.NewPlace && row is { Rose: 0, Fell: 0, Weeks: > 1 }));
            Assert.That(compared.Municipalities.Select(row => row.Old), Is.EqualTo(compared.Municipalities.Select(row => byNext[row.Key])), "by the version that would be replaced, not by today's");
            Stands(compared.Points!);
            Assert.That((compared.Outcomes!.NewShown, compared.Outcomes.NewGood), Is.EqualTo((compared.Outcomes.OldShown, compared.Outcomes.OldGood)));
            Assert.That(compared.Places!.Moved, Is.GreaterThan(0), "z alone moves places");
            Assert.That(page.All("#preview thead th.num").Select(head => head.TextContent), Is.All.AnyOf("Planerad, version 2", "Förslag").And.Some.EqualTo("Planerad, version 2"));
            Assert.That(page.One("#compared").TextContent, Does.Contain("Version 2 börjar gälla"));
        });
    }

    static void Stands(PointsChange points)
    {
        Assert.That(points.Moved, Is.EqualTo(new int?[] { 0, 0, points.People }));
        Assert.That(points.NewTotal, Is.EqualTo(points.OldTotal).And.GreaterThan(0));
        Assert.That((points.NewMedian, string.Join(' ', points.NewBins)), Is.EqualTo((points.OldMedian, string.Join(' ', points.OldBins))));
    }

    static async Task<(Sheet Page, Comparison Compared)> Compared(TestHub hub, Visitor elin, params (string, string)[] numbers)
    {
        var page = await RulesTests.Tried(elin, numbers);
        var preview = Guid.Parse(page.Address.Query.Split('=')[^1]);
        return (page, (await hub.Services.GetRequiredService<Previews>().Find((await hub.Programme()).Id, preview))!.Result!);
    }

    static async Task Set(TestHub hub, ScoringRules rules, int daysAhead)
    {
        var (here, elin, now) = (await hub.Programme(), await hub.PersonCalled(Cast.Elin), DateTimeOffset.UtcNow);
        var stream = StreamNames.Programme(here.Id).Name;
        await hub.Log.Append(new Append(
            Guid.CreateVersion7(), here.Id, elin, stream, (await hub.Log.ReadStream(stream)).Count, now,
            [new ScoringRulesSet(rules, here.Today(now).AddDays(daysAhead), elin, "Ett prov")]));
        await hub.Settled();
    }
}
