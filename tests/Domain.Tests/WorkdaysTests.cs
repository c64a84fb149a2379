
namespace Activation.Domain.Tests;

public sealed class WorkdaysTests
{
    static readonly DateOnly Monday = new(2026, 5, 11);

    [TestCase(0, 0, ExpectedResult = 0, TestName = "The_day_itself_is_not_counted")]
    [TestCase(0, 4, ExpectedResult = 4, TestName = "From_Monday_to_Friday_four_have_gone")]
    [TestCase(4, 7, ExpectedResult = 1, TestName = "A_weekend_in_between_is_not_counted")]
    [TestCase(4, 5, ExpectedResult = 0, TestName = "Nobody_is_expected_to_answer_on_a_Saturday")]
    [TestCase(6, 7, ExpectedResult = 1, TestName = "What_is_sent_on_a_Sunday_has_waited_a_day_on_Monday")]
    [TestCase(0, 28, ExpectedResult = 20, TestName = "Four_weeks_are_twenty")]
    [TestCase(3, 1, ExpectedResult = 0, TestName = "A_day_to_come_counts_none")]
    public int Since(int sent, int today) => Workdays.Since(Monday.AddDays(sent), Monday.AddDays(today));
}
