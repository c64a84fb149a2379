using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;

namespace Activation.Domain.Tests.Nudges;

/// <summary>What is told by the week, and who hears nothing any more.</summary>
public partial class RulesTests
{
    [Test]
    public void N26_the_digest_is_for_tuesday_a_quarter_to_nine_and_never_empty()
    {
        var week = new WeekOf(Me, "astorp", "Familjeresan", 3, 0, []);
        Assert.That(Weekly.Digest(week, At(new(2027, 3, 9, 8, 44, 0, TimeSpan.FromHours(1)))), Is.Null);
        Assert.That(Weekly.Digest(week, At(new(2027, 3, 9, 8, 45, 0, TimeSpan.FromHours(1))))?.Period, Is.EqualTo("2027-W10"));
        Assert.That(Weekly.Digest(week, At(new(2027, 3, 11, 12, 0, 0, TimeSpan.FromHours(1))))?.Period, Is.EqualTo("2027-W10"), "late, and the same one");
        Assert.That(Weekly.Digest(week, At(new(2027, 3, 8, 12, 0, 0, TimeSpan.FromHours(1)))), Is.Null, "Monday");
        Assert.That(Weekly.Digest(week with { Moved = 0 }, Time), Is.Null);
    }

    [Test]
    public void N26_one_programme_writes_it_and_where_nothing_came_of_that_the_next_one()
    {
        var week = new WeekOf(Me, "astorp", "Familjeresan", 3, 0, []);
        WeekLetter there = new(Me, Cast.Id(51), "2027-W10", IsPassedOn: false), again = new(Me, Cast.Id(52), "2027-W10/2", IsPassedOn: true);
        Assert.That(Weekly.Digest(week with { Letters = [there] }, Time), Is.Null, "it is on its way from there");
        Assert.That(Weekly.Digest(week with { Letters = [there with { IsPassedOn = true }] }, Time)?.Period, Is.EqualTo("2027-W10/2"));
        Assert.That(Weekly.Digest(week with { Letters = [there with { IsPassedOn = true }, again] }, Time)?.Period, Is.EqualTo("2027-W10/3"));
        Assert.That(Weekly.Digest(week with { Letters = [there with { IsPassedOn = true }, again with { Programme = Programme, IsPassedOn = false }] }, Time)?.Period, Is.EqualTo("2027-W10/2"), "asked again, it is the same");
    }

    [Test]
    public void N27_three_asks_and_eight_weeks_without_a_word()
    {
        Assert.That(Weekly.FadingOut(Asked(null, 56, 40, 1), Time)?.Kind, Is.EqualTo(NudgeKind.FadingOut));
        Assert.That(Weekly.FadingOut(Asked(null, 56, 40), Time), Is.Null);
        Assert.That(Weekly.FadingOut(Asked(null, 55, 40, 1), Time), Is.Null);
        Assert.That(Weekly.FadingOut(Asked(20, 90, 80, 70), Time), Is.Null, "heard of since");
    }

    [Test]
    public void N27_what_was_asked_before_somebody_was_last_heard_of_is_no_silence()
    {
        Assert.That(Weekly.FadingOut(Asked(60, 70, 69, 68), Time), Is.Null, "they did something after all three, and nothing was asked since");
        Assert.That(Weekly.FadingOut(Asked(60, 70, 59, 58), Time), Is.Null, "two since");
        Assert.That(Weekly.FadingOut(Asked(60, 70, 50, 40, 30), Time), Is.Null, "three since, and the first of them not eight weeks ago");
        Assert.That(Weekly.FadingOut(Asked(60, 70, 59, 58, 1), Time)?.Period, Is.EqualTo("2027-01-09"));
    }

    /// <summary>Somebody who was heard of so many days ago, and asked so many.</summary>
    static Unheard Asked(int? heard, params int[] ago) => new(Me, [.. ago.Select(days => Now.AddDays(-days))], heard is { } days ? Now.AddDays(-days) : null);
}
