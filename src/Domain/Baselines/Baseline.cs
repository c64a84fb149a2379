using System.Collections.Immutable;

namespace Activation.Domain.Baselines;

/// <summary>When a programme has asked its five statements.</summary>
/// <param name="Waves">By stage; 0 is before the first.</param>
public sealed record Baseline(ImmutableSortedDictionary<int, BaselineWave> Waves)
{
    public static Baseline None { get; } = new(ImmutableSortedDictionary<int, BaselineWave>.Empty);

    /// <summary>The stage whose wave is open; null when nothing is asked.</summary>
    public int? Open => Waves.Where(wave => !wave.Value.IsClosed).Select(wave => (int?)wave.Key).FirstOrDefault();

    public static Baseline Evolve(Baseline state, object @event) => @event switch
    {
        BaselineOpened e => new(state.Waves.SetItem(e.Stage, new(e.Until, IsClosed: false))),
        BaselineClosed e => new(state.Waves.SetItem(e.Stage, state.Waves[e.Stage] with { IsClosed = true })),
        _ => state,
    };
}

public sealed record BaselineWave(DateOnly Until, bool IsClosed);
