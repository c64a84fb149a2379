namespace Activation.Web.Platform.Simulation;

/// <summary>How busy people are through a day: a morning, a lunch and an evening peak, and nights that are quiet but never silent.</summary>
public static class Rhythm
{
    public const double Night = 0.12;

    static readonly (double Hour, double Width, double Height)[] Peaks = [(9.5, 1.3, 1.0), (12.3, 0.6, 1.2), (15, 1.4, 0.7), (20, 1.2, 0.5)];

    static readonly double Mean = Enumerable.Range(0, 24 * 60).Average(minute => Raw(minute / 60.0));

    /// <summary>How likely an act is at a time of day, beside the day's mean: 1 is as busy as the mean.</summary>
    /// <param name="hour">0–24, with fractions.</param>
    public static double At(double hour) => Raw(hour) / Mean;

    /// <summary>1 while offices are open, little outside of that: coordinators answer in their working hours.</summary>
    public static double Office(double hour) => hour is >= 8 and < 17 ? 1 : 0.05;

    /// <summary>1 after work, less before: that is when people have time to talk.</summary>
    public static double Evening(double hour) => hour is >= 17 and < 23 ? 1 : 0.4;

    static double Raw(double hour) => Night + Peaks.Sum(peak => peak.Height * Math.Exp(-Math.Pow((hour - peak.Hour) / peak.Width, 2) / 2));
}
