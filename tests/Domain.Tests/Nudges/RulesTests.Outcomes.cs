using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;
using GradeSums = Activation.Domain.Scoring.GradeSums;
using ScoringRules = Activation.Domain.Scoring.ScoringRules;

namespace Activation.Domain.Tests.Nudges;

/// <summary>What came of it, and what others make of that.</summary>
public partial class RulesTests
{
    [Test]
    public void N11_N12_N21_what_came_of_it_is_asked_told_and_asked_again_in_half_a_year()
    {
        Assert.That(Outcomes.Rate(Took(9), Time), Is.Null);
        Assert.That(Outcomes.Rate(Took(10), Time)?.Period, Is.EqualTo("1"));
        Assert.That(Outcomes.Rate(Took(20), Time)?.Period, Is.EqualTo("2"));
        Assert.That(Outcomes.Rate(Took(40), Time), Is.Null);
        var rated = new Ratings(Deed, Me, "astorp", Now.AddDays(-20), new GradeSums(3, 13, 1, 4));
        Assert.That(Outcomes.Known(rated, ScoringRules.AtStart, Time)?.Args, Is.EqualTo(new[] { NudgeArg.Title, NudgeArg.Grade(rated.Grades.Shown(ScoringRules.AtStart)), "4" }), "as everybody reads it");
        Assert.That(Outcomes.Known(rated with { Grades = new(2, 9, 0, 0) }, ScoringRules.AtStart, Time), Is.Null);
        Assert.That(Outcomes.Known(rated, ScoringRules.AtStart with { PublishedFrom = 5 }, Time), Is.Null, "the programme shows five and no fewer");
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 9, 10)), Time)?.Period, Is.EqualTo("6m"));
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 3, 1)), Time)?.Period, Is.EqualTo("12m"));
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 7, 1)), Time), Is.Null);
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 9, 1), new DateOnly(2027, 3, 2)), Time), Is.Null, "somebody has said");
        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 3, 1), new DateOnly(2026, 9, 3)), Time)?.Period, Is.EqualTo("12m"), "that was half a year ago");

        Assert.That(Outcomes.Alive(new(Deed, Me, "astorp", new DateOnly(2026, 3, 1), new DateOnly(2026, 9, 3), IsGone: true), Time), Is.Null, "it does not live");

        static Participant Took(int days) => new(Deed, Me, "astorp", Now.AddDays(-days));
    }

    [Test]
    public void N13_what_went_well_is_to_be_told_after_a_week_and_not_for_ever()
    {
        Assert.That(Examples.StoryWaiting(Rated(7, 5, 5, 5), ScoringRules.AtStart, Time)?.Args, Is.EqualTo(new[] { NudgeArg.Title, "4.0" }));
        Assert.That(Examples.StoryWaiting(Rated(6, 5, 5, 5), ScoringRules.AtStart, Time), Is.Null, "somebody may be at it");
        Assert.That(Examples.StoryWaiting(Rated(60, 5, 5, 5), ScoringRules.AtStart, Time), Is.Null);
        Assert.That(Examples.StoryWaiting(Rated(7, 5, 5, 4), ScoringRules.AtStart, Time), Is.Null, "below 4");
        Assert.That(Examples.StoryWaiting(Rated(7, 5, 5), ScoringRules.AtStart, Time), Is.Null, "two are not enough to show it");
    }

    [Test]
    public void N13_who_set_the_time_of_a_story_hears_that_something_holds_it_back_once_for_each_time()
    {
        var held = new HeldStory(Deed, Me, "astorp", Now.AddMinutes(-10));
        Assert.That(Examples.StoryHeld(held, Time)?.Recipient, Is.EqualTo(Me));
        Assert.That(Examples.StoryHeld(held with { PublishAt = Now.AddMinutes(-9) }, Time), Is.Null, "the clock may not have been there yet");
        Assert.That(Examples.StoryHeld(held with { PublishAt = Now.AddDays(-15) }, Time), Is.Null, "no news any more");
        Assert.That(Examples.StoryHeld(held with { PublishAt = Now.AddDays(-1) }, Time)?.Period, Is.Not.EqualTo(Examples.StoryHeld(held, Time)?.Period), "another time is another occasion");
    }

    [Test]
    public void N14_N15_what_works_is_offered_and_its_author_hears_of_it()
    {
        var fit = new Fit(Idea, Bo, "astorp", "Klippan", "5.10", new(3, 15, 0, 0), Now.AddDays(-20));
        Assert.That(Examples.FitsYourGap(fit, ScoringRules.AtStart, Time)?.Args, Is.EqualTo(new[] { "Klippan", NudgeArg.Title, "5.10" }));
        Assert.That(Examples.FitsYourGap(fit with { At = Now.AddDays(-181) }, ScoringRules.AtStart, Time), Is.Null);
        Assert.That(Examples.FitsYourGap(fit with { Grades = new(3, 14, 0, 0) }, ScoringRules.AtStart, Time), Is.Null, "what is shown of it is below 4");
        Assert.That(Examples.FitsYourGap(fit, ScoringRules.AtStart with { PublishedFrom = 4 }, Time), Is.Null, "nothing is shown of it");
        var copy = new Copy(Idea, Me, Bo, "klippan", "Klippan", "adopted", Now.AddDays(-4), new(0, 0, 0, 0));
        Assert.That(Examples.LiveOn([copy], ScoringRules.AtStart, Time).Single().Recipient, Is.EqualTo(Me));
        Assert.That(Examples.LiveOn([copy with { Proposer = Me }], ScoringRules.AtStart, Time), Is.Empty, "about one's own act nobody is told");
        Assert.That(Examples.LiveOn([copy with { At = Now.AddDays(-30) }], ScoringRules.AtStart, Time), Is.Empty, "no news any more");
    }

    [Test]
    public void N15_a_week_of_news_is_one_letter_when_the_week_is_over_and_the_same_however_often_it_is_asked()
    {
        var sunday = new DateTimeOffset(2027, 3, 7, 23, 30, 0, TimeSpan.FromHours(1));
        Copy[] news =
        [
            Of(1, "Klippan", sunday), Of(2, "Bjuv", sunday.AddDays(-3)), Of(3, "Klippan", sunday.AddDays(-2)), Of(1, "Klippan", sunday.AddDays(-1)) with { Step = "done" },
            Of(4, "Svalöv", sunday.AddDays(-9)), Of(5, "Perstorp", sunday.AddHours(1)),
        ];
        var letters = Examples.LiveOn(news, ScoringRules.AtStart, Time).ToDictionary(due => due.Period);
        Assert.That(letters.Keys, Is.EquivalentTo(new[] { "2027-W08", "2027-W09" }), "this week's is not over");
        Assert.That(letters["2027-W09"].Args, Is.EqualTo(new[] { NudgeArg.Title, "Bjuv|Klippan", "3", "" }), "each idea and each place once");
        Assert.That(letters["2027-W08"].Args, Is.EqualTo(new[] { NudgeArg.Title, "Svalöv", "1", "4.0" }), "of one alone the outcome, too");
        Assert.That(Examples.LiveOn(news, ScoringRules.AtStart with { PublishedFrom = 4 }, Time).Single(due => due.Period == "2027-W08").Args[^1], Is.Empty, "not before it is shown");
        Assert.That(letters["2027-W09"].Deed.Subject, Is.EqualTo(Cast.Id(102)));
        var later = Examples.LiveOn(news, ScoringRules.AtStart, At(Now.AddDays(7))).Single(due => due.Period == "2027-W09");
        Assert.That(later, Is.EqualTo(letters["2027-W09"] with { Args = later.Args }));
        Assert.That(later.Args, Is.EqualTo(letters["2027-W09"].Args));

        static Copy Of(int idea, string where, DateTimeOffset at) => new(Cast.Id(100 + idea), Me, Bo, "", where, "adopted", at, new(3, 15, 0, 0));
    }
}
