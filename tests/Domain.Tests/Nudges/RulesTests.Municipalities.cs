using Activation.Domain.Nudges.Rules;

namespace Activation.Domain.Tests.Nudges;

/// <summary>What a municipality owes to what all have agreed on.</summary>
public partial class RulesTests
{
    [Test]
    public void N16_N17_silence_and_lonely_metrics_are_told_once_a_month()
    {
        Assert.That(Municipalities.Silent(new(Bo, "astorp", "Åstorp", Now.AddDays(-34)), Time)?.Args, Is.EqualTo(new[] { "Åstorp", "34" }));
        Assert.That(Municipalities.Silent(new(Bo, "astorp", "Åstorp", Now.AddDays(-29)), Time), Is.Null);
        var orphans = new Orphans(Bo, "astorp", ["1.1", "4.2"], ["Ett", "Fyra"], [Now.AddDays(-90), Now.AddDays(-90)]);
        var (march, april) = (Municipalities.ThisMonth(orphans, Time).Single(), Municipalities.ThisMonth(orphans, At(Now.AddMonths(1))).Single());
        Assert.That(march.Args, Is.Not.EqualTo(april.Args), "another each month");
        Assert.That(Municipalities.StillLonely(orphans, At(Now.AddMonths(1))).Select(due => due.Object), Does.Contain(march.Object), "March's is lonely still");
        Assert.That(Municipalities.ThisMonth(orphans with { Since = [Now.AddDays(-59), Now.AddDays(-59)] }, Time), Is.Empty);
        foreach (var time in new[] { Time, At(Now.AddMonths(1)) })
            Assert.That(Municipalities.ThisMonth(orphans with { Since = [time.Now.AddDays(-59), time.Now.AddDays(-60)] }, time).Single().Args[0], Is.EqualTo("4.2"), "what served the other stopped lately");
    }

    [Test]
    public void N17_the_open_follow_up_is_told_when_it_opens_after_a_fortnight_and_three_days_before_it_closes_and_never_when_all_is_signed()
    {
        var (opens, closes) = (new DateOnly(2027, 2, 1), new DateOnly(2027, 3, 31));
        var one = new Unsigned(Bo, "astorp", 2026, opens, closes, 4);
        var told = Enumerable.Range(-1, closes.DayNumber - opens.DayNumber + 3).Select(opens.AddDays)
            .Select(day => (day, Municipalities.FollowUp(one, At(new(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(1))))?.Period)).ToList();
        Assert.That(told.First(on => on.Period is not null), Is.EqualTo((opens, "2027-02-01/1")));
        Assert.That(told.First(on => on.Period == "2027-02-01/2").day, Is.EqualTo(opens.AddDays(14)));
        Assert.That(told.First(on => on.Period == "2027-03-31/3").day, Is.EqualTo(closes.AddDays(-3)));
        Assert.That(told.Last(on => on.Period is not null), Is.EqualTo((closes, "2027-03-31/3")));
        Assert.That(Municipalities.FollowUp(one with { Waiting = 0 }, Time), Is.Null);
        var due = Municipalities.FollowUp(one, Time)!;
        Assert.That(due.Args, Is.EqualTo(new[] { "4", "2026", "2027-03-31" }));
        Assert.That(due.Object, Is.Not.EqualTo(Municipalities.FollowUp(one with { Year = 2025 }, Time)!.Object), "each year is a thing of its own");
    }
}
