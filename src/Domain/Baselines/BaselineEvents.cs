namespace Activation.Domain.Baselines;

// All are asked the same five statements before the first stage and again after each. What is answered is never in the log: it could be
// told by position and time whose it is.

/// <param name="Stage">The stage that it is asked after; 0 is the first time, before any.</param>
/// <param name="Until">The last day to answer.</param>
public sealed record BaselineOpened(int Stage, DateOnly Until);

/// <summary>From now on there are results, and no more answers.</summary>
public sealed record BaselineClosed(int Stage);
