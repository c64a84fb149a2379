namespace Activation.Web.Platform.Simulation;

/// <summary>A clock in fast motion, and when on it the next act comes: at random, as often as the hour allows.</summary>
/// <param name="perMinute">Acts a real minute, over a whole day's mean.</param>
/// <param name="day">How long a day takes.</param>
public sealed class Pace(int perMinute, TimeSpan day)
{
    const double FirstHour = 7.5;
    const double Slice = 0.25;

    /// <summary>The time of day there, 0–24.</summary>
    public double Hour { get; private set; } = FirstHour;

    /// <summary>Turns the clock to the next act.</summary>
    /// <returns>How long that takes.</returns>
    public TimeSpan Next(Dice dice)
    {
        var hours = 0.0;
        for (var patience = dice.Patience(); ;)
        {
            // The busier the hour, the sooner patience is used up.
            var perHour = perMinute * day.TotalMinutes / 24 * Rhythm.At(Hour);
            var step = Math.Min(Slice, patience / perHour);
            (hours, Hour) = (hours + step, (Hour + step) % 24);
            patience -= step * perHour;
            if (step < Slice) return day * (hours / 24);
        }
    }
}
