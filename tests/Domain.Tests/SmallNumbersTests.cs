using FsCheck;
using FsCheck.Fluent;

namespace Activation.Domain.Tests;

public class SmallNumbersTests
{
    [TestCase(new[] { 20, 1, 1 }, new[] { -1, -1, -1 }, TestName = "Two hidden of two in all are one each")]
    [TestCase(new[] { 20, 12, 3 }, new[] { 20, -1, -1 }, TestName = "One hidden is what is left of the whole")]
    [TestCase(new[] { 20, 3, 4 }, new[] { 20, -1, -1 }, TestName = "Seven in two may be many things")]
    [TestCase(new[] { 20, 9, 1, 1, 1, 1, 1 }, new[] { 20, -1, -1, -1, -1, -1, -1 }, TestName = "Five hidden of five in all are one each")]
    [TestCase(new[] { 20, 0, 9 }, new[] { 20, 0, 9 }, TestName = "Nobody tells of nobody")]
    [TestCase(new[] { 4, 0 }, new[] { -1, -1 }, TestName = "With no other left nobody hides too")]
    public void What_is_hidden_cannot_be_told_from_the_rest(int[] counts, int[] shown) =>
        Assert.That(SmallNumbers.Hidden(counts).Select(count => count ?? -1), Is.EqualTo(shown));

    [Test]
    public void Those_hidden_are_enough_together_and_may_be_more_than_one_thing() => Prop.ForAll(
        Gen.Frequency((3, Gen.Choose(0, 6)), (1, Gen.Choose(0, 60))).ArrayOf().ToArbitrary(), counts =>
        {
            var shown = SmallNumbers.Hidden(counts);
            int[] hidden = [.. counts.Where((_, i) => shown[i] is null)];
            return counts.Where((count, i) => count is > 0 and < SmallNumbers.ShownFrom && shown[i] is not null).All(_ => false)
                && (hidden.Length == 0 || hidden.Length == counts.Length
                    || (hidden.Sum() >= SmallNumbers.ShownFrom && hidden.Sum() > hidden.Length && hidden.Length > 1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
