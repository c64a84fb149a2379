namespace Activation.Web.Platform.Simulation;

/// <summary>All chance there is in a simulation comes from one generator, so that a seed tells the whole story.</summary>
public sealed class Dice(Random random)
{
    /// <summary>True that often, 0–1.</summary>
    public bool Falls(double chance) => random.NextDouble() < chance;

    /// <summary>From the first to the last, both included.</summary>
    public int From(int first, int last) => random.Next(first, last + 1);

    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public Guid Id()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>Exponential with mean 1: what lies between two things that happen independently of each other.</summary>
    public double Patience() => -Math.Log(1 - random.NextDouble());

    /// <summary>One of many, more often one that weighs more; null when nothing weighs anything.</summary>
    public T? Weighed<T>(IReadOnlyList<T> choices, Func<T, double> weight) where T : class
    {
        var left = random.NextDouble() * choices.Sum(weight);
        foreach (var choice in choices)
        {
            var here = weight(choice);
            if (here > 0 && (left -= here) < 0) return choice;
        }

        return null;
    }
}
