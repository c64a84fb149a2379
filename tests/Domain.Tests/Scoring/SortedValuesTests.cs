using Activation.Domain.Scoring;

namespace Activation.Domain.Tests.Scoring;

public class SortedValuesTests
{
    [Test]
    public void What_came_and_did_not_go_is_there_the_least_first([Range(1, 20)] int seed)
    {
        var (random, values, there) = (new Random(seed), new SortedValues<int>(), new List<int>());
        for (var step = 0; step < 300; step++)
        {
            if (there.Count > 0 && random.Next(3) == 0)
            {
                var gone = there[random.Next(there.Count)];
                there.Remove(gone);
                values.Add(gone, -1);
            }
            else
            {
                var come = random.Next(20);
                there.Add(come);
                values.Add(come, 1);
            }

            // Not after each: what comes before anybody looks is put in order at once.
            if (random.Next(10) == 0) Assert.That(values.All, Is.EqualTo(there.Order()));
        }

        Assert.That(values.All, Is.EqualTo(there.Order()));
    }

    [Test]
    public void One_that_comes_or_goes_is_set_beside_a_few_others_however_many_there_are()
    {
        var (random, values, comparisons) = (new Random(1), new SortedValues<Weighed>(), 0);
        for (var n = 0; n < 1000; n++) values.Add(Any(), 1);
        Assert.That(comparisons, Is.Zero, "nobody looked yet");
        Assert.That(values.All, Is.Ordered);
        comparisons = 0;
        var (one, most) = (Any(), (int)Math.Log2(1024));
        values.Add(one, 1);
        Assert.That(comparisons, Is.InRange(1, most));
        values.Add(one, -1);
        Assert.That(values.All, Has.Count.EqualTo(1000));
        Assert.That(comparisons, Is.AtMost(2 * most));

        Weighed Any() => new(random.Next(), () => comparisons++);
    }

    [Test]
    public void What_never_came_cannot_go() => Assert.That(() => new SortedValues<int>().Add(3, -1), Throws.ArgumentException);

#pragma warning disable MA0097 // Nobody asks of two of them which is more.
    sealed record Weighed(int Weight, Action Compared) : IComparable<Weighed>
#pragma warning restore MA0097
    {
        public int CompareTo(Weighed? other)
        {
            Compared();
            return Weight.CompareTo(other!.Weight);
        }
    }
}
