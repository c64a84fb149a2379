namespace Activation.Domain.Scoring;

/// <summary>A figure that is known only as well as its n allows.</summary>
/// <param name="Value">A share is 0–1.</param>
/// <param name="N">How many it rests on. Of a share counted as it is, 0 means that there is no figure; one that leans on others' (a part of the score) has one even so.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record Estimate(double Value, int N, double Low, double High)
{
    /// <summary>A share of which nothing is known: it rests on none, and may be anything.</summary>
    public bool IsUnknown => N == 0 && (Low, High) == (0, 1);
}
