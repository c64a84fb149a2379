namespace Activation.Jobs.Tests;

/// <summary>A clock that is set to an instant, and goes on from there when it is told to: a node may take its time to start.</summary>
sealed class MovedClock(DateTimeOffset start) : TimeProvider
{
    long began;

    public void GoOn() => began = TimeProvider.System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => began == 0 ? start : start + TimeProvider.System.GetElapsedTime(began);
}
