using Activation.Domain.Scoring;
using Activation.Web.Features.Admin.Rules;
using Activation.Web.Features.Scores;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Admin;

/// <summary>Whoever tries other rules is told no place for sure that the intervals do not carry.</summary>
public sealed class PlacingTests
{
    [Test]
    public void A_place_is_sure_where_no_other_interval_touches_its_own()
    {
        var ranking = Ranked(("bjuv", 90, 95), ("klippan", 60, 70), ("svalov", 50, 60), ("astorp", 10, 49));
        Assert.That(Of(ranking), Is.EqualTo(new[] { "bjuv 1 True", "klippan 2 False", "svalov 3 False", "astorp 4 True" }));
        Assert.That(Placing.Of(ranking, "perstorp"), Is.Null);
    }

    [Test]
    public void A_move_is_one_where_both_places_are_sure()
    {
        var (old, next) = (Ranked(("bjuv", 90, 95), ("klippan", 60, 70), ("svalov", 50, 55)), Ranked(("svalov", 90, 95), ("klippan", 60, 70), ("bjuv", 50, 55)));
        var noise = Ranked(("svalov", 60, 95), ("klippan", 60, 70), ("bjuv", 50, 65));
        Assert.That((Move("svalov", next), Move("bjuv", next), Move("klippan", next)), Is.EqualTo((-2, 2, 0)));
        Assert.That((Move("svalov", noise), Move("bjuv", noise)), Is.EqualTo((0, 0)));

        int Move(string key, Ranking tried) => Placing.SureMove(Placing.Of(old, key)!, Placing.Of(tried, key)!);
    }

    [Test]
    public async Task A_place_that_is_not_sure_is_told_as_such()
    {
        await using var hub = await TestHub.Sown();
        var (here, id, previews) = (await hub.Programme(), Guid.NewGuid(), hub.Services.GetRequiredService<Previews>());
        await previews.Ask(here, id, here.Rules.Newest.Rules with { Shrinkage = 9 }, here.Today(DateTimeOffset.UtcNow).AddDays(1));
        await previews.Take(id);
        await previews.Finish(id, new Comparison([Change("Svalöv", 9, 5, isSure: true), Change("Bjuv", 4, 6, isSure: false), Change("Klippan", 3, 3, isSure: false), Change("Åstorp", 2, 2, isSure: true)], null));
        using var elin = await hub.As(Cast.Elin);
        var page = await elin.Get($"{Sown.Here}/admin/rules?preview={id}");
        var told = page.All("#preview tbody tr").Where(row => row.Children.Length == 5).Select(row => $"{row.Children[0].TextContent}: {row.Children[3].TextContent}{(row.Children[3].ClassList.Contains("muted") ? " (muted)" : "")}");
        Assert.That(told, Is.EqualTo(new[]
        {
            "Svalöv: Stiger från 9 till 5", "Bjuv: 4 till 6, inte säkert (muted)", "Klippan: 3, inte säkert (muted)", "Åstorp: Samma plats, 2",
        }));

        static MunicipalityChange Change(string name, int before, int after, bool isSure) =>
            new(name, name, 1, new(50, 20, 40, 60), new(51, 20, 41, 61), before, after, 12, 0, 0, isSure);
    }

    static IEnumerable<string> Of(Ranking ranking) => ranking.Rows.Select(row => Placing.Of(ranking, row.Key)!).Select(placing => $"{placing.Row.Key} {placing.Place} {placing.IsSure}");

    static Ranking Ranked(params (string Key, double Low, double High)[] rows) => new([.. rows.Select(Row)], null);

    static RankedRow Row((string Key, double Low, double High) row)
    {
        var facts = new MunicipalityFacts(15, 8, 10, 6, Outcome.None, 3, 4, 1);
        return new(row.Key, row.Key, 1, facts, MunicipalityScore.Of(facts, new(.45, .5, .25), ScoringRules.AtStart) with { Score = new((row.Low + row.High) / 2, 15, row.Low, row.High) });
    }
}
