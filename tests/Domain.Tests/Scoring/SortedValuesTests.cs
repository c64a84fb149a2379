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
    public void What_never_came_cannot_go() => Assert.That(() => new SortedValues<int>().Add(3, -1), Throws.ArgumentException);
}
