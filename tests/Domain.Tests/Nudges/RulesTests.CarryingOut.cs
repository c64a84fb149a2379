using Activation.Domain.Nudges;
using Activation.Domain.Nudges.Rules;

namespace Activation.Domain.Tests.Nudges;

/// <summary>What was said yes to and is to be done.</summary>
public partial class RulesTests
{
    [Test]
    public void N6_a_yes_without_a_day_is_asked_about_after_three_days()
    {
        Assert.That(CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-3) }, Time)?.Recipient, Is.EqualTo(Me));
        Assert.That(CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-2) }, Time), Is.Null);
        Assert.That(CarryingOut.NoPlanYet(ToDo(null) with { DecidedAt = Now.AddDays(-30) }, Time), Is.Null, "not for ever");
        Assert.That(CarryingOut.NoPlanYet(ToDo(5), Time), Is.Null);
    }

    [Test]
    public void N7_a_week_before_the_owner_is_asked_unless_something_was_heard_for_two()
    {
        Assert.That(CarryingOut.DueSoon(ToDo(7), Time)?.Deed.Act, Is.EqualTo(NudgeAct.TellHow));
        Assert.That(CarryingOut.DueSoon(ToDo(8), Time), Is.Null);
        Assert.That(CarryingOut.DueSoon(ToDo(7) with { HeardAt = Now.AddDays(-13) }, Time), Is.Null);
    }

    [Test]
    public void N8_three_and_seven_days_late_the_owner_is_asked_and_then_no_more()
    {
        Assert.That(CarryingOut.Overdue(ToDo(-2), Time), Is.Null);
        Assert.That(CarryingOut.Overdue(ToDo(-3), Time)?.Period, Is.EqualTo("2027-03-07/1"));
        Assert.That(CarryingOut.Overdue(ToDo(-7), Time)?.Period, Is.EqualTo("2027-03-03/2"));
        Assert.That(CarryingOut.Overdue(ToDo(-14), Time), Is.Null, "now a human should");
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { AnsweredAt = Now.AddDays(-3) }, Time), Is.Null, "it goes on");
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { AnsweredAt = Now.AddDays(-9) }, Time), Is.Not.Null, "that was before its day");
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { NeedsHelp = true }, Time), Is.Null, "help is asked for");
    }

    [Test]
    public void N8_there_are_three_days_between_the_two_and_what_was_told_before_the_day_was_in_its_key_is_not_told_again()
    {
        Assert.That(CarryingOut.Overdue(ToDo(-8) with { FirstSaidAt = Now.AddDays(-2) }, Time)?.Period, Is.EqualTo("2027-03-02/1"), "the first is still the one");
        Assert.That(CarryingOut.Overdue(ToDo(-8) with { FirstSaidAt = Now.AddDays(-3).AddHours(5) }, Time)?.Period, Is.EqualTo("2027-03-02/2"), "days, and not hours");
        Assert.That(CarryingOut.Overdue(ToDo(-4) with { OldKeys = ["1"] }, Time)?.Period, Is.EqualTo("1"));
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { OldKeys = ["1"] }, Time)?.Period, Is.EqualTo("2027-03-03/2"));
        Assert.That(CarryingOut.Overdue(ToDo(-7) with { OldKeys = ["1", "2"] }, Time)?.Period, Is.EqualTo("2"));
    }

    [Test]
    public void N9_two_weeks_late_it_is_on_the_list_of_the_coordinator_who_is_not_behind_it()
    {
        var list = CarryingOut.NeedTalk([ToDo(-14), ToDo(-20) with { Activity = Cast.Id(71) }, ToDo(-13)], Time).ToList();
        Assert.That(list, Has.Count.EqualTo(1));
        Assert.That(list[0].Recipient, Is.EqualTo(Bo));
        Assert.That(list[0].Args[0], Is.EqualTo("2"));
        Assert.That(list[0].Deed.Subject, Is.EqualTo(Cast.Id(71)), "the oldest");
        Assert.That(CarryingOut.NeedTalk([ToDo(-14) with { Owner = Bo }], Time), Is.Empty);
        Assert.That(CarryingOut.NeedTalk([ToDo(-14) with { Owner = Bo, Deputies = [Bo, Me] }], Time).Select(due => due.Recipient), Is.EqualTo(new[] { Me }), "who stands in");
        Assert.That(CarryingOut.NeedTalk([ToDo(-14) with { Owner = Cast.Id(72), Deputies = [Me] }], Time).Select(due => due.Recipient), Is.EqualTo(new[] { Bo }), "there is a coordinator");
    }

    [Test]
    public void N9_who_answers_for_several_municipalities_has_one_list_of_all_of_them()
    {
        var there = ToDo(-20) with { Activity = Cast.Id(71), Municipality = "bjuv", Coordinators = [], Deputies = [Bo] };
        var list = CarryingOut.NeedTalk([ToDo(-14), there], Time).Single();
        Assert.That((list.Object, list.Args[0], list.Municipality, list.Deed.Subject), Is.EqualTo((NudgeObject.Member(Programme), "2", "bjuv", (Guid?)Cast.Id(71))), "the oldest first");
        Assert.That(CarryingOut.NeedTalk([ToDo(-14), there with { Deputies = [Cast.Id(72)] }], Time).Count(), Is.EqualTo(2), "each person has their own");
    }
}
