using Activation.Domain.Scoring;
using Activation.Web.Features.Scores;

namespace Activation.Web.Tests.Scores;

public sealed class RankingTests
{
    [Test]
    public void One_that_is_too_small_is_never_shown_alone_the_next_smallest_joins_it() =>
        Assert.That(Shown(("perstorp", 3), ("klippan", 20), ("helsingborg", 60)), Is.EqualTo(new[] { "helsingborg 60", "pooled 23 of 2" }));

    [Test]
    public void Small_ones_that_are_enough_together_leave_the_others_alone() =>
        Assert.That(Shown(("perstorp", 3), ("bjuv", 2), ("klippan", 20)), Is.EqualTo(new[] { "klippan 20", "pooled 5 of 2" }));

    [Test]
    public void Where_all_together_are_too_few_nothing_is_shown_and_nothing_of_what_is_usual_among_them()
    {
        Assert.That(Shown(("perstorp", 3), ("bjuv", 1), ("klippan", 0)), Is.Empty);
        Assert.That(Of(("perstorp", 3), ("bjuv", 1), ("klippan", 0)).Means, Is.Null);
        Assert.That(Of(("perstorp", 3), ("bjuv", 2), ("klippan", 20)).Means!.Breadth, Is.EqualTo(3 / 25.0), "of all together");
    }

    static IEnumerable<string> Shown(params (string Key, int Enrolled)[] all) =>
        Of(all).Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Facts.Enrolled}{(row.IsPooled ? $" of {row.Members}" : "")}");

    static Ranking Of(params (string Key, int Enrolled)[] all) =>
        Ranking.Of([.. all.Select(m => (m.Key, m.Key, new MunicipalityFacts(m.Enrolled, 1, 0, 0, Outcome.None, 0, 0, 0)))], ScoringRules.AtStart);
}
