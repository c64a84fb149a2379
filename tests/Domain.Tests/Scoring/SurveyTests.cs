using Activation.Domain.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace Activation.Domain.Tests.Scoring;

public class SurveyTests
{
    static ScaleAnswers Answers(params int[] grades) => new([.. Enumerable.Range(1, 5).Select(grade => grades.Count(g => g == grade))]);

    [Test]
    public void A_mean_stands_with_its_interval()
    {
        // Five answers: mean 3, standard deviation √2.5, t(4) = 2.776.
        var mean = Answers(1, 2, 3, 4, 5).Mean();
        Assert.Multiple(() =>
        {
            Assert.That((mean.Value, mean.N), Is.EqualTo((3.0, 5)));
            Assert.That(mean.Low, Is.EqualTo(1.04).Within(0.01));
            Assert.That(mean.High, Is.EqualTo(4.96).Within(0.01));
        });
    }

    [Test]
    public void Where_all_say_the_same_a_whole_step_is_not_known_to_the_second_decimal()
    {
        var mean = Answers(4, 4, 4, 4, 4).Mean();
        Assert.That((mean.Value, mean.N), Is.EqualTo((4.0, 5)));
        Assert.That(mean.Low, Is.EqualTo(3.64).Within(.005), "a 4 stands for all from 3.5 to 4.5: t₄ · √(1/12 ÷ 5)");
        Assert.That(mean.High, Is.EqualTo(4.36).Within(.005));
        var change = Answers(5, 5, 5, 5, 5).MeanSince(Answers(4, 4, 4, 4, 4));
        Assert.That(change.Low, Is.EqualTo(.58).Within(.005), "1 − t₈ · √(2/12 ÷ 5)");
        Assert.That(change.High, Is.EqualTo(1.42).Within(.005));
        Assert.That((Answers(3).Mean().Low, Answers(3).Mean().High), Is.EqualTo((1.0, 5.0)), "one says nothing of others");
    }

    [Test]
    public void Yes_is_four_or_five() => Assert.That(Answers(5, 4, 4, 3, 1).Yes().Value, Is.EqualTo(0.6));

    [TestCase(4, 2.776), TestCase(9, 2.262), TestCase(30, 2.042), TestCase(400, 1.966)]
    public void The_fewer_they_are_the_farther_it_reaches(int freedom, double t) => Assert.That(StudentT.TwoSided95(freedom), Is.EqualTo(t).Within(0.01));

    [Test]
    public void A_change_is_sure_only_when_nothing_at_all_lies_outside()
    {
        var before = new ScaleAnswers([10, 20, 40, 20, 10]);
        var little = new ScaleAnswers([9, 19, 41, 21, 10]);
        var much = new ScaleAnswers([2, 8, 30, 35, 25]);
        Assert.Multiple(() =>
        {
            Assert.That(little.MeanSince(before).IsSure, Is.False);
            Assert.That(much.MeanSince(before).IsSure, Is.True);
            Assert.That(much.MeanSince(before).Value, Is.EqualTo(0.73).Within(0.001));
            Assert.That(much.YesSince(before).IsSure, Is.True);
            Assert.That(little.YesSince(before).IsSure, Is.False);
            Assert.That(before.MeanSince(Answers()).IsKnown, Is.False);
        });
    }

    // Newcombe's own example (1998, method 10): 56/70 against 48/80 gives .2 between .0524 and .3339.
    [Test]
    public void The_difference_of_two_shares_is_the_published_one()
    {
        var change = new ScaleAnswers([14, 0, 0, 0, 56]).YesSince(new ScaleAnswers([32, 0, 0, 0, 48]));
        Assert.That((change.Value, change.Low, change.High), Is.EqualTo((0.2, 0.0524, 0.3339)).Using<(double, double, double)>(
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.0001 && Math.Abs(a.Item2 - b.Item2) < 0.0001 && Math.Abs(a.Item3 - b.Item3) < 0.0001));
    }
}

public class SmallGroupsTests
{
    static Dictionary<string, int> Sizes(params (string Name, int Size)[] groups) => groups.ToDictionary(group => group.Name, group => group.Size);

    [Test]
    public void A_group_of_four_is_not_shown() =>
        Assert.That(SmallGroups.Shown(Sizes(("a", 20), ("b", 4), ("c", 4))), Is.EquivalentTo(new[] { "a" }));

    [Test]
    public void A_single_hidden_group_takes_the_next_smallest_with_it() =>
        Assert.That(SmallGroups.Shown(Sizes(("a", 20), ("b", 9), ("c", 1))), Is.EquivalentTo(new[] { "a" }));

    [Test]
    public void Nobody_is_not_hidden() => Assert.That(SmallGroups.Shown(Sizes(("a", 20), ("b", 0))), Is.EquivalentTo(new[] { "a" }));

    [Test]
    public void What_was_put_together_before_never_stands_alone() =>
        Assert.That(SmallGroups.Shown(Sizes(("", 12), ("a", 20))), Is.EquivalentTo(new[] { "a" }));

    /// <summary>Whatever the sizes: nothing shown is small, and the whole less any choice of what is shown is small never.</summary>
    [Test]
    public void No_difference_of_what_is_shown_is_a_small_group() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        sizes =>
        {
            var groups = sizes.Take(11).Select((size, i) => (Name: $"m{i}", Size: size % 12)).ToDictionary(group => group.Name, group => group.Size);
            var shown = SmallGroups.Shown(groups);
            var rest = groups.Where(group => !shown.Contains(group.Key)).Sum(group => group.Value);
            return shown.All(name => groups[name] >= SmallGroups.AtLeast) && (rest == 0 || rest >= SmallGroups.AtLeast || shown.Count == 0);
        }));
}
