namespace Activation.Jobs.Tests;

/// <summary>A clock that is set to an instant and goes on from there.</summary>
sealed class MovedClock(DateTimeOffset start) : TimeProvider
{
    readonly long began = TimeProvider.System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + TimeProvider.System.GetElapsedTime(began);
}
