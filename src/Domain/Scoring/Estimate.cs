namespace Activation.Domain.Scoring;

/// <summary>A figure that is known only as well as its n allows.</summary>
/// <param name="Value">A share is 0–1.</param>
/// <param name="N">How many it rests on; 0 means there is no figure, and value, low and high say nothing.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record Estimate(double Value, int N, double Low, double High);
