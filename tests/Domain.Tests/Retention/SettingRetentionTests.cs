using System.Globalization;
using Activation.Domain.Members;
using Activation.Domain.Retention;
using static Activation.Domain.Tests.Cast;
using static Activation.Domain.Tests.World;

namespace Activation.Domain.Tests.Retention;

public class SettingRetentionTests
{
    [Test]
    public void An_administrator_decides_how_long_and_says_why()
    {
        Given().When(Farid, new SetRetention(Ageing.Drafts, 3, " Planen ")).Happens(new RetentionRuleSet(Ageing.Drafts, 3, "Planen"));
        Given().When(Elin, new SetRetention(Ageing.Drafts, 3, "Planen")).IsRefused(Refusals.Members.AdministratorsOnly);
        Given().When(Farid, new SetRetention(Ageing.Drafts, 3, " ")).IsRefused(Refusals.Texts.ReasonMissing);
        Given().When(Farid, new SetRetention((Ageing)99, 3, "Planen")).IsRefused(Refusals.Retention.KindUnknown);
        Given(new RetentionRuleSet(Ageing.Drafts, 3, "Planen")).When(Farid, new SetRetention(Ageing.Drafts, 3, "Igen")).Happens();
    }

    [Test]
    public void What_usually_holds_may_be_decided_too_so_that_it_is_somebodys_decision() =>
        Given().When(Farid, new SetRetention(Ageing.Comments, null, "Ingår i akten")).Happens(new RetentionRuleSet(Ageing.Comments, null, "Ingår i akten"));

    [TestCase(Ageing.Drafts), TestCase(Ageing.LeftMembers), TestCase(Ageing.SecurityEvents), TestCase(Ageing.Origins), TestCase(Ageing.WalkGuests)]
    [TestCase(Ageing.UnusedPictures), TestCase(Ageing.UnansweredNames), TestCase(Ageing.UnusedWorks)]
    public void What_only_tells_about_people_has_to_end(Ageing kind) =>
        Given().When(Farid, new SetRetention(kind, null, "Vi vill")).IsRefused(Refusals.Retention.MustEnd);

    [TestCase(0), TestCase(121), TestCase(-1)]
    public void Months_are_counted_from_one_to_ten_years(int months) =>
        Given().When(Farid, new SetRetention(Ageing.Comments, months, "Planen")).IsRefused(Refusals.Retention.MonthsRange, 120);

    [TestCase("2027-09-15", 6, ExpectedResult = "2027-03-15")]
    [TestCase("2027-03-31", 1, ExpectedResult = "2027-02-28")]
    [TestCase("2028-02-29", 12, ExpectedResult = "2027-02-28")]
    public string What_was_touched_before_this_day_is_due(string today, int months) =>
        RetentionRules.DueBefore(DateOnly.Parse(today, CultureInfo.InvariantCulture), months).ToString("O", CultureInfo.InvariantCulture);

    [Test]
    public void Nothing_is_due_before_its_months_have_passed()
    {
        var first = new DateOnly(2026, 1, 1);
        foreach (var day in Enumerable.Range(0, 800).Select(first.AddDays))
            foreach (var months in new[] { 1, 6, 12, 13 })
            {
                var youngestDue = RetentionRules.DueBefore(day, months).AddDays(-1);
                Assert.That(youngestDue.AddMonths(months), Is.LessThan(day), $"{day} {months}");
            }
    }

    [Test]
    public void Who_left_is_forgotten_by_the_house_and_who_came_back_is_not()
    {
        var here = Member.Evolve(Member.None, new MemberEnrolled(Astrid.Member, "astorp", [Role.CoreTeam]));
        Assert.That(((Refused)Enrolling.EraseLeft(here)).Key, Is.EqualTo(Refusals.Members.HereAgain));
        var left = Member.Evolve(here, new MemberLeft(Astrid.Member));
        Assert.That(((Accepted)Enrolling.EraseLeft(left)).Events, Is.EqualTo(new object[] { new MemberErased(Astrid.Member) }));
        Assert.That(((Accepted)Enrolling.EraseLeft(Member.Evolve(left, new MemberErased(Astrid.Member)))).Events, Is.Empty);
        Assert.That(((Refused)Enrolling.EraseLeft(Member.None)).Key, Is.EqualTo(Refusals.Members.Unknown));
    }
}
