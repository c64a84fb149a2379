namespace Activation.Web.Platform.Simulation;

/// <summary>How the invented people act.</summary>
/// <param name="Rate">Acts a minute, over a whole day's mean.</param>
/// <param name="Chance">Seed of all chance: the same seed on the same log makes the same story.</param>
/// <param name="DayMinutes">How long a day takes.</param>
public sealed record SimulationSettings(int Rate = 60, int Chance = 1, int DayMinutes = 4)
{
    public const int Fastest = 60_000;

    public static SimulationSettings Usual { get; } = new();

    /// <summary>About every half minute at any rate; counted in acts, since a clock never ticks the same way twice.</summary>
    public int ActsBetweenReadings => Math.Clamp(Rate / 2, 30, 3000);
}
